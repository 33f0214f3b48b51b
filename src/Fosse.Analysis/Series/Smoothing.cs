namespace Fosse.Analysis;

/// <summary>Exponential smoothing with weights of least squared one-step errors, found on a grid that closes in: the same for the same
/// values.</summary>
internal static class Smoothing
{
    /// <summary>Level only (ETS A,N,N): flat forecasts, variance σ²(1 + (h-1)α²).</summary>
    internal static (double[] Next, double[] Variance, double Sigma) Level(double[] y, int ahead)
    {
        (double Errors, double Last) Run(double a)
        {
            var (level, sum) = (y.Take(Math.Min(4, y.Length)).Average(), 0.0);
            foreach (var v in y)
            {
                sum += (v - level) * (v - level);
                level += a * (v - level);
            }
            return (sum, level);
        }
        var best = Closest(1, w => Run(w[0]).Errors);
        var (errors, last) = Run(best[0]);
        var s2 = errors / y.Length;
        return (
            [.. Enumerable.Repeat(last, ahead)],
            [.. Enumerable.Range(0, ahead).Select(h => s2 * (1 + h * best[0] * best[0]))],
            Math.Sqrt(s2)
        );
    }

    /// <summary>Level, trend and season, all additive; β' is the trend's weight within the level's.</summary>
    internal static (double[] Next, double[] Variance, double Sigma) Seasonal(double[] y, int period, int ahead)
    {
        var parts = ClassicalDecomposition.Of(y, period);
        var adjusted = y.Select((v, i) => v - parts.Seasonal[i]).ToArray();
        var slope0 = (adjusted.Skip(period).Take(period).Average() - adjusted.Take(period).Average()) / period;
        var level0 = adjusted.Take(period).Average() - slope0 * (period + 1) / 2;
        (double Errors, double Level, double Slope, double[] Season) Run(double[] w)
        {
            var (a, b, c) = (w[0], w[0] * w[1], w[2] * (1 - w[0]));
            var (level, slope, sum) = (level0, slope0, 0.0);
            var season = Enumerable.Range(0, period).Select(i => parts.Seasonal[i]).ToArray();
            for (var i = 0; i < y.Length; i++)
            {
                var e = y[i] - level - slope - season[i % period];
                sum += e * e;
                level += slope + a * e;
                slope += b * e;
                season[i % period] += c * e;
            }
            return (sum, level, slope, season);
        }
        var best = Closest(3, w => Run(w).Errors);
        var (errors, last, trend, figure) = Run(best);
        var (alpha, beta, gamma) = (best[0], best[0] * best[1], best[2] * (1 - best[0]));
        var s2 = errors / y.Length;
        var (next, variance, gathered) = (new double[ahead], new double[ahead], 1.0);
        for (var h = 1; h <= ahead; h++)
        {
            next[h - 1] = last + h * trend + figure[(y.Length + h - 1) % period];
            variance[h - 1] = s2 * gathered;
            var c = alpha + beta * h + (h % period == 0 ? gamma : 0);
            gathered += c * c;
        }
        return (next, variance, Math.Sqrt(s2));
    }

    private static double[] Closest(int dimensions, Func<double[], double> cost)
    {
        const int Steps = 8;
        var (middle, half) = (Enumerable.Repeat(.5, dimensions).ToArray(), .5);
        for (var round = 0; round < 8; round++)
        {
            var (best, at) = (double.PositiveInfinity, middle);
            for (var code = 0; code < Math.Pow(Steps + 1, dimensions); code++)
            {
                var (rest, w) = (code, new double[dimensions]);
                for (var d = 0; d < dimensions; d++, rest /= Steps + 1)
                    w[d] = Math.Clamp(middle[d] - half + 2 * half * (rest % (Steps + 1)) / Steps, 0, 1);
                var found = cost(w);
                if (found < best)
                    (best, at) = (found, w);
            }
            (middle, half) = (at, half / 3);
        }
        return middle;
    }
}
