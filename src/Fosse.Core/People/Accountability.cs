using Fosse.Foundation;
using Fosse.People.Audit;
using Fosse.People.Retention;
using Fosse.People.Subjects;
using Fosse.Privacy;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.People;

/// <summary>What people may ask about their data, what is asked about those who read it, and how long it is kept.</summary>
internal static class Accountability
{
    public static void AddAccountability(this IServiceCollection services)
    {
        services
            .AddScoped<SubjectRequests>()
            .AddScoped<SubjectTexts>()
            .AddScoped<SubjectCopies>()
            .AddScoped<Corrections>()
            .AddScoped<ForgetRecord>()
            .AddScoped<WhoLookedPages>();
        services
            .AddScoped<AccessReviews>()
            .AddScoped<LedgerExports>()
            .AddScoped<TypedReasons>()
            .AddScoped<OwnStreets>()
            .AddScoped<UnusualAnswers>();
        services.AddSingleton<Likenesses>();
        services.AddScoped<RetentionDesk>().AddScoped<WatchGlass>();
        services
            .AddTimetabled<ApplyRetention>()
            .AddTimetabled<SampleReads>()
            .AddTimetabled<WatchGlass>()
            .AddTimetabled<CheckLedger>()
            .AddTimetabled<FindLikenesses>();
        services
            .AddEvent<SubjectRequestReceived>()
            .AddEvent<SubjectRequestMoved>()
            .AddEvent<GlassBroken>()
            .AddEvent<AccessReviewed>()
            .AddEvent<RetentionRuleChanged>();
        // Forgetting asks this before it destroys a key.
        services.AddSingleton<LegalHold>(
            (db, subject, stop) => db is SafetyDb county ? county.HeldBecause(subject, stop) : Task.FromResult<string?>(null)
        );
    }
}
