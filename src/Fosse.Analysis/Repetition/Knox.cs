namespace Fosse.Analysis;

/// <summary>How far apart two events are taken to be.</summary>
public enum Metric
{
    Euclidean,
    Manhattan,
}

/// <summary>
/// One box of a Knox table, [From, To) in metres and in days: pairs seen, the exact mean and variance when times are shuffled, the ratio
/// seen/mean, and the
/// p-value by permutation (1 + as many or more)/(1 + permutations) with the simulated mean.
/// </summary>
public readonly record struct KnoxCell(
    double FromMetres,
    double ToMetres,
    double FromDays,
    double ToDays,
    long Observed,
    double Mean,
    double Variance,
    double Ratio,
    double Z,
    double P,
    double SimulatedMean
);

/// <summary>
/// Whether events that are near in space are near in time more often than chance would have it. Needs days and places; refused for months.
/// A part of town that
/// grows makes pairs of its own (population shift).
/// </summary>
public static class Knox
{
    /// <summary>
    /// The table. Bands are closed on the left and open on the right. Mean N_s N_t/N; variance from links that share an event and links
    /// that do not.
    /// Source: Knox (1964); Barton and David (1966); Townsley, Homel and Chaseling (2003).
    /// </summary>
    /// <param name="x">Eastings, metres.</param>
    /// <param name="y">Northings.</param>
    /// <param name="days">Times, days.</param>
    /// <param name="metres">Edges of the bands of distance, rising; the last may be infinite.</param>
    /// <param name="spans">Edges of the bands of time, rising.</param>
    /// <param name="permutations">0 for the exact moments alone.</param>
    /// <param name="seed">Seed of chance.</param>
    /// <param name="metric">Straight or along the axes.</param>
    /// <param name="stop">Ends the work early.</param>
    /// <exception cref="NotSupportedForMonthlyData">All times are months.</exception>
    /// <exception cref="ArgumentException">Fewer than four events, unlike lengths, edges that do not rise.</exception>
    public static IReadOnlyList<KnoxCell> Of(
        double[] x,
        double[] y,
        double[] days,
        double[] metres,
        double[] spans,
        int permutations = 999,
        long seed = 1,
        Metric metric = Metric.Euclidean,
        CancellationToken stop = default
    )
    {
        Ask.Values(x, 4);
        Ask.Values(y);
        Ask.Values(days);
        Ask.Length(y.Length, x.Length, nameof(y));
        Ask.Length(days.Length, x.Length, nameof(days));
        Rising(metres, nameof(metres));
        Rising(spans, nameof(spans));
        Ask.AtLeast(permutations, 0);
        NotSupportedForMonthlyData.Refuse(days);
        var pairs = KnoxPairs.Of(x, y, metres, metric);
        var times = new KnoxTimes(days, spans);
        var seen = pairs.Count(times, times.Ranks);
        var (sums, more) = (new double[seen.Length], new int[seen.Length]);
        var drawn = new KnoxDraws(pairs, times).Of(permutations, seed, stop);
        foreach (var counts in drawn)
        {
            for (var c = 0; c < seen.Length; c++)
            {
                sums[c] += counts[c];
                if (counts[c] >= seen[c])
                    more[c]++;
            }
        }
        double n = x.Length,
            all = n * (n - 1) / 2;
        var (space, time) = (pairs.Links(), times.Links());
        var cells = new KnoxCell[seen.Length];
        for (var c = 0; c < cells.Length; c++)
        {
            var (s, t) = (c / times.Bands, c % times.Bands);
            double ns = space[s].Links,
                ns2 = space[s].Shared,
                nt = time[t].Links,
                nt2 = time[t].Shared;
            var mean = ns * nt / all;
            var variance =
                mean
                - mean * mean
                + 4 * ns2 * nt2 / (n * (n - 1) * (n - 2))
                + 4 * (ns * (ns - 1) - 2 * ns2) * (nt * (nt - 1) - 2 * nt2) / (n * (n - 1) * (n - 2) * (n - 3));
            variance = variance < 1e-9 * mean ? 0 : variance;
            cells[c] = new(
                metres[s],
                metres[s + 1],
                spans[t],
                spans[t + 1],
                seen[c],
                mean,
                variance,
                seen[c] / mean,
                variance > 0 ? (seen[c] - mean) / Math.Sqrt(variance) : double.NaN,
                permutations == 0 ? double.NaN : (1.0 + more[c]) / (permutations + 1),
                permutations == 0 ? double.NaN : sums[c] / permutations
            );
        }
        return cells;
    }

    private static void Rising(double[] edges, string name)
    {
        ArgumentNullException.ThrowIfNull(edges, name);
        if (edges.Length < 2)
            throw new ArgumentException("Needs at least two edges.", name);
        for (var i = 0; i < edges.Length; i++)
        {
            if (double.IsNaN(edges[i]) || edges[i] < 0 || (i > 0 && edges[i] <= edges[i - 1]))
                throw new ArgumentException("Edges must be 0 or above and rise.", name);
        }
    }
}
