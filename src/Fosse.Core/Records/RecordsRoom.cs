using Fosse.Accounts;
using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Fosse.Records;

/// <summary>Records about persons, and who may read them: from here on the desk asks the access policy.</summary>
public sealed class RecordsRoom : IRoom
{
    public static void Declare(Room room)
    {
        ArgumentNullException.ThrowIfNull(room);
        room.Has<RecordWriting>().Has<RecordReading>().Has<WorkOnRecord>().Has<PersonSearch>().Has<EndConflict>().Has<SealAssignments>();
        room.Services.AddScoped<SealOlder>(sp => sp.GetRequiredService<SealAssignments>().Run);
        room.Deed<EndConflictDeed>(
            new(
                RecordsDeeds.EndConflict,
                RecordsPermissions.ReadRecords,
                RecordsPermissions.WriteRecords,
                Approvers.EachAgency,
                Conflict: true,
                Days: 30
            )
        );
        room.Permissions(
            10,
            RecordsPermissions.ReadRecords,
            RecordsPermissions.WriteRecords,
            RecordsPermissions.SearchRecords,
            RecordsPermissions.BreakGlass
        );
        room.Purposes(
            10,
            PurposeRule.OfWork(RecordsPurposes.InvestigateCase, RecordsPermissions.ReadRecords) with
            {
                BreaksGlass = true,
            },
            PurposeRule.OfWork(RecordsPurposes.SafeguardPerson, RecordsPermissions.ReadRecords) with
            {
                BreaksGlass = true,
            },
            PurposeRule.OfWork(RecordsPurposes.ReviewCase, RecordsPermissions.ReadRecords)
        );
        Keeps(room);
        room.Settings<GlassOptions>(GlassOptions.Section).HasOne<RequestChecks>();
        room.Navigation("/work", "Nav.Work", 0, AccountsPermissions.Work);
        room.Navigation("/work/records", "Nav.Records", 20, RecordsPermissions.ReadRecords, RecordsPermissions.WriteRecords);
        room.Seeds(StandardRetention.Fill).Forgets(NobodysRecord).Forgets(ReasonsTyped);
        room.Clears(
            OldRows.Of(
                "reason_marks",
                "28 days",
                (db, now) =>
                {
                    var before = now.AddDays(-ReasonMark.Days);
                    return db.Set<ReasonMark>().Where(m => m.At < before);
                }
            )
        );
        room.Services.AddSingleton<AccessRule>(sp =>
                AccessFactsQuery.Rule(
                    sp.GetRequiredService<CountyClock>(),
                    sp.GetRequiredService<HouseWords>(),
                    sp.GetRequiredService<RequestChecks>(),
                    sp.GetService<GlassWaiting>(),
                    sp.GetRequiredService<IOptions<GlassOptions>>().Value
                )
            )
            .AddSingleton(PersonSearchWords.Source)
            .AddSingleton(sp => SearchReach.Rule(sp.GetRequiredService<CountyClock>(), sp.GetRequiredService<HouseWords>()))
            .AddSingleton(sp => SearchReach.Pointers(sp.GetRequiredService<CountyClock>(), sp.GetRequiredService<HouseWords>()));
        room.Demonstrates<RecordsDemonstration>();
    }

    private static void Keeps(Room room) =>
        room.DataClasses(
                0,
                new StandardKeeping(
                    RecordsDataClasses.Identity,
                    "Reach the right person safely",
                    "UK GDPR Article 5(1)(e)",
                    12,
                    RetentionAction.Forget
                )
            )
            .DataClasses(
                20,
                new(
                    RecordsDataClasses.AntiSocialBehaviour,
                    "Work a case and review it",
                    "Limitation Act 1980 section 5",
                    72,
                    RetentionAction.Forget
                ),
                new(RecordsDataClasses.VictimRisk, "Keep a victim safe", "UK GDPR Article 5(1)(e)", 24, RetentionAction.Review),
                new(
                    RecordsDataClasses.Safeguarding,
                    "Keep a child or an adult at risk safe",
                    "Working Together to Safeguard Children",
                    300,
                    RetentionAction.Review
                ),
                new(RecordsDataClasses.Health, "Know what a partner needs to know", "UK GDPR Article 5(1)(e)", 12, RetentionAction.Forget),
                new(RecordsDataClasses.Housing, "Work a case about a home", "Limitation Act 1980 section 5", 72, RetentionAction.Forget),
                new(
                    RecordsDataClasses.Offending,
                    "Prevent crime together",
                    "Management of Police Information, group 3",
                    72,
                    RetentionAction.Review
                )
            );

    private static readonly ForgettingStep ReasonsTyped = new(
        "reason_marks",
        (db, subject, _, stop) => db.Set<ReasonMark>().Where(m => m.Subject == subject).ExecuteDeleteAsync(stop)
    );

    // The row that says that a record was held stays, and names nobody.
    private static readonly ForgettingStep NobodysRecord = new(
        "records",
        (db, subject, at, stop) =>
            db is not SafetyDb
                ? Task.FromResult(0)
                : db.Set<SubjectRecord>()
                    .Where(r => r.Id == subject && r.ForgottenAt == null)
                    .ExecuteUpdateAsync(s => s.SetProperty(r => r.ForgottenAt, at), stop)
    );
}

/// <summary>Tells the owners of records whose glass was broken, now rather than by the timetable.</summary>
public delegate Task TellOwners(CancellationToken stop);

/// <summary>What a room ends or hands on when a record goes to another agency, right before it goes and within its transaction: what was
/// asked of the agency that held it, and what that one was about to do.</summary>
public delegate Task<Refusal?> RecordMoves(Guid record, Guid to, SignedIn by, CancellationToken stop);

/// <summary>What a later room has to ask before a record is closed; none where nothing on it is undone.</summary>
public delegate Task<Refusal?> BeforeClosing(Guid record, CancellationToken stop);
