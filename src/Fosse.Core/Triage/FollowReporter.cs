using Fosse.Foundation;
using Fosse.Records;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Triage;

/// <summary>Brings the record after its report: the public face, which the reporter used, may not change records.</summary>
public sealed class FollowReporter(SafetyDb db, ReportWork hands) : IReactTo<ReporterWrote>
{
    public static string Name => "triage.follow-reporter.1";

    public async Task React(ReporterWrote happened, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(happened);
        if (happened.Kind is not (MessageKind.Withdrawal or MessageKind.Reopening))
            return;
        var report = await db.Set<IncidentReport>().AsNoTracking().SingleOrDefaultAsync(r => r.RecordId == happened.Record, stop);
        var record = await db.Set<SubjectRecord>().SingleOrDefaultAsync(r => r.Id == happened.Record, stop);
        if (report is null || record is null)
            return;
        record.Follow(report);
        if (report.State.IsOver())
            await hands.EndAssignments(record.Id, hands.Today.AddDays(-1), stop);
        await ReportMatters.Settle(db, report, hands.Now, stop);
        await db.SaveChangesAsync(stop);
    }
}

internal static class RecordOfReport
{
    /// <summary>It waits in its queue, and is kept, for as long as the report is not over.</summary>
    public static void Follow(this SubjectRecord record, IncidentReport report) =>
        (record.InQueue, record.ClosedAt) = report.State.IsOver() ? (false, report.ClosedAt) : (true, null);
}
