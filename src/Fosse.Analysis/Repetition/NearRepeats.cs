namespace Fosse.Analysis;

/// <summary>For each event the chain it belongs to (from 0 by first occurrence, -1 for none) and the place in it by time (from
/// 1).</summary>
public sealed record ChainResult(IReadOnlyList<int> Chain, IReadOnlyList<int> Position, IReadOnlyList<int> Sizes);

/// <summary>Near repeats: chains, prospective weights, space-time K. All need days and places and are refused for months.</summary>
public static class NearRepeats
{
    /// <summary>Events linked when d &lt;= metres and |dt| &lt;= span; a chain is what is linked, directly or through others. Source:
    /// Townsley et al. (2003); Haberman and Ratcliffe (2012).</summary>
    public static ChainResult Chains(double[] x, double[] y, double[] days, double metres, double span)
    {
        NotSupportedForMonthlyData.Refuse(days);
        var linked = StDbscan.Of(x, y, days, metres, span, 2);
        var position = new int[x.Length];
        foreach (var chain in Enumerable.Range(0, x.Length).Where(i => linked.Labels[i] >= 0).GroupBy(i => linked.Labels[i]))
        {
            var place = 0;
            foreach (var i in chain.OrderBy(i => days[i]).ThenBy(i => i))
                position[i] = ++place;
        }
        return new(linked.Labels, position, [.. Enumerable.Range(0, linked.Clusters).Select(c => linked.Labels.Count(l => l == c))]);
    }

    /// <summary>
    /// Prospective risk at places: Σ 1/((1 + d)(1 + t)) over events of the past with d below <paramref name="furthest"/> and t below
    /// <paramref name="oldest"/>, d in units of
    /// <paramref name="cell"/>, t in units of <paramref name="week"/>; with <paramref name="whole"/> t is cut to whole units and d counted
    /// in cells by the larger of
    /// columns and rows between. No unit. Source: Bowers, Johnson and Pease (2004) British Journal of Criminology 44:641; Home Office OR
    /// 19/07.
    /// </summary>
    /// <param name="atX">Places: eastings.</param>
    /// <param name="atY">Places: northings.</param>
    /// <param name="x">Events: eastings.</param>
    /// <param name="y">Events: northings.</param>
    /// <param name="days">Events: times.</param>
    /// <param name="now">The time for which risk is wanted; events at or after it do not count.</param>
    /// <param name="cell">Metres, for instance 50.</param>
    /// <param name="week">Days, for instance 7.</param>
    /// <param name="furthest">In cells, for instance 8 of 50 m.</param>
    /// <param name="oldest">In weeks, for instance 8.</param>
    /// <param name="whole">Whole cells and weeks.</param>
    public static double[] Prospective(
        double[] atX,
        double[] atY,
        double[] x,
        double[] y,
        double[] days,
        double now,
        double cell,
        double week = 7,
        double furthest = 8,
        double oldest = 8,
        bool whole = false
    )
    {
        Kde.Check(x, y, null);
        Kde.Check(atX, atY, null);
        Ask.Values(days, 0);
        Ask.Length(days.Length, x.Length, nameof(days));
        Ask.Finite(now);
        Ask.Positive(cell);
        Ask.Positive(week);
        Ask.Positive(furthest);
        Ask.Positive(oldest);
        NotSupportedForMonthlyData.Refuse(days);
        var past = Enumerable.Range(0, x.Length).Where(i => days[i] < now && Age(i) < oldest).ToArray();
        double Age(int i) => whole ? Math.Floor((now - days[i]) / week) : (now - days[i]) / week;
        var near = new NearPoints([.. past.Select(i => x[i])], [.. past.Select(i => y[i])], furthest * cell);
        var reach = whole ? (furthest + 1) * cell * Math.Sqrt(2) : furthest * cell;
        var risk = new double[atX.Length];
        Parallel.For(
            0,
            risk.Length,
            p =>
            {
                double sum = 0;
                near.Each(
                    atX[p],
                    atY[p],
                    reach,
                    (k, d2) =>
                    {
                        var i = past[k];
                        var d = whole
                            ? Math.Max(
                                Math.Abs(Math.Floor(x[i] / cell) - Math.Floor(atX[p] / cell)),
                                Math.Abs(Math.Floor(y[i] / cell) - Math.Floor(atY[p] / cell))
                            )
                            : Math.Sqrt(d2) / cell;
                        if (d < furthest)
                            sum += 1 / ((1 + d) * (1 + Age(i)));
                    }
                );
                risk[p] = sum;
            }
        );
        return risk;
    }

    /// <summary>
    /// Space-time K: K(s,t) = |A|T/n² · pairs (both ways) with d &lt;= s and |dt| &lt;= t, and D = K(s,t) - K(s)K(t), with the share of
    /// shuffles of the times that give a D as
    /// large. No edge correction: compare with the shuffles, not with πs²·2t. Source: Diggle, Chetwynd, Häggkvist and Morris (1995).
    /// </summary>
    /// <param name="x">Eastings.</param>
    /// <param name="y">Northings.</param>
    /// <param name="days">Times.</param>
    /// <param name="area">Square metres of the study area.</param>
    /// <param name="metres">Distances, rising.</param>
    /// <param name="spans">Spans, rising.</param>
    /// <param name="permutations">Shuffles of the times.</param>
    /// <param name="seed">Seed of chance.</param>
    /// <param name="stop">Ends the work early.</param>
    public static IReadOnlyList<(double Metres, double Span, double K, double D, double P)> SpaceTimeK(
        double[] x,
        double[] y,
        double[] days,
        double area,
        double[] metres,
        double[] spans,
        int permutations = 99,
        long seed = 1,
        CancellationToken stop = default
    )
    {
        Ask.Values(x, 4);
        Ask.Positive(area);
        Ask.Positives(metres);
        Ask.Counts(spans);
        // Bands are open on the right: the next number above each edge closes them.
        double[] far = [0, .. metres.Select(Math.BitIncrement)],
            late = [0, .. spans.Select(Math.BitIncrement)];
        var cells = Knox.Of(x, y, days, far, late, permutations, seed, Metric.Euclidean, stop);
        double n = x.Length,
            span = days.Max() - days.Min();
        var pairs = new KnoxTimes(days, late).Links();
        var space = KnoxPairs.Of(x, y, far, Metric.Euclidean).Links();
        var found = new List<(double, double, double, double, double)>();
        for (var s = 0; s < metres.Length; s++)
        {
            for (var t = 0; t < spans.Length; t++)
            {
                double seen = 0;
                for (var i = 0; i <= s; i++)
                for (var j = 0; j <= t; j++)
                    seen += cells[i * spans.Length + j].Observed;
                var k = area * span / (n * n) * 2 * seen;
                var apart =
                    area / (n * n) * 2 * space.Take(s + 1).Sum(l => l.Links) * (span / (n * n) * 2 * pairs.Take(t + 1).Sum(l => l.Links));
                var cumulative = Knox.Of(x, y, days, [0, far[s + 1]], [0, late[t + 1]], permutations, seed, Metric.Euclidean, stop)[0];
                found.Add((metres[s], spans[t], k, k - apart, cumulative.P));
            }
        }
        return found;
    }
}
