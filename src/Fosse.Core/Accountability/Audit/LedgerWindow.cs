using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Audit;

/// <summary>Where a period begins in the ledger. Lines are in the order of time, so that a handful of looks finds it among millions without
/// an index of times.</summary>
internal static class LedgerWindow
{
    /// <summary>The next lines after one, in order.</summary>
    public static Task<List<LedgerStep>> StepsAfter(this SafetyDb db, long last, int most, CancellationToken stop) =>
        db.Set<LedgerLine>()
            .AsNoTracking()
            .Where(l => l.Sequence > last)
            .OrderBy(l => l.Sequence)
            .Take(most)
            .Select(l => new LedgerStep(l.Sequence, l.Kind, l.ActorId, l.AgencyId, l.Subject, l.Hash))
            .ToListAsync(stop);

    /// <returns>The first line at or after the instant; one past the last where there is none.</returns>
    public static async Task<long> FirstSince(this SafetyDb db, DateTimeOffset instant, CancellationToken stop)
    {
        var (low, high) = (1L, 1 + (await db.Set<LedgerLine>().MaxAsync(l => (long?)l.Sequence, stop) ?? 0));
        while (low < high)
        {
            var middle = (low + high) / 2;
            var at = await db.Set<LedgerLine>()
                .Where(l => l.Sequence >= middle)
                .OrderBy(l => l.Sequence)
                .Select(l => l.At)
                .FirstAsync(stop);
            if (at >= instant)
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }
}

/// <summary>Who looked at whom: as much of a line as a job needs that goes along the ledger.</summary>
internal sealed record LedgerStep(long Sequence, LedgerKind Kind, Guid ActorId, Guid AgencyId, Guid? Subject, byte[] Hash);
