using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting.Triage;

/// <summary>Which public matter a report belongs to.</summary>
internal static class ReportMatters
{
    /// <summary>By chance, as the reference of a report is: neither can be told from the other.</summary>
    public static string NextNumber() => $"M{ReportReference.Next()[1..]}";

    public static async Task<ReportSummary?> Of(SafetyDb db, Guid record, CancellationToken stop) =>
        await db.Set<SummarisedReport>().Where(s => s.RecordId == record).Join(db.Set<ReportSummary>(), s => s.Number, m => m.Number, (s, m) => m).SingleOrDefaultAsync(stop);

    /// <summary>A matter is closed with the last of its reports. Called before the report that is being closed is saved.</summary>
    public static async Task Settle(SafetyDb db, Guid closing, DateTimeOffset now, CancellationToken stop)
    {
        if (await Of(db, closing, stop) is not { ClosedAt: null } matter) return;
        var open = await db.Set<SummarisedReport>().Where(s => s.Number == matter.Number && s.RecordId != closing)
            .Join(db.Set<IncidentReport>(), s => s.RecordId, r => r.RecordId, (s, r) => r).AnyAsync(r => r.State != ReportState.Closed && r.State != ReportState.Duplicate && r.State != ReportState.Withdrawn, stop);
        if (open) return;
        (matter.ClosedAt, matter.UpdatedAt) = (now, now);
        matter.Version++;
    }
}
