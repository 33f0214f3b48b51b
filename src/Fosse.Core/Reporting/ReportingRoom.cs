using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Fosse.Reporting;

/// <summary>The room in which residents report, and follow what became of it.</summary>
public sealed class ReportingRoom : IRoom
{
    public static void Declare(Room room)
    {
        ArgumentNullException.ThrowIfNull(room);
        room.Purposes(
                0,
                PurposeRule.OfWork(ReportingPurposes.TriageReport, RecordsPermissions.ReadRecords) with
                {
                    OfAQueue = true,
                    ComparedByTheHouse = true,
                }
            )
            .Purposes(50, new PurposeRule(ReportingPurposes.TellReporter, null) { ByTheHouse = true });
        room.DataClasses(
            10,
            new StandardKeeping(
                ReportingDataClasses.Report,
                "Answer a report and see what repeats",
                "UK GDPR Article 5(1)(e)",
                24,
                RetentionAction.Forget
            )
        );
        room.AdminEvents(
            ReportingAdminEvents.CategoryAdded,
            ReportingAdminEvents.CategoryChanged,
            ReportingAdminEvents.CaseReviewChanged,
            ReportingAdminEvents.ApiKeyMade,
            ReportingAdminEvents.ApiKeyEnded
        );
        room.Has<Displaced>().Has<AskWhoAnswers>();
        room.Services.AddScoped<AsksWhoAnswers>(sp => sp.GetRequiredService<AskWhoAnswers>().Ask);
        room.Deed<AnswersDeed>(
            new(
                ReportingDeeds.ChangeWhoAnswers,
                Permitted.Administer,
                PartnershipPermissions.ManageAgreements,
                Approvers.EachDisplaced,
                Conflict: false,
                Days: 30
            )
        );
        room.HasOne<StandingRules>()
            .Has<Drafts>()
            .Has<Receipts>()
            .Has<ReportRows>()
            .Has<Reports>()
            .Has<ReporterDesk>()
            .Has<ReportKeeping>()
            .Has<JoinReports>()
            .Has<ChangeCategory>()
            .Seeds(StandardCategories.Ensure);
        room.Event<ReportSubmitted>().Event<ReportsJoined>().Event<ReportsParted>().Event<ReporterWrote>().Event<DeedDone>();
        room.Job<ClearDrafts>().Job<SendReporterMails>().Reaction<DeedDone, MailReporter>();
        room.Has<Open311.Senders>()
            .HasOne<Open311.StandingKeys>()
            .Has<Open311.ApiKeys>()
            .Has<Open311.TakeRequest>()
            .Has<Open311.TakeUpdate>();
        room.Has<AreasAround>().Has<NearbyMatters>().Has<DuplicateCandidates>();
        room.Settings<UrgentOptions>(UrgentOptions.Section).Deadline(ReplyClock.Rule);
        room.Deadline(ReportingDeadlines.Look, sp => ReportingDeadlines.LookRule(Urgent(sp)));
        room.Deadline(ReportingDeadlines.UrgentReply, sp => ReportingDeadlines.UrgentReplyRule(Urgent(sp)));
        room.Settings<CaseReviewOptions>(CaseReviewOptions.Section).Settings<EvidenceOptions>(EvidenceOptions.Section);
        room.HasOne<EvidenceQuota>();
        room.HasOne<Repeats>().Has<CaseReviewRules>().Has<ChangeCaseReview>().Has<RepeatVictims>().Has<RepeatCounts>();
        room.Reaction<ReportSubmitted, CountRepeats>().Reaction<ReportsJoined, CountJoined>().Reaction<ReportsParted, CountParted>();
        room.Clears(
            OldRows.Of(
                "closed_visits",
                "1 day",
                (db, now) =>
                {
                    var before = now.AddDays(-1);
                    return db.Set<ClosedVisit>().Where(v => v.At < before);
                }
            )
        );
        room.Clears(
            OldRows.Of(
                "parted_pairs",
                "3 years",
                (db, now) =>
                {
                    var before = now.AddYears(-3);
                    return db.Set<PartedPair>().Where(p => p.At < before);
                }
            )
        );
        room.Has<ReportFigures>().Has<PublishReportFigures>().Job<PublishReportFigures>();
        foreach (var step in ForgetReport.Rows)
            room.Forgets(step);
        room.Forgets(sp => ForgetReport.Files(sp.GetRequiredService<FileStore>()));
        room.Demonstrates<ReportingDemonstration>();
    }

    private static UrgentOptions Urgent(IServiceProvider services) => services.GetRequiredService<IOptions<UrgentOptions>>().Value;
}
