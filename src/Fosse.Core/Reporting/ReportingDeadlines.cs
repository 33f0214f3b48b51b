using Fosse.Foundation;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting;

/// <summary>What is owed to reporters.</summary>
public static class ReportingDeadlines
{
    public static DeadlineKind Look { get; } = new("LookAtReport");
    public static DeadlineKind Reply { get; } = new("ReplyToReporter");
    public static DeadlineKind UrgentReply { get; } = new("ReplyToUrgent");

    internal static DeadlineRule LookRule(UrgentOptions options) =>
        new(
            Look,
            DeadlineLength.Of(options.LookWithin),
            null,
            "somebody of the agency that has the report has opened it",
            (db, _) =>
                db.Waiting()
                    .NotForgotten()
                    .Where(w => w.Report.LookBy != null && w.Report.LookedAt == null)
                    .OrderBy(w => w.Report.LookBy)
                    .Select(w => new OpenDeadline
                    {
                        About = w.Record.Id,
                        Name = w.Record.Reference,
                        AgencyId = w.Record.AgencyId,
                        AccountId = null,
                        TeamId = w.Record.TeamId,
                        By = w.Report.LookBy,
                    }),
            RecordsPermissions.ReadRecords
        )
        {
            Wakes = new(
                DeadlineState.Due,
                options.LookWithin,
                Duty: true,
                () => ReportingText.Of("UrgentReport.Subject"),
                (count, by, before) =>
                    before == 0
                        ? ReportingText.Of("UrgentReport.Words", count, CountyClock.Local(by))
                        : ReportingText.Of("UrgentReport.Again", count, CountyClock.Local(by), before + 1)
            ),
        };

    internal static DeadlineRule UrgentReplyRule(UrgentOptions options) =>
        new(
            UrgentReply,
            DeadlineLength.Of(options.ReplyWithin),
            ReplyClock.Warns,
            ReplyClock.Met,
            (db, _) =>
                db.Waiting()
                    .NotForgotten()
                    .Where(w => w.Owed && w.Report.UrgentReplyBy != null && w.Report.LookedAt != null)
                    .OrderBy(w => w.Report.UrgentReplyBy)
                    .Select(w => new OpenDeadline
                    {
                        About = w.Record.Id,
                        Name = w.Record.Reference,
                        AgencyId = w.Record.AgencyId,
                        AccountId = null,
                        TeamId = w.Record.TeamId,
                        By = w.Report.UrgentReplyBy,
                    }),
            RecordsPermissions.ReadRecords
        );

    internal static IQueryable<OpenDeadline> Replies(SafetyDb db) =>
        db.Waiting()
            .NotForgotten()
            .Where(w => w.Owed && w.Report.UrgentReplyBy == null)
            .OrderBy(w => w.Since)
            .Select(w => new OpenDeadline
            {
                About = w.Record.Id,
                Name = w.Record.Reference,
                AgencyId = w.Record.AgencyId,
                AccountId = null,
                TeamId = w.Record.TeamId,
                Since = w.Since,
            });
}
