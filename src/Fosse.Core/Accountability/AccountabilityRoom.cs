using Fosse.Accountability.Audit;
using Fosse.Accountability.Retention;
using Fosse.Accountability.Subjects;
using Fosse.Approvals;
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
        room.Permissions(
                30,
                AccountabilityPermissions.AnswerSubjectRequests,
                AccountabilityPermissions.ReviewAccess,
                AccountabilityPermissions.ReadLedger
            )
            .Permissions(60, AccountabilityPermissions.ManageRetention);
        room.Purposes(
            30,
            new PurposeRule(AccountabilityPurposes.AnswerSubjectRequest, AccountabilityPermissions.AnswerSubjectRequests)
            {
                OfTheHolderAlone = true,
                OfARequest = true,
                Searched = true, // whoever asks for their own data has to be found first
            },
            new PurposeRule(AccountabilityPurposes.SuperviseAccess, AccountabilityPermissions.ReviewAccess)
            {
                OfTheHolderAlone = true,
                OpensReasons = true,
                ComparedByTheHouse = true,
            }
        );
        room.Navigation("/work/people", "Nav.SubjectRequests", 50, AccountabilityPermissions.AnswerSubjectRequests);
        room.Navigation("/work/access", "Nav.Access", 60, AccountabilityPermissions.ReviewAccess);
        room.Navigation("/work/ledger", "Nav.Ledger", 70, AccountabilityPermissions.ReadLedger);
        room.Navigation("/work/retention", "Nav.Retention", 80, AccountabilityPermissions.ManageRetention);
        room.Has<SubjectRequests>().Has<SubjectTexts>().Has<SubjectCopies>().Has<HeldFields>().Has<Corrections>();
        room.Has<ForgetRecord>().Has<WhoLookedPages>();
        room.Event<SubjectRequestReceived>().Event<SubjectRequestMoved>();

        room.Has<WhoCouldRead>()
            .Has<TellApart>()
            .Has<SendHeads>()
            .Has<AccessReviews>()
            .Has<LedgerExports>()
            .Has<TypedReasons>()
            .Has<OwnStreets>()
            .Has<UnusualAnswers>()
            .HasOne<Likenesses>();
        room.Job<SampleReads>().Job<WatchGlass>().Job<CheckLedger>().Job<SendHeads>().Job<TellUnusual>().Job<FindLikenesses>();
        room.Settings<LedgerHeadOptions>(LedgerHeadOptions.Section).Reaction<LedgerHeadTaken, MailHead>();
        room.Reaction<GlassBroken, MailGlass>().Event<AccessReviewed>();
        room.Has<WatchGlass>();
        room.Services.AddSingleton(new RequestCheck(AccountabilityPurposes.AnswerSubjectRequest, SubjectRequestQueries.Answerable));
        room.Services.AddSingleton<GlassWaiting>((db, account, stop) => db.GlassWaiting(account, stop));
        room.Has<MovedRecords>();
        room.Services.AddScoped<RecordMoves>(sp => sp.GetRequiredService<MovedRecords>().Moves);
        room.Services.AddScoped<TellOwners>(sp => sp.GetRequiredService<WatchGlass>().Run);

        Deeds(room);
        room.Deadline(SubjectDeadline.Rule).Deadline(ReviewDeadlines.GlassRule).Deadline(ReviewDeadlines.SampleRule);
        room.Has<RetentionDesk>().Job<ApplyRetention>().Event<RetentionRuleChanged>();
        // Forgetting asks this before it destroys a key.
        room.Services.AddSingleton<LegalHold>(
            (db, subject, stop) => db is SafetyDb county ? county.HeldBecause(subject, stop) : Task.FromResult<string?>(null)
        );
        room.Demonstrates<SubjectsDemonstration>().Demonstrates<AuditDemonstration>();
    }

    private static void Deeds(Room room)
    {
        var (retain, answer, ledger) = (
            AccountabilityPermissions.ManageRetention,
            AccountabilityPermissions.AnswerSubjectRequests,
            AccountabilityPermissions.ReadLedger
        );
        room.Deed<RetentionDeed>(new(AccountabilityDeeds.ChangeRetention, retain, retain, Approvers.EachAgency, Conflict: false, Days: 90))
            .Deed<LiftHoldDeed>(new(AccountabilityDeeds.LiftHold, retain, retain, Approvers.SameAgency, Conflict: true, Days: 30))
            .Deed<ForgetDeed>(new(AccountabilityDeeds.ForgetRecord, retain, retain, Approvers.SameAgency, Conflict: true, Days: 30))
            .Deed<EraseDeed>(new(AccountabilityDeeds.EraseRecord, answer, answer, Approvers.SameAgency, Conflict: true, Days: 30))
            .Deed<EmptyDeed>(new(AccountabilityDeeds.EmptyFields, answer, answer, Approvers.SameAgency, Conflict: true, Days: 30))
            .Deed<ExportDeed>(new(AccountabilityDeeds.ExportLedger, ledger, ledger, Approvers.SameAgency, Conflict: false, Days: 14));
    }
}
