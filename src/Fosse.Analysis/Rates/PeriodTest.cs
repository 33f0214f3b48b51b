namespace Fosse.Analysis;

/// <summary>
/// Two-sided p-values that two Poisson rates are the same, by several tests. <see cref="Exact"/> adds up what is no likelier than what was
/// seen
/// (as R's poisson.test), <see cref="Central"/> doubles the smaller tail (agrees with the interval of <see cref="RateChange"/>),
/// <see cref="MidP"/> does
/// with half of what was seen, <see cref="ETest"/> is Krishnamoorthy and Thomson's, <see cref="SquareRootZ"/> is a z and not a p.
/// </summary>
public readonly record struct PeriodTestResult(double Exact, double Central, double MidP, double ETest, double SquareRootZ);

/// <summary>
/// Whether two periods or places differ by more than chance. Not for a pair picked because it looked different, and not for many pairs
/// without <see cref="FalseDiscovery"/>.
/// </summary>
public static class PeriodTest
{
    /// <summary>
    /// The tests. Given n = before + after, the count after is binomial with p = exposureAfter/(exposureBefore + exposureAfter).
    /// The E-test adds Poisson(i; t₁λ)Poisson(j; t₂λ), λ the pooled rate, over all |Z(i,j)| &gt;= |Z(seen)|, Z = (i/t₁ - j/t₂)/√(i/t₁² +
    /// j/t₂²).
    /// The square root z is (√b - √a)·2/√2 for equal exposures; with others √(b/t₂) - √(a/t₁) over half the root of 1/t₁ + 1/t₂.
    /// Source: Przyborowski and Wilenski (1940); Lancaster (1961) for the mid-p; Krishnamoorthy and Thomson (2004); Wheeler (2016).
    /// </summary>
    /// <param name="before">Events before, 0 or more.</param>
    /// <param name="exposureBefore">Population or time, above 0.</param>
    /// <param name="after">Events after, 0 or more.</param>
    /// <param name="exposureAfter">In the same unit, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static PeriodTestResult Of(long before, double exposureBefore, long after, double exposureAfter)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(before);
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        Ask.Positive(exposureBefore);
        Ask.Positive(exposureAfter);
        var (n, p) = (before + after, exposureAfter / (exposureBefore + exposureAfter));
        var seen = Special.Binomial(after, n, p);
        var (below, from) = (Special.BinomialBelow(after, n, p), Special.BinomialFrom(after, n, p));
        var z =
            (Math.Sqrt(after / exposureAfter) - Math.Sqrt(before / exposureBefore))
            / (0.5 * Math.Sqrt(1 / exposureBefore + 1 / exposureAfter));
        return new(
            NoLikelier(after, n, p, seen),
            Math.Min(1, 2 * Math.Min(below, from)),
            Math.Min(1, 2 * Math.Min(below - seen / 2, from - seen / 2)),
            E(before, exposureBefore, after, exposureAfter),
            z
        );
    }

    // The binomial falls on both sides of its mode, so what is no likelier on the other side is a tail, found by halving.
    private static double NoLikelier(long x, long n, double p, double seen)
    {
        var mean = n * p;
        var limit = seen * (1 + 1e-7);
        if (x == mean || n == 0)
            return 1;
        if (x < mean)
        {
            var (low, high) = ((long)Math.Ceiling(mean), n + 1);
            while (low < high)
            {
                var middle = low + (high - low) / 2;
                if (Special.Binomial(middle, n, p) <= limit)
                    high = middle;
                else
                    low = middle + 1;
            }
            return Math.Min(1, Special.BinomialBelow(x, n, p) + Special.BinomialFrom(low, n, p));
        }
        long from = -1,
            to = (long)Math.Floor(mean);
        while (from < to)
        {
            var middle = from + (to - from + 1) / 2;
            if (Special.Binomial(middle, n, p) <= limit)
                from = middle;
            else
                to = middle - 1;
        }
        return Math.Min(1, Special.BinomialBelow(from, n, p) + Special.BinomialFrom(x, n, p));
    }

    private static double E(long a, double ta, long b, double tb)
    {
        if (a + b == 0)
            return 1;
        double Z(long i, long j) => i + j == 0 ? 0 : (i / ta - j / tb) / Math.Sqrt(i / (ta * ta) + j / (tb * tb));
        var seen = Math.Abs(Z(a, b)) * (1 - 1e-12);
        if (seen == 0)
            return 1;
        var rate = (a + b) / (ta + tb);
        var (ma, mb) = (rate * ta, rate * tb);
        var (from, to) = ((long)Math.Max(0, Math.Floor(ma - 12 * Math.Sqrt(ma) - 20)), (long)Math.Ceiling(ma + 12 * Math.Sqrt(ma) + 40));
        double sum = 0;
        for (var i = from; i <= to; i++)
        {
            // Z falls as j grows: the set is j <= low or j >= high.
            long low = -1,
                top = b + (long)(mb + 40 * Math.Sqrt(mb)) + 100;
            for (var up = top; low < up; )
            {
                var middle = low + (up - low + 1) / 2;
                if (Z(i, middle) >= seen)
                    low = middle;
                else
                    up = middle - 1;
            }
            var high = low + 1;
            for (var up = top + 1; high < up; )
            {
                var middle = high + (up - high) / 2;
                if (Z(i, middle) <= -seen)
                    up = middle;
                else
                    high = middle + 1;
            }
            sum += Special.Poisson(i, ma) * (Special.PoissonBelow(low, mb) + Special.PoissonFrom(high, mb));
        }
        return Math.Min(1, sum);
    }
}
