using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting;

/// <summary>Counts, when a report comes, how often its person and its home have reported before. Nothing of any other report
/// changes.</summary>
public sealed class CountRepeats(SafetyDb db, RepeatCounts counts) : IReactTo<ReportSubmitted>
{
    public static string Name => "reporting.count-repeats.1";

    public async Task React(ReportSubmitted happened, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(happened);
        if (await db.Set<ReportRepeats>().AnyAsync(r => r.RecordId == happened.Record, stop))
            return; // told twice
        await counts.Count(happened.Record, stop);
        await db.SaveChangesAsync(stop);
    }
}
