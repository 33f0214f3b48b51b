using Fosse.Foundation;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Triage;

/// <summary>Which public matter a report belongs to.</summary>
internal static class ReportMatters
{
    /// <summary>By chance, as the reference of a report is: neither can be told from the other.</summary>
    public static string NextNumber() => $"M{ReportReference.Next()[1..]}";

    public static async Task<ReportSummary?> Of(SafetyDb db, Guid record, CancellationToken stop) =>
        await db.Set<SummarisedReport>()
            .Where(s => s.RecordId == record)
            .Join(db.Set<ReportSummary>(), s => s.Number, m => m.Number, (s, m) => m)
            .SingleOrDefaultAsync(stop);

    /// <summary>A matter is closed with the last of its reports, and open again with any of them. Called before the change of this report
    /// is saved.</summary>
    public static async Task Settle(SafetyDb db, IncidentReport report, DateTimeOffset now, CancellationToken stop)
    {
        if (await Of(db, report.RecordId, stop) is not { } matter)
            return;
        var open =
            !report.State.IsOver()
            || await db.Set<SummarisedReport>()
                .Where(s => s.Number == matter.Number && s.RecordId != report.RecordId)
                .Join(db.Set<IncidentReport>(), s => s.RecordId, r => r.RecordId, (s, r) => r)
                .AnyAsync(r => r.State != ReportState.Closed && r.State != ReportState.Duplicate && r.State != ReportState.Withdrawn, stop);
        if (open == matter.ClosedAt is null)
            return;
        (matter.ClosedAt, matter.UpdatedAt) = (open ? null : now, now);
        matter.Version++;
    }

    /// <summary>What is parted from the report that stays belongs to its matter no more.</summary>
    public static async Task Part(SafetyDb db, Guid merged, Guid stays, CancellationToken stop)
    {
        if (
            await Of(db, stays, stop) is { } matter
            && await db.Set<SummarisedReport>().SingleOrDefaultAsync(s => s.RecordId == merged && s.Number == matter.Number, stop)
                is { } row
        )
            db.Remove(row);
    }

    /// <summary>What is merged belongs to the matter of the report that stays.</summary>
    public static async Task Join(SafetyDb db, Guid merged, Guid stays, CancellationToken stop)
    {
        if (await Of(db, stays, stop) is { } matter && await Of(db, merged, stop) is null)
            db.Add(new SummarisedReport { RecordId = merged, Number = matter.Number });
    }
}
