namespace Fosse.Analysis;

/// <summary>Many tests at once. Adjusted p-values may be held against the level as they are.</summary>
public static class FalseDiscovery
{
    /// <summary>
    /// Benjamini and Hochberg: sorted from the largest, min over the larger of n·p/rank, at most 1. Holds the share of false finds for
    /// tests that are
    /// independent or positively dependent, as neighbours' are. NaN stays NaN and is not counted.
    /// Source: Benjamini and Hochberg (1995) JRSS B 57:289; for local statistics Caldas de Castro and Singer (2006).
    /// </summary>
    /// <param name="p">p-values, 0 to 1 or NaN.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value outside 0 to 1.</exception>
    public static double[] BenjaminiHochberg(double[] p) => Stepped(p, (value, rank, n) => value * ((double)n / rank), fromLargest: true);

    /// <summary>Holm: sorted from the smallest, max over the smaller of (n - rank + 1)·p. Holds the chance of even one false find. Source:
    /// Holm (1979).</summary>
    public static double[] Holm(double[] p) => Stepped(p, (value, rank, n) => value * (n - rank + 1), fromLargest: false);

    /// <summary>Bonferroni: n·p, at most 1.</summary>
    public static double[] Bonferroni(double[] p) => Stepped(p, (value, _, n) => value * n, fromLargest: null);

    private static double[] Stepped(double[] p, Func<double, int, int, double> adjust, bool? fromLargest)
    {
        ArgumentNullException.ThrowIfNull(p);
        foreach (var value in p)
        {
            if (value is < 0 or > 1)
                throw new ArgumentOutOfRangeException(nameof(p), value, "Must be between 0 and 1.");
        }
        var order = Enumerable.Range(0, p.Length).Where(i => !double.IsNaN(p[i])).OrderBy(i => p[i]).ToArray();
        var n = order.Length;
        var adjusted = Enumerable.Repeat(double.NaN, p.Length).ToArray();
        for (var r = 0; r < n; r++)
            adjusted[order[r]] = Math.Min(1, adjust(p[order[r]], r + 1, n));
        if (fromLargest == true)
            for (var r = n - 2; r >= 0; r--)
                adjusted[order[r]] = Math.Min(adjusted[order[r]], adjusted[order[r + 1]]);
        if (fromLargest == false)
            for (var r = 1; r < n; r++)
                adjusted[order[r]] = Math.Max(adjusted[order[r]], adjusted[order[r - 1]]);
        return adjusted;
    }
}
