using Fosse.Accountability.Audit;
using Fosse.Accountability.Retention;
using Fosse.Accountability.Subjects;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Accountability;

/// <summary>What people may ask about their data, what is asked about those who read it, and how long it is kept.</summary>
public sealed class AccountabilityRoom : IRoom
{
    public static void Declare(Room room)
    {
        ArgumentNullException.ThrowIfNull(room);
        room.Has<SubjectRequests>().Has<SubjectTexts>().Has<SubjectCopies>().Has<Corrections>().Has<ForgetRecord>().Has<WhoLookedPages>();
        room.Event<SubjectRequestReceived>().Event<SubjectRequestMoved>();

        room.Has<AccessReviews>().Has<LedgerExports>().Has<TypedReasons>().Has<OwnStreets>().Has<UnusualAnswers>().HasOne<Likenesses>();
        room.Job<SampleReads>().Job<WatchGlass>().Job<CheckLedger>().Job<FindLikenesses>();
        room.Event<GlassBroken>().Event<AccessReviewed>();
        room.Has<WatchGlass>();
        room.Services.AddScoped<TellOwners>(sp => sp.GetRequiredService<WatchGlass>().Run);

        room.Has<RetentionDesk>().Job<ApplyRetention>().Event<RetentionRuleChanged>();
        // Forgetting asks this before it destroys a key.
        room.Services.AddSingleton<LegalHold>(
            (db, subject, stop) => db is SafetyDb county ? county.HeldBecause(subject, stop) : Task.FromResult<string?>(null)
        );
    }
}
