using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Audit;

/// <summary>How an agency's people came by the reason for their reads, and how long they typed. Friction that nobody measures gets worked
/// around.</summary>
/// <param name="FromAssignment">Nothing had to be typed: they were assigned, or it was in the queue of their team.</param>
/// <param name="MedianSeconds">Half typed longer; none where nobody was timed.</param>
public sealed record AgencyFriction(string Agency, int Reads, int FromAssignment, int Typed, int BrokenGlass, double? MedianSeconds);

public static class FrictionQueries
{
    public const int Days = 28;

    /// <summary>Fewer reads than this say more about a person than about an agency, and are not shown.</summary>
    public const int Fewest = 10;
    private const int Most = 200_000;

    public static async Task<IReadOnlyList<AgencyFriction>> Friction(
        this SafetyDb db,
        SignedIn who,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        who.Must(AccountabilityPermissions.ReviewAccess);
        var first = await db.FirstSince(now.AddDays(-Days), stop);
        var reads = db.Set<LedgerLine>()
            .AsNoTracking()
            .Where(l =>
                l.Sequence >= first && (l.Kind == LedgerKind.Opened || l.Kind == LedgerKind.BrokeGlass) && l.ActorId != Actor.TheHouse
            );
        var counts = await reads
            .GroupBy(l => new { l.Organisation, l.ReasonFrom })
            .Select(g => new
            {
                g.Key.Organisation,
                g.Key.ReasonFrom,
                Count = g.Count(),
            })
            .Take(1000)
            .ToListAsync(stop);
        var seconds = (
            await reads
                .Where(l => l.SecondsTyping != null)
                .OrderByDescending(l => l.Sequence)
                .Take(Most)
                .Select(l => new { l.Organisation, l.SecondsTyping })
                .ToListAsync(stop)
        ).ToLookup(s => s.Organisation, s => (double)s.SecondsTyping!.Value);
        return
        [
            .. counts
                .GroupBy(c => c.Organisation)
                .Where(g => g.Sum(c => c.Count) >= Fewest)
                .OrderBy(g => g.Key, StringComparer.CurrentCulture)
                .Select(g =>
                {
                    var from = g.ToDictionary(c => c.ReasonFrom, c => c.Count);
                    return new AgencyFriction(
                        g.Key,
                        g.Sum(c => c.Count),
                        from.GetValueOrDefault(ReasonFrom.Assignment) + from.GetValueOrDefault(ReasonFrom.TeamQueue),
                        from.GetValueOrDefault(ReasonFrom.Typed),
                        from.GetValueOrDefault(ReasonFrom.BreakGlass),
                        Middle.Of([.. seconds[g.Key]])
                    );
                }),
        ];
    }
}

/// <summary>The value that half are above and half below.</summary>
internal static class Middle
{
    public static double? Of(IReadOnlyList<double> values)
    {
        if (values.Count == 0)
            return null;
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
