namespace Fosse.Analysis;

/// <summary>
/// Density and tails of the Poisson, gamma, beta, normal, binomial and negative binomial distributions, to about 1e-13 relative.
/// Source: Loader (2000) Fast and accurate computation of binomial probabilities; Abramowitz and Stegun (1964) chapters 6 and 26;
/// Wichura (1988) algorithm AS 241; continued fractions by Lentz (1976).
/// </summary>
internal static class Special
{
    private const double Tiny = 1e-300;
    private const double Enough = 1e-16;
    private static readonly double HalfLogTwoPi = 0.5 * Math.Log(2 * Math.PI);
    private static readonly double[] LogFactorials = [.. Enumerable.Range(0, 257).Select(n => Stirling(n + 1.0))];

    internal static double LogGamma(double x) => Stirling(x);

    internal static double LogFactorial(double n) => n <= 256 && n == (int)n ? LogFactorials[(int)n] : Stirling(n + 1);

    // Stirling's series, after lifting the argument to where six terms are exact to the last digit.
    private static double Stirling(double x)
    {
        double lifted = 1;
        for (; x < 15; x++)
            lifted *= x;
        return (x - 0.5) * Math.Log(x) - x + HalfLogTwoPi + StirlingTail(x) - Math.Log(lifted);
    }

    private static double StirlingTail(double x)
    {
        var y = 1 / (x * x);
        return (1 / 12.0 - y * (1 / 360.0 - y * (1 / 1260.0 - y * (1 / 1680.0 - y * (1 / 1188.0 - y * 691 / 360360.0))))) / x;
    }

    /// <summary>log n! less Stirling's main terms.</summary>
    private static double StirlingError(double n) =>
        n >= 15 ? StirlingTail(n)
        : n == 0 ? 0
        : Stirling(n + 1) - (n + 0.5) * Math.Log(n) + n - HalfLogTwoPi;

    /// <summary>x log(x/m) + m - x without loss near x = m (Loader's deviance part).</summary>
    internal static double Deviance(double x, double m)
    {
        if (Math.Abs(x - m) >= 0.1 * (x + m))
            return x * Math.Log(x / m) + m - x;
        var v = (x - m) / (x + m);
        var sum = (x - m) * v;
        var term = 2 * x * v;
        for (var j = 1; j < 1000; j++)
        {
            term *= v * v;
            var more = sum + term / (2 * j + 1);
            if (more == sum)
                break;
            sum = more;
        }
        return sum;
    }

    /// <summary>P(X = k) of the Poisson with this mean; k may be any number 0 or more.</summary>
    internal static double Poisson(double k, double mean) =>
        mean == 0 ? (k == 0 ? 1 : 0)
        : k == 0 ? Math.Exp(-mean)
        : Math.Exp(-StirlingError(k) - Deviance(k, mean)) / Math.Sqrt(2 * Math.PI * k);

    /// <summary>P(X &lt;= k) of the Poisson.</summary>
    internal static double PoissonBelow(double k, double mean) =>
        k < 0 ? 0
        : mean == 0 ? 1
        : GammaAbove(Math.Floor(k) + 1, mean);

    /// <summary>P(X &gt;= k) of the Poisson.</summary>
    internal static double PoissonFrom(double k, double mean) =>
        k <= 0 ? 1
        : mean == 0 ? 0
        : GammaBelow(Math.Ceiling(k), mean);

    /// <summary>P(X = k) of the binomial.</summary>
    internal static double Binomial(double k, double n, double p)
    {
        if (p == 0)
            return k == 0 ? 1 : 0;
        if (p == 1)
            return k == n ? 1 : 0;
        if (k == 0)
            return Math.Exp(n * double.LogP1(-p));
        if (k == n)
            return Math.Exp(n * Math.Log(p));
        var log = StirlingError(n) - StirlingError(k) - StirlingError(n - k) - Deviance(k, n * p) - Deviance(n - k, n * (1 - p));
        return Math.Exp(log) * Math.Sqrt(n / (2 * Math.PI * k * (n - k)));
    }

    /// <summary>P(X &lt;= k) of the binomial.</summary>
    internal static double BinomialBelow(double k, double n, double p) =>
        k < 0 ? 0
        : k >= n ? 1
        : BetaBelow(n - Math.Floor(k), Math.Floor(k) + 1, 1 - p);

    /// <summary>P(X &gt;= k) of the binomial.</summary>
    internal static double BinomialFrom(double k, double n, double p) =>
        k <= 0 ? 1
        : k > n ? 0
        : BetaBelow(Math.Ceiling(k), n - Math.Ceiling(k) + 1, p);

    /// <summary>P(X &lt;= k) of the negative binomial with this mean and size (variance mean + mean²/size).</summary>
    internal static double NegativeBinomialBelow(double k, double mean, double size) =>
        k < 0 ? 0
        : mean == 0 ? 1
        : BetaBelow(size, Math.Floor(k) + 1, size / (size + mean));

    /// <summary>P(X &gt;= k) of the negative binomial with this mean and size.</summary>
    internal static double NegativeBinomialFrom(double k, double mean, double size) =>
        k <= 0 ? 1
        : mean == 0 ? 0
        : BetaBelow(Math.Ceiling(k), size, mean / (size + mean));

    internal static double GammaBelow(double a, double x)
    {
        if (x <= 0)
            return 0;
        if (double.IsPositiveInfinity(x))
            return 1;
        return x < a + 1 ? Poisson(a, x) * GammaSeries(a, x) : 1 - Poisson(a, x) * a * GammaFraction(a, x);
    }

    internal static double GammaAbove(double a, double x)
    {
        if (x <= 0)
            return 1;
        if (double.IsPositiveInfinity(x))
            return 0;
        return x < a + 1 ? 1 - Poisson(a, x) * GammaSeries(a, x) : Poisson(a, x) * a * GammaFraction(a, x);
    }

    private static double GammaSeries(double a, double x)
    {
        double term = 1,
            sum = 1;
        for (var n = a + 1; term > sum * Enough; n++)
            sum += term *= x / n;
        return sum;
    }

    private static double GammaFraction(double a, double x)
    {
        var b = x + 1 - a;
        double c = 1 / Tiny,
            d = 1 / b,
            h = d;
        for (var i = 1; i < 1_000_000; i++)
        {
            var top = -i * (i - a);
            b += 2;
            d = 1 / NotZero(top * d + b);
            c = NotZero(b + top / c);
            h *= d * c;
            if (Math.Abs(d * c - 1) < Enough * 10)
                break;
        }
        return h;
    }

    internal static double BetaBelow(double a, double b, double x)
    {
        if (x <= 0)
            return 0;
        if (x >= 1)
            return 1;
        // x^a (1-x)^b / B(a,b) through the binomial density, which does not cancel for large a and b.
        var front = Binomial(a, a + b, x) * (a * b / (a + b));
        return x < (a + 1) / (a + b + 2) ? front * BetaFraction(a, b, x) / a : 1 - front * BetaFraction(b, a, 1 - x) / b;
    }

    private static double BetaFraction(double a, double b, double x)
    {
        double c = 1,
            d = 1 / NotZero(1 - (a + b) * x / (a + 1)),
            h = d;
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
            if (Math.Abs(d * c - 1) < Enough * 10)
                break;
        }
        return h;
    }

    private static double NotZero(double x) => Math.Abs(x) < Tiny ? Tiny : x;
}
