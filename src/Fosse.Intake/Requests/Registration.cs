using Fosse.Foundation;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Intake.Requests;

/// <summary>Puts the imports that administrators ask for into the house.</summary>
public static class Registration
{
    public static IServiceCollection AddIntake(this IServiceCollection services)
    {
        services.AddOptions<IntakeOptions>().BindConfiguration(IntakeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<FolderChoice>()
            .AddSingleton<Uploads>()
            .AddSingleton<IWorkInRounds, RunRequests>()
            .AddScoped<AskForImport>()
            .AddScoped<StopImport>()
            .AddTimetabled<ClearUploads>();
    }
}
