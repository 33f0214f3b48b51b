namespace Fosse.Analysis;

/// <summary>What a segment costs: the normal with one variance for all, or the Poisson.</summary>
public enum SegmentCost
{
    Normal,
    Poisson,
}

/// <summary>Where a series changed its level: the last place (from 0) of each segment but the last, the levels, and the criterion for each
/// number of changes from 0.</summary>
public sealed record ChangePointResult(IReadOnlyList<int> Ends, IReadOnlyList<double> Levels, IReadOnlyList<double> Criterion, double Cost);

/// <summary>Changes of level. A season makes changes of its own: take it off first. It says when, not why: a change of recording looks the
/// same.</summary>
public static class ChangePoints
{
    /// <summary>
    /// The segments of least cost for each number of changes, by dynamic programming, and of these the one of least BIC: n(log(RSS/n) + log
    /// 2π + 1) + 2(m + 1) log n
    /// (Poisson: -2 log likelihood + (2m + 1) log n). Source: Bai and Perron (2003) Journal of Applied Econometrics 18:1; as R's
    /// strucchange.
    /// </summary>
    /// <param name="values">In order of time; 0 or more for the Poisson.</param>
    /// <param name="least">Fewest values in a segment, 2 or more.</param>
    /// <param name="most">Most changes.</param>
    /// <param name="cost">What a segment costs.</param>
    /// <param name="changes">So many changes whatever the criterion says.</param>
    public static ChangePointResult Of(double[] values, int least, int most = 5, SegmentCost cost = SegmentCost.Normal, int? changes = null)
    {
        Ask.AtLeast(least, 2);
        Ask.AtLeast(most, 0);
        if (cost == SegmentCost.Poisson)
            Ask.Counts(values, 2);
        else
            Ask.Values(values, 2);
        var n = values.Length;
        if (least > n)
            throw new ArgumentOutOfRangeException(nameof(least), least, $"There are only {n} values.");
        most = Math.Min(changes ?? most, n / least - 1);
        if (changes is { } asked && asked > most)
            throw new ArgumentOutOfRangeException(nameof(changes), asked, $"There is room for {most} at most.");
        var middle = cost == SegmentCost.Normal ? values.Average() : 0;
        var (sum, square) = (new double[n + 1], new double[n + 1]);
        for (var i = 0; i < n; i++)
            (sum[i + 1], square[i + 1]) = (sum[i] + values[i] - middle, square[i] + (values[i] - middle) * (values[i] - middle));
        double Cost(int from, int to)
        {
            var (s, m) = (sum[to] - sum[from], to - from);
            return cost == SegmentCost.Normal ? Math.Max(0, square[to] - square[from] - s * s / m)
                : s > 0 ? -2 * s * Math.Log(s / m) + 2 * s
                : 0;
        }
        var best = new double[most + 1][];
        var last = new int[most + 1][];
        for (var m = 0; m <= most; m++)
        {
            (best[m], last[m]) = (new double[n + 1], new int[n + 1]);
            for (var to = least * (m + 1); to <= n; to++)
            {
                best[m][to] = m == 0 ? Cost(0, to) : double.PositiveInfinity;
                for (var from = least * m; m > 0 && from <= to - least; from++)
                {
                    var total = best[m - 1][from] + Cost(from, to);
                    if (total < best[m][to])
                        (best[m][to], last[m][to]) = (total, from);
                }
            }
        }
        var criterion = best.Select(
                (b, m) =>
                    cost == SegmentCost.Normal
                        ? n * (Math.Log(b[n] / n) + Math.Log(2 * Math.PI) + 1) + 2 * (m + 1) * Math.Log(n)
                        : b[n] + (2 * m + 1) * Math.Log(n)
            )
            .ToArray();
        var chosen = changes ?? Array.IndexOf(criterion, criterion.Min());
        var ends = new List<int>();
        for (var (m, to) = (chosen, n); m > 0; m--)
            ends.Insert(0, (to = last[m][to]) - 1);
        int[] cuts = [0, .. ends.Select(e => e + 1), n];
        return new(
            ends,
            [.. cuts.Zip(cuts.Skip(1), (from, to) => (sum[to] - sum[from]) / (to - from) + middle)],
            criterion,
            best[chosen][n]
        );
    }
}
