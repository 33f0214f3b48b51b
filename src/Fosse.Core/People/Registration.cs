using Fosse.Foundation;
using Fosse.People.Administration;
using Fosse.Privacy;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.People;

/// <summary>Puts the people's room into the house: from then on the desk asks its access policy.</summary>
public static class Registration
{
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.AddOptions<SignInOptions>().BindConfiguration(SignInOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<AccountSessions>().AddScoped<Invitations>().AddScoped<SignInThrottle>().AddScoped<SecondStep>();
        services
            .AddScoped<Agreements>()
            .AddScoped<Disclosures>()
            .AddScoped<DisclosureReading>()
            .AddScoped<Records>()
            .AddScoped<RecordReading>()
            .AddScoped<WorkOnRecord>()
            .AddScoped<PersonSearch>();
        services.AddAccountability();
        services.AddOldVisits();
        return services
            .AddAdministration()
            .AddSingleton<AccessRule>(sp => AccessFactsQuery.Rule(sp.GetRequiredService<CountyClock>()))
            .AddSingleton(sp => SearchReach.Rule(sp.GetRequiredService<CountyClock>()))
            .AddSingleton(sp => SearchReach.Pointers(sp.GetRequiredService<CountyClock>()));
    }
}
