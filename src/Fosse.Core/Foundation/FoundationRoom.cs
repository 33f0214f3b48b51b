using Fosse.Privacy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Fosse.Foundation;

/// <summary>What lies beneath every room.</summary>
public sealed class FoundationRoom : IRoom
{
    public static void Declare(Room room)
    {
        ArgumentNullException.ThrowIfNull(room);
        room.Settings<MailOptions>(MailOptions.Section).Settings<FoundationOptions>(FoundationOptions.Section);
        room.Settings<DutyOptions>(DutyOptions.Section).Has<DueList>();
        room.Services.AddOptions<MailOptions>()
            .Validate(
                mail => mail.From.Length == 0 || Post.CanBeFrom(mail.From),
                "Mail:From must be an address of mail, such as messages@post.example."
            );
        room.Services.AddOptions<FileStoreOptions>().BindConfiguration(FileStoreOptions.Section);
        room.Services.TryAddSingleton(TimeProvider.System);
        room.Services.TryAddSingleton(sp => new EventCatalogue(sp.GetServices<KnownEvent>(), sp.GetServices<Reaction>()));
        room.Services.TryAddSingleton(HouseWords.Of);
        room.Purposes(40, new PurposeRule(PrivacyPurposes.ApplyRetention, null) { ByTheHouse = true });
        room.HasOne<CountyClock>().HasOne<Post>().HasOne<OutboxDispatcher>().HasOne<Timetable>().HasOne<FileStore>();
        room.Job<ClearOld>().Job<CompactForgotten>().Clears(ClearOld.Delivered);
        room.Services.AddSingleton(ProtectionKeys.Open).AddSingleton(ProtectionKeys.Relock);
    }
}

/// <summary>The Worker face of a host.</summary>
public static class WorkerFace
{
    public static IServiceCollection AddBackgroundWork(this IServiceCollection services) => services.AddHostedService<BackgroundWork>();
}
