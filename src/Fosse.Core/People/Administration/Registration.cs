using Microsoft.Extensions.DependencyInjection;

namespace Fosse.People.Administration;

/// <summary>Puts the commands of the admin face into the house.</summary>
internal static class Registration
{
    internal static IServiceCollection AddAdministration(this IServiceCollection services) =>
        services
            .AddScoped<AddAgency>()
            .AddScoped<ChangeAgency>()
            .AddScoped<AgencyLeaves>()
            .AddScoped<AddTeam>()
            .AddScoped<TeamAreas>()
            .AddScoped<InviteAccount>()
            .AddScoped<CloseAccount>()
            .AddScoped<GiveRole>()
            .AddScoped<ChangeRole>()
            .AddScoped<RetryStuck>();
}
