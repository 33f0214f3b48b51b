namespace Fosse.Analysis;

/// <summary>How the next periods are foretold.</summary>
public enum ForecastMethod
{
    SeasonalNaive,
    ExponentialSmoothing,
    StlExponentialSmoothing,
}

/// <summary>What may come: a value for each of the next periods with its interval, and the standard deviation of one step.</summary>
public sealed record ForecastResult(IReadOnlyList<Rate> Next, double Sigma);

/// <summary>How a method would have done: mean absolute error, the same over that of the seasonal naive method within the sample (MASE),
/// and the share inside the interval.</summary>
public readonly record struct BackTest(double MeanAbsoluteError, double Scaled, double Coverage, int Forecasts);

/// <summary>
/// Forecasts. Intervals suppose that the years go on as before; they are too narrow when recording changes. Not for deciding where to send
/// officers:
/// what is recorded there then follows them.
/// </summary>
public static class Forecast
{
    /// <summary>
    /// The next periods. Seasonal naive: last year's, variance σ²(⌊(h-1)/m⌋ + 1). Exponential smoothing: additive level, trend and season
    /// (ETS A,A,A), its three
    /// weights by least squares, variance σ²(1 + Σ(α(1 + jβ') + γ[m | j])²). STL: periodic or windowed season taken off, level smoothed
    /// exponentially, last year's season put back.
    /// Source: Hyndman and Athanasopoulos (2021) Forecasting, chapters 5, 8 and 13; Hyndman et al. (2008), table 6.2.
    /// </summary>
    /// <param name="values">In order of time, at least two periods.</param>
    /// <param name="period">2 or more.</param>
    /// <param name="ahead">How many periods.</param>
    /// <param name="method">Which method.</param>
    /// <param name="confidence">Of the interval.</param>
    /// <param name="notNegative">Cut at 0, for counts.</param>
    public static ForecastResult Of(
        double[] values,
        int period,
        int ahead,
        ForecastMethod method,
        double confidence = .95,
        bool notNegative = false
    )
    {
        Ask.AtLeast(period, 2);
        Ask.Values(values, 2 * period);
        Ask.AtLeast(ahead, 1);
        Ask.Confidence(confidence);
        var (next, variance, sigma) = method switch
        {
            ForecastMethod.SeasonalNaive => Naive(values, period, ahead),
            ForecastMethod.ExponentialSmoothing => Smoothing.Seasonal(values, period, ahead),
            _ => Decomposed(values, period, ahead),
        };
        var z = Quantiles.TwoSidedNormal(confidence);
        double Cut(double v) => notNegative ? Math.Max(0, v) : v;
        return new(
            [.. next.Select((v, i) => new Rate(Cut(v), Cut(v - z * Math.Sqrt(variance[i])), Cut(v + z * Math.Sqrt(variance[i]))))],
            sigma
        );
    }

    private static (double[], double[], double) Naive(double[] values, int period, int ahead)
    {
        var n = values.Length;
        var errors = Enumerable.Range(period, n - period).Select(i => values[i] - values[i - period]).ToArray();
        var s2 = errors.Sum(e => e * e) / errors.Length;
        return (
            [.. Enumerable.Range(0, ahead).Select(h => values[n - period + h % period])],
            [.. Enumerable.Range(0, ahead).Select(h => s2 * (h / period + 1))],
            Math.Sqrt(s2)
        );
    }

    private static (double[], double[], double) Decomposed(double[] values, int period, int ahead)
    {
        var n = values.Length;
        var parts = Stl.Of(values, new(period, 13, true));
        var (level, variance, sigma) = Smoothing.Level([.. values.Select((v, i) => v - parts.Seasonal[i])], ahead);
        return ([.. level.Select((v, h) => v + parts.Seasonal[n - period + h % period])], variance, sigma);
    }

    /// <summary>
    /// Forecasts from every time since the first three periods, so many steps ahead, against what came. Source: Tashman (2000).
    /// </summary>
    public static BackTest Test(double[] values, int period, int ahead, ForecastMethod method, double confidence = .95)
    {
        Ask.AtLeast(period, 2);
        Ask.AtLeast(ahead, 1);
        Ask.Values(values, 3 * period + ahead);
        var (first, error, inside, many) = (3 * period, 0.0, 0, 0);
        for (var origin = first; origin + ahead <= values.Length; origin++)
        {
            var next = Of(values[..origin], period, ahead, method, confidence).Next[ahead - 1];
            var seen = values[origin + ahead - 1];
            error += Math.Abs(seen - next.Value);
            inside += seen >= next.Low && seen <= next.High ? 1 : 0;
            many++;
        }
        var scale = Enumerable.Range(period, values.Length - period).Average(i => Math.Abs(values[i] - values[i - period]));
        return new(error / many, error / many / scale, (double)inside / many, many);
    }
}
