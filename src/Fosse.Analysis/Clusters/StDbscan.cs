namespace Fosse.Analysis;

/// <summary>Density-based clusters in space and time. Not for month data: see <see cref="Knox"/> on what dates it takes.</summary>
public static class StDbscan
{
    /// <summary>
    /// As <see cref="Dbscan.Of"/>, with a neighbour when d &lt;= eps and |dt| &lt;= span, both. Source: Birant and Kut (2007) Data and
    /// Knowledge Engineering 60:208
    /// (without its third parameter on non-spatial values).
    /// </summary>
    /// <param name="x">Eastings, metres.</param>
    /// <param name="y">Northings.</param>
    /// <param name="time">Days or any unit, finite.</param>
    /// <param name="eps">Metres, above 0.</param>
    /// <param name="span">In the unit of time, 0 or more.</param>
    /// <param name="minimum">Points, or the sum of weights.</param>
    /// <param name="weights">A weight for each point; null for 1.</param>
    /// <exception cref="ArgumentException">Unlike lengths, a value that is not finite or outside its range.</exception>
    public static DbscanResult Of(double[] x, double[] y, double[] time, double eps, double span, double minimum, double[]? weights = null)
    {
        Ask.Values(x, 0);
        Ask.Values(y, 0);
        Ask.Values(time, 0);
        Ask.Length(y.Length, x.Length, nameof(y));
        Ask.Length(time.Length, x.Length, nameof(time));
        Ask.Positive(eps);
        Ask.NotNegative(span);
        Ask.Positive(minimum);
        if (weights is not null)
        {
            Ask.Counts(weights, 0);
            Ask.Length(weights.Length, x.Length, nameof(weights));
        }
        var n = x.Length;
        var near = new NearPoints(x, y, eps);
        var (core, leader) = (new bool[n], new int[n]);
        Parallel.For(
            0,
            n,
            i =>
            {
                double sum = 0;
                near.Each(
                    x[i],
                    y[i],
                    eps,
                    (j, _) =>
                    {
                        if (Math.Abs(time[j] - time[i]) <= span)
                            sum += weights?[j] ?? 1;
                    }
                );
                core[i] = sum >= minimum;
            }
        );
        for (var i = 0; i < n; i++)
            leader[i] = i;
        int Lead(int c)
        {
            while (leader[c] != c)
                c = leader[c] = leader[leader[c]];
            return c;
        }
        for (var i = 0; i < n; i++)
        {
            if (!core[i])
                continue;
            near.Each(
                x[i],
                y[i],
                eps,
                (j, _) =>
                {
                    if (j <= i || !core[j] || Math.Abs(time[j] - time[i]) > span)
                        return;
                    var (a, b) = (Lead(i), Lead(j));
                    leader[Math.Max(a, b)] = Math.Min(a, b);
                }
            );
        }
        var groups = new int[n];
        for (var i = 0; i < n; i++)
            groups[i] = core[i] ? Lead(i) : -1;
        return Dbscan.Labelled(
            n,
            core,
            groups,
            i =>
            {
                var (group, first, best, ambiguous) = (-1, int.MaxValue, double.PositiveInfinity, false);
                near.Each(
                    x[i],
                    y[i],
                    eps,
                    (j, d) =>
                    {
                        if (!core[j] || Math.Abs(time[j] - time[i]) > span)
                            return;
                        ambiguous |= group >= 0 && group != groups[j];
                        if (d > best || (d == best && j > first))
                            return;
                        (best, first, group) = (d, j, groups[j]);
                    }
                );
                return (group, ambiguous);
            }
        );
    }
}
