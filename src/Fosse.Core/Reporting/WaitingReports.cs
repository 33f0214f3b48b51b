using Fosse.Foundation;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting;

/// <summary>A report that waits in a queue, in a query.</summary>
public sealed class WaitingReport
{
    public required SubjectRecord Record { get; init; }
    public required IncidentReport Report { get; init; }
    public bool Owed { get; init; }
    public DateTimeOffset Since { get; init; }
}

public static class WaitingReports
{
    /// <summary>Of all agencies, with what is owed.</summary>
    internal static IQueryable<WaitingReport> Waiting(this SafetyDb db) =>
        db.Set<SubjectRecord>()
            .AsNoTracking()
            .Where(r => r.InQueue)
            .Join(
                db.Set<IncidentReport>().AsNoTracking().WithReply(),
                r => r.Id,
                p => p.Report.RecordId,
                (r, p) =>
                    new WaitingReport
                    {
                        Record = r,
                        Report = p.Report,
                        Owed = p.Owed,
                        Since = p.Since,
                    }
            )
            .NotOver();

    internal static IQueryable<WaitingReport> NotForgotten(this IQueryable<WaitingReport> reports) =>
        reports.Where(w => w.Record.ForgottenAt == null);

    /// <summary>Those on which somebody still works.</summary>
    public static IQueryable<WaitingReport> NotOver(this IQueryable<WaitingReport> reports) =>
        reports.Where(w =>
            w.Report.State != ReportState.Closed && w.Report.State != ReportState.Duplicate && w.Report.State != ReportState.Withdrawn
        );
}
