namespace Fosse.Analysis;

/// <summary>The parts of a classical decomposition; NaN where the moving average does not reach. Additive parts add up, multiplicative ones
/// multiply.</summary>
public sealed record ClassicalParts(IReadOnlyList<double> Seasonal, IReadOnlyList<double> Trend, IReadOnlyList<double> Remainder);

/// <summary>Decomposition by centred moving averages: simple to check by hand; <see cref="Stl"/> is better at the ends and with
/// outliers.</summary>
public static class ClassicalDecomposition
{
    /// <summary>
    /// Trend: the centred moving average over a period (half weights at its ends when the period is even). Seasonal: the mean by place in
    /// the period of
    /// what is left, moved to add up to 0 (multiplicative: scaled to a mean of 1). Source: Macaulay (1931); Kendall and Stuart (1983)
    /// volume 3.
    /// </summary>
    /// <param name="values">At least two periods; above 0 for the multiplicative form.</param>
    /// <param name="period">2 or more.</param>
    /// <param name="multiplicative">Parts multiply.</param>
    public static ClassicalParts Of(double[] values, int period, bool multiplicative = false)
    {
        Ask.AtLeast(period, 2);
        if (multiplicative)
            Ask.Positives(values, 2 * period);
        else
            Ask.Values(values, 2 * period);
        var (n, half, even) = (values.Length, period / 2, period % 2 == 0);
        var (trend, seasonal, left) = (new double[n], new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            trend[i] = double.NaN;
            if (i < half || i + half >= n)
                continue;
            double sum = 0;
            for (var j = -half; j <= half; j++)
                sum += values[i + j] * (even && Math.Abs(j) == half ? .5 : 1);
            trend[i] = sum / period;
        }
        var figure = new double[period];
        for (var p = 0; p < period; p++)
        {
            var own = Enumerable
                .Range(0, n)
                .Where(i => i % period == p && !double.IsNaN(trend[i]))
                .Select(i => multiplicative ? values[i] / trend[i] : values[i] - trend[i])
                .ToArray();
            figure[p] = own.Average();
        }
        var mean = figure.Average();
        for (var i = 0; i < n; i++)
        {
            seasonal[i] = multiplicative ? figure[i % period] / mean : figure[i % period] - mean;
            left[i] = multiplicative ? values[i] / (trend[i] * seasonal[i]) : values[i] - trend[i] - seasonal[i];
        }
        return new(seasonal, trend, left);
    }
}
