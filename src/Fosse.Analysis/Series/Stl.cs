namespace Fosse.Analysis;

/// <summary>The parts of a series; they add up to it. Weights are 1 where nothing was robust about it, 0 for what was left out as an
/// outlier.</summary>
public sealed record StlParts(
    IReadOnlyList<double> Seasonal,
    IReadOnlyList<double> Trend,
    IReadOnlyList<double> Remainder,
    IReadOnlyList<double> Weight
);

/// <summary>
/// How a series is taken apart; null leaves a window to the usual rule (trend: the next odd number from 1.5·period/(1 - 1.5/seasonal
/// window);
/// low-pass: the next odd from the period; jumps: a tenth of the window; 2 inner rounds, or robust 1 inner and 15 outer ones).
/// A seasonal window of 0 is periodic.
/// </summary>
public sealed record StlOptions(int Period, int SeasonalWindow = 0, bool Robust = false)
{
    /// <summary>Window of the trend, odd.</summary>
    public int? TrendWindow { get; init; }

    /// <summary>Window of the low-pass filter, odd.</summary>
    public int? LowPassWindow { get; init; }

    /// <summary>Degrees of the local fits, 0 or 1.</summary>
    public (int Seasonal, int Trend, int? LowPass) Degrees { get; init; } = (0, 1, null);

    /// <summary>How far apart the local fits are made; between them is a line.</summary>
    public (int? Seasonal, int? Trend, int? LowPass) Jumps { get; init; }

    /// <summary>Rounds within.</summary>
    public int? Inner { get; init; }

    /// <summary>Rounds of robustness.</summary>
    public int? Outer { get; init; }
}

/// <summary>
/// Seasonal and trend decomposition by loess. Divide by the days of the month first. Fewer than three periods say little about a season;
/// the last half window of the trend will move when months are added.
/// </summary>
public static class Stl
{
    /// <summary>
    /// Takes a series apart. Units: those of the series. The median of the robustness weights is that of the paper for even and odd lengths
    /// (R's stl takes wrong ranks for even ones). Source: Cleveland, Cleveland, McRae and Terpenning (1990) Journal of Official Statistics
    /// 6:3.
    /// </summary>
    /// <param name="values">Evenly spaced, at least two periods.</param>
    /// <param name="options">Period, windows, robustness.</param>
    /// <exception cref="ArgumentException">Too few values, one that is not finite, a period below 2, a window that is even or below
    /// 3.</exception>
    public static StlParts Of(double[] values, StlOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Period < 2)
            throw new ArgumentOutOfRangeException(nameof(options), options.Period, "The period must be 2 or more.");
        Ask.Values(values, 2 * options.Period);
        var n = values.Length;
        var periodic = options.SeasonalWindow == 0;
        var s = periodic ? 10 * n + 1 : Odd(options.SeasonalWindow, "seasonal");
        var t = Odd(options.TrendWindow ?? NextOdd((int)Math.Ceiling(1.5 * options.Period / (1 - 1.5 / s))), "trend");
        var l = Odd(options.LowPassWindow ?? NextOdd(options.Period), "low-pass");
        int Jump(int? given, int window) => Math.Max(1, given ?? (window + 9) / 10);
        var (ds, dt, dl) = (
            periodic ? 0 : Degree(options.Degrees.Seasonal),
            Degree(options.Degrees.Trend),
            Degree(options.Degrees.LowPass ?? options.Degrees.Trend)
        );
        var (seasonal, trend, low) = (
            new Loess(s, ds, Jump(options.Jumps.Seasonal, s)),
            new Loess(t, dt, Jump(options.Jumps.Trend, t)),
            new Loess(l, dl, Jump(options.Jumps.LowPass, l))
        );
        var inner = options.Inner ?? (options.Robust ? 1 : 2);
        var outer = options.Outer ?? (options.Robust ? 15 : 0);
        var work = new StlWork(values, options.Period, seasonal, trend, low);
        work.Run(inner, outer);
        if (periodic)
            Cyclic(work.Seasonal, options.Period);
        return new(work.Seasonal, work.Trend, [.. values.Select((v, i) => v - work.Seasonal[i] - work.Trend[i])], work.Weight);
    }

    /// <summary>Many series alike, on all cores; the same bits as one after another.</summary>
    public static IReadOnlyList<StlParts> Of(IReadOnlyList<double[]> many, StlOptions options, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(many);
        var parts = new StlParts[many.Count];
        Parallel.For(0, many.Count, new() { CancellationToken = stop }, i => parts[i] = Of(many[i], options));
        return parts;
    }

    private static int NextOdd(int window) => window % 2 == 0 ? window + 1 : window;

    private static int Odd(int window, string which) =>
        window >= 3 && window % 2 == 1
            ? window
            : throw new ArgumentOutOfRangeException(nameof(window), window, $"The {which} window must be odd and 3 or more.");

    private static int Degree(int degree) =>
        degree is 0 or 1 ? degree : throw new ArgumentOutOfRangeException(nameof(degree), degree, "A degree must be 0 or 1.");

    private static void Cyclic(double[] seasonal, int period)
    {
        for (var p = 0; p < period; p++)
        {
            var (sum, many) = (0.0, 0);
            for (var i = p; i < seasonal.Length; i += period)
                (sum, many) = (sum + seasonal[i], many + 1);
            for (var i = p; i < seasonal.Length; i += period)
                seasonal[i] = sum / many;
        }
    }
}
