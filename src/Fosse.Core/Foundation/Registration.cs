using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Fosse.Foundation;

/// <summary>Puts the foundation into the house, and lets rooms add to it.</summary>
public static class Registration
{
    public static IServiceCollection AddFoundation(this IServiceCollection services)
    {
        services
            .AddOptions<MailOptions>()
            .BindConfiguration(MailOptions.Section)
            .ValidateDataAnnotations()
            .Validate(
                mail => mail.From.Length == 0 || System.Net.Mail.MailAddress.TryCreate(mail.From, out _),
                "Mail:From must be an address of mail, such as messages@post.example."
            )
            .ValidateOnStart();
        services.AddSingleton<Post>();
        services.AddOptions<FoundationOptions>().BindConfiguration(FoundationOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<FileStoreOptions>().BindConfiguration(FileStoreOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<CountyClock>();
        services.TryAddSingleton(sp => new EventCatalogue(sp.GetServices<KnownEvent>(), sp.GetServices<Reaction>()));
        services.TryAddSingleton<OutboxDispatcher>();
        services.TryAddSingleton<Timetable>();
        services.TryAddSingleton<FileStore>();
        services
            .AddTimetabled<ClearOld>()
            .AddSingleton(ClearOld.Delivered)
            .AddSingleton(ProtectionKeys.Open)
            .AddSingleton(ProtectionKeys.Relock);
        return services;
    }

    /// <summary>The Worker face of this host.</summary>
    public static IServiceCollection AddBackgroundWork(this IServiceCollection services) => services.AddHostedService<BackgroundWork>();

    /// <summary>Makes an event known, so that it is delivered even while nobody reacts.</summary>
    public static IServiceCollection AddEvent<TEvent>(this IServiceCollection services)
        where TEvent : IEvent => services.AddSingleton(new KnownEvent(TEvent.Name));

    /// <summary>Makes a reaction to an event known.</summary>
    public static IServiceCollection AddReaction<TEvent, TReaction>(this IServiceCollection services)
        where TEvent : IEvent
        where TReaction : class, IReactTo<TEvent>
    {
        services.TryAddScoped<TReaction>();
        return services.AddEvent<TEvent>().AddSingleton(Reaction.Of<TEvent, TReaction>());
    }

    /// <summary>Enters a job in the timetable.</summary>
    public static IServiceCollection AddTimetabled<TJob>(this IServiceCollection services)
        where TJob : class, ITimetabled => services.AddScoped<ITimetabled, TJob>();
}
