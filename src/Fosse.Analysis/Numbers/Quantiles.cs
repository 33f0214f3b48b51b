namespace Fosse.Analysis;

/// <summary>
/// Quantiles of the gamma, normal, beta, Poisson and negative binomial distributions. Bisection, since it cannot fail to converge
/// and the functions are cheap.
/// </summary>
internal static class Quantiles
{
    /// <summary>x where the gamma distribution with this shape and scale 1 has probability p below it.</summary>
    internal static double Gamma(double shape, double p)
    {
        var high = shape + 10 * Math.Sqrt(shape) + 20;
        while (Special.GammaBelow(shape, high) < p)
            high *= 2;
        return Bisect(x => Special.GammaBelow(shape, x), p, 0, high);
    }

    /// <summary>p of the beta distribution with shapes a and b (both above 0) with this probability below it.</summary>
    internal static double Beta(double a, double b, double p) => Bisect(x => Special.BetaBelow(a, b, x), p, 0, 1);

    /// <summary>z of the standard normal with this confidence between -z and z.</summary>
    internal static double TwoSidedNormal(double confidence) => -Normal.Quantile((1 - confidence) / 2);

    /// <summary>The least count with at least probability p at or below it; the fuzz is that of R, so that a p made by subtraction does not
    /// step over.</summary>
    internal static double Poisson(double p, double mean) => Least(k => Special.PoissonBelow(k, mean), p, mean, Math.Sqrt(mean));

    /// <summary>As <see cref="Poisson"/>, with variance mean + mean²/size.</summary>
    internal static double NegativeBinomial(double p, double mean, double size) =>
        Least(k => Special.NegativeBinomialBelow(k, mean, size), p, mean, Math.Sqrt(mean + mean * mean / size));

    private static double Least(Func<double, double> below, double p, double mean, double spread)
    {
        p *= 1 - 64 * 2.220446049250313e-16;
        double low = -1,
            high = Math.Ceiling(mean + Math.Max(0, Normal.Quantile(p)) * spread + 1);
        while (below(high) < p)
        {
            low = high;
            high = high * 2 + 2;
        }
        while (high - low > 1)
        {
            var middle = Math.Floor((low + high) / 2);
            if (below(middle) < p)
                low = middle;
            else
                high = middle;
        }
        return high;
    }

    internal static double Bisect(Func<double, double> below, double p, double low, double high)
    {
        for (var step = 0; step < 200; step++)
        {
            var middle = low + (high - low) / 2;
            if (middle <= low || middle >= high)
                break;
            if (below(middle) < p)
                low = middle;
            else
                high = middle;
        }
        return low + (high - low) / 2;
    }
}
