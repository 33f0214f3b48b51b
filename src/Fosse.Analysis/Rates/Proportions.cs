namespace Fosse.Analysis;

/// <summary>Shares of a whole, with intervals that take the count as binomial. Not for rates whose numerator can exceed the
/// denominator.</summary>
public static class Proportions
{
    /// <summary>
    /// The share with Wilson's score interval: (2x + z² ± z√(z² + 4x(1-p)))/(2(n + z²)), p = x/n. No unit, 0 to 1.
    /// Source: Wilson (1927) JASA 22:209; Newcombe (1998), method 3; as OHID uses it.
    /// </summary>
    /// <param name="count">Those who have it, 0 to <paramref name="of"/>.</param>
    /// <param name="of">All, 1 or more.</param>
    /// <param name="confidence">Between 0 and 1, usually 0.95.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Rate Wilson(long count, long of, double confidence = .95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(of, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, of);
        Ask.Confidence(confidence);
        double x = count,
            n = of,
            z = Quantiles.TwoSidedNormal(confidence),
            p = x / n;
        var (middle, spread, below) = (2 * x + z * z, z * Math.Sqrt(z * z + 4 * x * (1 - p)), 2 * (n + z * z));
        return new(p, count == 0 ? 0 : (middle - spread) / below, count == of ? 1 : (middle + spread) / below);
    }

    /// <summary>The share with its exact interval from beta quantiles. Source: Clopper and Pearson (1934). Arguments and errors as in
    /// <see cref="Wilson"/>.</summary>
    public static Rate Exact(long count, long of, double confidence = .95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(of, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, of);
        Ask.Confidence(confidence);
        var tail = (1 - confidence) / 2;
        return new(
            (double)count / of,
            count == 0 ? 0 : Quantiles.Beta(count, of - count + 1.0, tail),
            count == of ? 1 : Quantiles.Beta(count + 1.0, of - count, 1 - tail)
        );
    }
}
