using Fosse.Foundation;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Intake.Requests;

/// <summary>Imports that administrators ask for and a worker runs.</summary>
public sealed class IntakeRoom : IRoom
{
    public static void Declare(Room room)
    {
        ArgumentNullException.ThrowIfNull(room);
        room.Settings<IntakeOptions>(IntakeOptions.Section)
            .HasOne<FolderChoice>()
            .HasOne<Uploads>()
            .Has<AskForImport>()
            .Has<StopImport>()
            .Job<ClearUploads>();
        room.AdminEvents(IntakeAdminEvents.ImportAsked, IntakeAdminEvents.ImportStopped, IntakeAdminEvents.ImportGoneOn);
        room.Services.AddSingleton<IWorkInRounds, RunRequests>();
    }
}

public static class Registration
{
    /// <summary>For the hosts that have pages or a worker; a command imports by itself.</summary>
    public static IServiceCollection AddIntake(this IServiceCollection services)
    {
        IntakeRoom.Declare(new Room(services));
        return services;
    }
}
