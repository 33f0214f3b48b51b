namespace Fosse.Analysis;

/// <summary>How the upper limit is made: Farrington's power transformation, or a negative binomial quantile of the mean (or of the mean's
/// upper limit).</summary>
public enum FarringtonThreshold
{
    Delta,
    NegativeBinomial,
    NegativeBinomialUpper,
}

/// <summary>
/// What is asked of Farrington's method. <see cref="Classic"/> and <see cref="Flexible"/> are the two in use; for months take Frequency 12
/// and HalfWindow 1.
/// From is the first time to judge, counted from 1 (0: the first with enough history).
/// </summary>
public sealed record FarringtonOptions(int Frequency = 52, int Years = 5, int HalfWindow = 3)
{
    /// <summary>Seasonal levels of a year, 1 for none.</summary>
    public int Periods { get; init; } = 1;

    /// <summary>The last so many times are not learnt from.</summary>
    public int PastNotIncluded { get; init; } = 3;

    /// <summary>Level of the limit.</summary>
    public double Alpha { get; init; } = .05;

    /// <summary>Alpha on both sides together, as in 1996.</summary>
    public bool TwoSided { get; init; }

    /// <summary>Fit a trend.</summary>
    public bool Trend { get; init; } = true;

    /// <summary>Keep the trend only when its p-value is below this; 1 keeps it always.</summary>
    public double TrendP { get; init; } = .05;

    /// <summary>Weigh past outbreaks down.</summary>
    public bool Reweight { get; init; } = true;

    /// <summary>Standardised Anscombe residuals above this are weighed down.</summary>
    public double WeightsFrom { get; init; } = 1;

    /// <summary>How the limit is made.</summary>
    public FarringtonThreshold Threshold { get; init; }

    /// <summary>The power transformation of <see cref="FarringtonThreshold.Delta"/>: 1, 1/2 or 2/3.</summary>
    public double Power { get; init; } = 2.0 / 3;

    /// <summary>No alarm with fewer than so many events in the last so many times.</summary>
    public (double Events, int Times) Least { get; init; } = (5, 4);

    /// <summary>First time to judge, from 1.</summary>
    public int From { get; init; }

    /// <summary>
    /// The standard errors as surveillance's farringtonFlexible has them, which after reweighting estimates the dispersion from relative
    /// and not from
    /// Pearson residuals; false for Pearson's. The negative binomial limit with the trend always kept is the same either way.
    /// </summary>
    public bool RelativeResiduals { get; init; }

    /// <summary>Farrington, Andrews, Beale and Catchpole (1996).</summary>
    public static FarringtonOptions Classic { get; } = new() { TwoSided = true, Alpha = .01 };

    /// <summary>Noufaily et al. (2013).</summary>
    public static FarringtonOptions Flexible { get; } =
        new()
        {
            Periods = 10,
            PastNotIncluded = 26,
            Alpha = .01,
            TrendP = 1,
            WeightsFrom = 2.58,
            Threshold = FarringtonThreshold.NegativeBinomial,
            RelativeResiduals = true,
        };
}

/// <summary>
/// A judged time (from 0): what was seen and expected, the limit (NaN with too few events), the exceedance score (seen - expected)/(limit -
/// expected),
/// the p-value of as many, the overdispersion, and whether a trend was kept.
/// </summary>
public readonly record struct FarringtonPoint(
    int Time,
    double Observed,
    double Expected,
    double Upper,
    double Score,
    bool Alarm,
    double P,
    double Overdispersion,
    bool Trend
);

/// <summary>
/// Exceptional counts against the same weeks or months of past years. Many series make many alarms: hold P against
/// <see cref="FalseDiscovery"/>.
/// The latest month is recorded late and looks low; a change of recording looks like an outbreak.
/// </summary>
public static class Farrington
{
    /// <summary>
    /// Judges every time from From on. Source: Farrington et al. (1996) JRSS A 159:547; Noufaily et al. (2013) Statistics in Medicine
    /// 32:1206;
    /// as in the R package surveillance (Salmon, Schumacher and Höhle 2016), except that the score of the negative binomial limit has the
    /// mean and not its logarithm in it.
    /// </summary>
    /// <param name="counts">Whole numbers, in order of time.</param>
    /// <param name="options">See there.</param>
    /// <param name="stop">Ends the work early.</param>
    /// <exception cref="ArgumentException">Too short a history, a count that is negative or not finite.</exception>
    public static IReadOnlyList<FarringtonPoint> Of(double[] counts, FarringtonOptions options, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        Ask.Counts(counts);
        Ask.AtLeast(options.Frequency, 2, nameof(options));
        Ask.AtLeast(options.Years, 1, nameof(options));
        Ask.AtLeast(options.HalfWindow, 0, nameof(options));
        Ask.AtLeast(options.Periods, 1, nameof(options));
        Ask.AtLeast(options.PastNotIncluded, 0, nameof(options));
        Ask.Confidence(options.Alpha, nameof(options));
        if (options.Periods > 1 && options.Frequency - 2 * options.HalfWindow - 1 < options.Periods - (2 * options.HalfWindow + 1))
            throw new ArgumentException("More seasonal levels than a year has room for.", nameof(options));
        var first = options.Frequency * options.Years + options.HalfWindow;
        var from = options.From > 0 ? options.From - 1 : first;
        if (from - options.Frequency * options.Years < 0)
            throw new ArgumentOutOfRangeException(
                nameof(options),
                options.From,
                $"The first time that can be judged is {options.Frequency * options.Years + 1}."
            );
        if (from >= counts.Length)
            throw new ArgumentException(
                $"Needs more than {from} values for {options.Years} years of history, has {counts.Length}.",
                nameof(counts)
            );
        var fit = new FarringtonFit(counts, options);
        var points = new FarringtonPoint[counts.Length - from];
        for (var k = from; k < counts.Length; k++)
        {
            stop.ThrowIfCancellationRequested();
            points[k - from] = fit.Judge(counts, k);
        }
        return points;
    }

    /// <summary>Many series alike, on all cores; the same bits as one after another.</summary>
    public static IReadOnlyList<IReadOnlyList<FarringtonPoint>> Of(
        IReadOnlyList<double[]> many,
        FarringtonOptions options,
        CancellationToken stop = default
    )
    {
        ArgumentNullException.ThrowIfNull(many);
        var found = new IReadOnlyList<FarringtonPoint>[many.Count];
        Parallel.For(0, many.Count, new() { CancellationToken = stop }, i => found[i] = Of(many[i], options, stop));
        return found;
    }
}
