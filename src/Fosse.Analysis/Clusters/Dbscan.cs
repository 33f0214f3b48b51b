namespace Fosse.Analysis;

/// <summary>
/// The clusters of points: for each its label (from 0 by first occurrence, -1 for noise), whether it is a core, and whether it is a border
/// point that
/// another cluster could have claimed as well.
/// </summary>
public sealed record DbscanResult(IReadOnlyList<int> Labels, IReadOnlyList<bool> Core, IReadOnlyList<bool> Ambiguous, int Clusters);

/// <summary>
/// Density-based clusters. They describe, they do not test: points strewn by chance make clusters too, and chains along streets grow long.
/// Give stacked map points once, with their number as weight, or as they are: the result is the same.
/// </summary>
public static class Dbscan
{
    /// <summary>
    /// A point is a core when the weights within d &lt;= eps, its own among them, reach <paramref name="minimum"/>; cores within eps of one
    /// another are one
    /// cluster; another point within eps of a core joins the nearest core's cluster. Source: Ester, Kriegel, Sander and Xu (1996) KDD;
    /// cells of side eps/√2 after Gunawan (2013).
    /// </summary>
    /// <param name="x">Eastings, metres.</param>
    /// <param name="y">Northings, as many.</param>
    /// <param name="eps">Metres, above 0.</param>
    /// <param name="minimum">Points, or the sum of weights, above 0.</param>
    /// <param name="weights">A weight for each point, 0 or more; null for 1.</param>
    /// <exception cref="ArgumentException">Unlike lengths, a value that is not finite or outside its range.</exception>
    public static DbscanResult Of(double[] x, double[] y, double eps, double minimum, double[]? weights = null)
    {
        Ask.Values(x, 0);
        Ask.Values(y, 0);
        Ask.Length(y.Length, x.Length, nameof(y));
        Ask.Positive(eps);
        Ask.Positive(minimum);
        if (weights is not null)
        {
            Ask.Counts(weights, 0);
            Ask.Length(weights.Length, x.Length, nameof(weights));
        }
        var cells = new DbscanCells(x, y, eps, weights);
        var core = cells.Cores(minimum);
        var groups = cells.Joined(core);
        var claims = cells.Claims(core, groups);
        return Labelled(x.Length, core, groups, i => claims[i]);
    }

    internal static DbscanResult Labelled(int n, bool[] core, int[] groups, Func<int, (int Group, bool Ambiguous)> claims)
    {
        var (group, ambiguous) = (new int[n], new bool[n]);
        Parallel.For(
            0,
            n,
            i =>
            {
                if (core[i])
                    group[i] = groups[i];
                else
                    (group[i], ambiguous[i]) = claims(i);
            }
        );
        var names = new Dictionary<int, int>();
        var labels = new int[n];
        for (var i = 0; i < n; i++)
        {
            if (group[i] < 0)
                labels[i] = -1;
            else if (!names.TryGetValue(group[i], out labels[i]))
                names[group[i]] = labels[i] = names.Count;
        }
        return new(labels, core, ambiguous, names.Count);
    }
}
