namespace Fosse.Analysis;

/// <summary>
/// Rates of counted events in a population, with intervals that take the count as Poisson.
/// Not for counts that include repeats of one another by design, and not for comparing a count with itself in part.
/// </summary>
public static class Rates
{
    /// <summary>From this count on, Byar's approximation is close enough (OHID, Technical guide: confidence intervals, 2018).</summary>
    public const int ByarFrom = 10;

    /// <summary>
    /// The rate by the OHID rule: the exact interval below ten events, Byar's from ten on.
    /// Source: OHID (2018) Technical guide, confidence intervals; Garwood (1936); Breslow and Day (1987), equation 2.10.
    /// </summary>
    /// <param name="count">Events, 0 or more.</param>
    /// <param name="population">Who or what they are counted among, above 0.</param>
    /// <param name="per">The unit: 1,000 for a rate per 1,000.</param>
    /// <param name="confidence">Between 0 and 1, usually 0.95.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Rate Per(long count, double population, double per = 1000, double confidence = .95) =>
        count < ByarFrom ? Exact(count, population, per, confidence) : Byar(count, population, per, confidence);

    /// <summary>
    /// The rate with its exact Poisson interval, from chi-square quantiles. Holds at least its confidence at every count.
    /// Source: Garwood (1936), Biometrika 28: low = χ²(α/2; 2x)/2, high = χ²(1-α/2; 2x+2)/2. Arguments and errors as in <see cref="Per"/>.
    /// </summary>
    public static Rate Exact(long count, double population, double per = 1000, double confidence = .95)
    {
        Check(count, population, per, confidence);
        var tail = (1 - confidence) / 2;
        var low = count == 0 ? 0 : Quantiles.Gamma(count, tail);
        return Scaled(count, low, Quantiles.Gamma(count + 1.0, 1 - tail), population, per);
    }

    /// <summary>
    /// The rate with Byar's approximation to the Poisson interval.
    /// Source: Breslow and Day (1987), Statistical Methods in Cancer Research II, equation 2.10:
    /// low = x(1 - 1/9x - z/3√x)³, high = (x+1)(1 - 1/9(x+1) + z/3√(x+1))³. Arguments and errors as in <see cref="Per"/>.
    /// </summary>
    public static Rate Byar(long count, double population, double per = 1000, double confidence = .95)
    {
        Check(count, population, per, confidence);
        var z = Quantiles.TwoSidedNormal(confidence);
        double x = count,
            next = x + 1;
        // At very high confidence and a low count the cube can dip below zero; a rate cannot.
        var low = count == 0 ? 0 : Math.Max(0, x * Math.Pow(1 - 1 / (9 * x) - z / (3 * Math.Sqrt(x)), 3));
        return Scaled(count, low, next * Math.Pow(1 - 1 / (9 * next) + z / (3 * Math.Sqrt(next)), 3), population, per);
    }

    private static Rate Scaled(long count, double low, double high, double population, double per)
    {
        var unit = per / population;
        return new(count * unit, low * unit, high * unit);
    }

    private static void Check(long count, double population, double per, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Ask.Positive(population);
        Ask.Positive(per);
        Ask.Confidence(confidence);
    }
}
