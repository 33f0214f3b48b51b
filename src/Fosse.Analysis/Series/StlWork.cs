namespace Fosse.Analysis;

/// <summary>The rounds of STL over its work arrays: cycles smoothed apart, low-pass filtered, trend smoothed, outliers weighed
/// down.</summary>
internal sealed class StlWork
{
    private readonly double[] y,
        cycles,
        filtered,
        passed,
        line,
        sub,
        subWeight,
        smooth;
    private readonly int period;
    private readonly Loess seasonal,
        trend,
        low;

    internal StlWork(double[] y, int period, Loess seasonal, Loess trend, Loess low)
    {
        (this.y, this.period, this.seasonal, this.trend, this.low) = (y, period, seasonal, trend, low);
        var n = y.Length;
        (Seasonal, Trend, Weight, line) = (new double[n], new double[n], [.. Enumerable.Repeat(1.0, n)], new double[n]);
        (cycles, filtered, passed) = (new double[n + 2 * period], new double[n + 2 * period], new double[n + 2 * period]);
        (sub, subWeight, smooth) = (new double[n / period + 1], new double[n / period + 1], new double[n / period + 3]);
    }

    internal double[] Seasonal { get; }

    internal double[] Trend { get; }

    internal double[] Weight { get; }

    internal void Run(int inner, int outer)
    {
        for (var round = 0; ; round++)
        {
            for (var i = 0; i < inner; i++)
                Step(round > 0);
            if (round >= outer)
                break;
            Weigh();
        }
    }

    private void Step(bool weighted)
    {
        var n = y.Length;
        for (var i = 0; i < n; i++)
            line[i] = y[i] - Trend[i];
        Cycles(weighted);
        MovingAverage(cycles, n + 2 * period, period, filtered);
        MovingAverage(filtered, n + period + 1, period, passed);
        MovingAverage(passed, n + 2, 3, filtered);
        low.Smooth(filtered.AsSpan(0, n), [], passed);
        for (var i = 0; i < n; i++)
        {
            Seasonal[i] = cycles[period + i] - passed[i];
            line[i] = y[i] - Seasonal[i];
        }
        trend.Smooth(line, weighted ? Weight : [], Trend);
    }

    // Each month's own series, smoothed and drawn out by one at both ends.
    private void Cycles(bool weighted)
    {
        var n = y.Length;
        for (var p = 0; p < period; p++)
        {
            var k = (n - p - 1) / period + 1;
            for (var i = 0; i < k; i++)
            {
                sub[i] = line[i * period + p];
                if (weighted)
                    subWeight[i] = Weight[i * period + p];
            }
            ReadOnlySpan<double> values = sub.AsSpan(0, k),
                weights = weighted ? subWeight.AsSpan(0, k) : [];
            seasonal.Smooth(values, weights, smooth.AsSpan(1));
            if (!seasonal.At(values, weights, -1, 0, Math.Min(seasonal.Window, k) - 1, out smooth[0]))
                smooth[0] = smooth[1];
            if (!seasonal.At(values, weights, k, Math.Max(0, k - seasonal.Window), k - 1, out smooth[k + 1]))
                smooth[k + 1] = smooth[k];
            for (var m = 0; m < k + 2; m++)
                cycles[m * period + p] = smooth[m];
        }
    }

    private static void MovingAverage(double[] from, int n, int window, double[] to)
    {
        double sum = 0;
        for (var i = 0; i < window; i++)
            sum += from[i];
        to[0] = sum / window;
        for (var i = window; i < n; i++)
            to[i - window + 1] = (sum += from[i] - from[i - window]) / window;
    }

    private void Weigh()
    {
        var n = y.Length;
        for (var i = 0; i < n; i++)
            line[i] = Math.Abs(y[i] - Trend[i] - Seasonal[i]);
        var sorted = passed.AsSpan(0, n);
        line.CopyTo(sorted);
        sorted.Sort();
        var six = 3 * (sorted[n / 2] + sorted[(n - 1) / 2]);
        for (var i = 0; i < n; i++)
        {
            var q = line[i] / six;
            Weight[i] =
                line[i] <= .001 * six ? 1
                : line[i] <= .999 * six ? (1 - q * q) * (1 - q * q)
                : 0;
        }
    }
}
