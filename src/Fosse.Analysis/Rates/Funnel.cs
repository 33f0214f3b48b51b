namespace Fosse.Analysis;

/// <summary>How the limits of a funnel are drawn: exact with interpolation (Spiegelhalter), by chi-square quantiles, or by the
/// normal.</summary>
public enum FunnelLimits
{
    Exact,
    ChiSquare,
    Normal,
}

/// <summary>The limits of one area in a funnel, in the unit of the rate, and where its own rate lies.</summary>
public readonly record struct FunnelPlace(double Rate, double Low95, double High95, double Low998, double High998, string Position);

/// <summary>A funnel: its target rate, the overdispersion among the areas (winsorised by 10%), and each area.</summary>
public sealed record FunnelResult(double Target, double Overdispersion, IReadOnlyList<FunnelPlace> Places);

/// <summary>
/// Funnel limits: how far an area's rate may lie from the whole's by chance alone, given its size. Not a ranking; not for areas whose
/// populations are not the ones at risk (city centres).
/// </summary>
public static class Funnel
{
    /// <summary>
    /// Limits at 95% and 99.8% around the pooled rate. Exact: with E = population × target and r the least count with P(X &lt;= r) &gt;= p,
    /// limit = (r - (F(r) - p)/(F(r) - F(r-1)))/population. Chi-square: χ²(p; 2E)/2 below and χ²(p; 2E + 2)/2 above.
    /// Source: Spiegelhalter (2005) Statistics in Medicine 24:1185, sections 2 and A.1.1; overdispersion section 2.3.
    /// </summary>
    /// <param name="counts">Events by area, whole numbers, 0 or more.</param>
    /// <param name="populations">By area, above 0.</param>
    /// <param name="per">The unit, 1,000 for a rate per 1,000.</param>
    /// <param name="limits">How the limits are drawn.</param>
    /// <param name="target">A target rate in that unit in place of the pooled one.</param>
    /// <exception cref="ArgumentException">Nothing to compare, unlike lengths, a value outside its range.</exception>
    public static FunnelResult Of(
        double[] counts,
        double[] populations,
        double per = 1000,
        FunnelLimits limits = FunnelLimits.Exact,
        double? target = null
    )
    {
        Ask.Counts(counts);
        Ask.Positives(populations);
        Ask.Length(populations.Length, counts.Length, nameof(populations));
        Ask.Positive(per);
        if (target is { } given)
            Ask.NotNegative(given, nameof(target));
        var pooled = (target ?? counts.Sum() / populations.Sum() * per) / per;
        var places = new FunnelPlace[counts.Length];
        var z = new double[counts.Length];
        for (var i = 0; i < places.Length; i++)
        {
            var expected = populations[i] * pooled;
            double At(double p) => Limit(expected, p, limits) / populations[i] * per;
            var rate = counts[i] / populations[i] * per;
            var (low, high, low3, high3) = (At(.025), At(.975), At(.001), At(.999));
            var position =
                rate > high3 ? "high 99.8%"
                : rate > high ? "high 95%"
                : rate < low3 ? "low 99.8%"
                : rate < low ? "low 95%"
                : "inside";
            places[i] = new(rate, low, high, low3, high3, position);
            z[i] = expected > 0 ? 2 * (Math.Sqrt(counts[i]) - Math.Sqrt(expected)) : 0;
        }
        return new(pooled * per, Overdispersion(z), places);
    }

    private static double Limit(double expected, double p, FunnelLimits limits)
    {
        if (expected == 0)
            return 0;
        if (limits == FunnelLimits.Normal)
            return Math.Max(0, expected + Normal.Quantile(p) * Math.Sqrt(expected));
        if (limits == FunnelLimits.ChiSquare)
            return p < .5 ? Quantiles.Gamma(expected, p) : Quantiles.Gamma(expected + 1, p);
        var r = Quantiles.Poisson(p, expected);
        var (at, under) = (Special.PoissonBelow(r, expected), Special.PoissonBelow(r - 1, expected));
        return Math.Max(0, r - (at - p) / (at - under));
    }

    private static double Overdispersion(double[] z)
    {
        var sorted = z.Order().ToArray();
        var (low, high) = (sorted[(int)(.1 * (z.Length - 1) + .5)], sorted[(int)(.9 * (z.Length - 1) + .5)]);
        return z.Average(v => Math.Pow(Math.Clamp(v, low, high), 2));
    }
}
