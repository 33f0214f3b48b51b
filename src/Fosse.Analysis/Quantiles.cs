namespace Fosse.Analysis;

/// <summary>
/// Quantiles of the gamma, normal and beta distributions, to about 1e-12 relative.
/// Source: Abramowitz and Stegun (1964) 6.1.40, 6.5.29 and 6.5.31, 26.5.8; continued fractions by Lentz (1976).
/// </summary>
internal static class Quantiles
{
    private const double Tiny = 1e-300;
    private const double Enough = 1e-16;

    /// <summary>x where the gamma distribution with this shape and scale 1 has probability p below it.</summary>
    internal static double Gamma(double shape, double p)
    {
        var high = shape + 10 * Math.Sqrt(shape) + 20;
        while (GammaBelow(shape, high) < p) high *= 2;
        return Bisect(x => GammaBelow(shape, x), p, 0, high);
    }

    /// <summary>p of the beta distribution with shapes a and b (both above 0) with this probability below it.</summary>
    internal static double Beta(double a, double b, double p) => Bisect(x => BetaBelow(a, b, x), p, 0, 1);

    /// <summary>z of the standard normal with this confidence between -z and z: the root of the chi-square quantile with one degree of freedom.</summary>
    internal static double TwoSidedNormal(double confidence) => Math.Sqrt(2 * Gamma(0.5, confidence));

    // Bisection, since it cannot fail to converge and the functions are cheap.
    private static double Bisect(Func<double, double> below, double p, double low, double high)
    {
        for (var step = 0; step < 200; step++)
        {
            var middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) break;
            if (below(middle) < p) low = middle;
            else high = middle;
        }
        return low + (high - low) / 2;
    }

    private static double GammaBelow(double a, double x)
    {
        if (x <= 0) return 0;
        var front = Math.Exp(a * Math.Log(x) - x - LogGamma(a));
        return x < a + 1 ? front * GammaSeries(a, x) : 1 - front * GammaFraction(a, x);
    }

    private static double GammaSeries(double a, double x)
    {
        double term = 1 / a, sum = term;
        for (var n = a + 1; term > sum * Enough; n++) sum += term *= x / n;
        return sum;
    }

    private static double GammaFraction(double a, double x)
    {
        var b = x + 1 - a;
        double c = 1 / Tiny, d = 1 / b, h = d;
        for (var i = 1; i < 1_000_000; i++)
        {
            var top = -i * (i - a);
            b += 2;
            d = 1 / NotZero(top * d + b);
            c = NotZero(b + top / c);
            h *= d * c;
            if (Math.Abs(d * c - 1) < Enough * 10) break;
        }
        return h;
    }

    private static double BetaBelow(double a, double b, double x)
    {
        if (x <= 0) return 0;
        if (x >= 1) return 1;
        var front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + a * Math.Log(x) + b * double.LogP1(-x));
        return x < (a + 1) / (a + b + 2) ? front * BetaFraction(a, b, x) / a : 1 - front * BetaFraction(b, a, 1 - x) / b;
    }

    private static double BetaFraction(double a, double b, double x)
    {
        double c = 1, d = 1 / NotZero(1 - (a + b) * x / (a + 1)), h = d;
        for (var m = 1; m < 1_000_000; m++)
        {
            var even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / NotZero(1 + even * d);
            c = NotZero(1 + even / c);
            h *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / NotZero(1 + odd * d);
            c = NotZero(1 + odd / c);
            h *= d * c;
            if (Math.Abs(d * c - 1) < Enough * 10) break;
        }
        return h;
    }

    private static double NotZero(double x) => Math.Abs(x) < Tiny ? Tiny : x;

    // Stirling's series, after lifting the argument to where six terms are exact to the last digit.
    private static double LogGamma(double x)
    {
        double lifted = 1;
        for (; x < 15; x++) lifted *= x;
        var y = 1 / (x * x);
        var series = (1 / 12.0 - y * (1 / 360.0 - y * (1 / 1260.0 - y * (1 / 1680.0 - y * (1 / 1188.0 - y * 691 / 360360.0))))) / x;
        return (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI) + series - Math.Log(lifted);
    }
}
