using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting;

/// <summary>Counts anew, when two reports were parted, all that were joined with either, and then takes the rows of their pair away. Done
/// again, it finds nothing to do.</summary>
public sealed class CountParted(SafetyDb db, Repeats repeats, RepeatCounts counts) : IReactTo<ReportsParted>
{
    public static string Name => "reporting.count-parted.1";

    public async Task React(ReportsParted happened, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(happened);
        if (await db.Set<PartedPair>().AsNoTracking().SingleOrDefaultAsync(p => p.Joined == happened.Pair, stop) is not { } parted)
            return;
        var purpose = ReportingPurposes.TriageReport;
        var found = await repeats.OfPair(happened.Record, happened.Pair, parted.At, purpose, stop);
        // However often they had been joined, they are parted once.
        var numbers = found.Numbers;
        var known = await db.Set<PartedPair>().Where(p => numbers.Contains(p.Joined)).Select(p => p.Joined).Take(1000).ToListAsync(stop);
        db.AddRange(numbers.Except(known).Select(n => new PartedPair { Joined = n, At = parted.At }));
        await db.SaveChangesAsync(stop);
        var all = new HashSet<Guid>();
        foreach (var side in found.Sides)
            all.UnionWith(await counts.JoinedWith(side, stop));
        foreach (var id in all)
            await counts.Count(id, stop);
        await db.SaveChangesAsync(stop);
        if (found.Sides.Count > 0)
            await repeats.Remove(happened.Record, numbers, purpose, stop);
    }
}
