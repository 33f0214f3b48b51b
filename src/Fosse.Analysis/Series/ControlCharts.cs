namespace Fosse.Analysis;

/// <summary>A point of a control chart: its value, the centre and limits there, and the run rules that end at it.</summary>
public readonly record struct ChartPoint(double Value, double Centre, double Low, double High, double Z, IReadOnlyList<int> Rules)
{
    /// <summary>May still rise (<see cref="LateMonths"/>): no limit is made of it, and of the rules only the first is tried,
    /// upwards.</summary>
    public bool Provisional { get; init; }

    /// <summary>Outside the limits; a provisional value only when above.</summary>
    public bool Signal => Value > High || (Value < Low && !Provisional);
}

/// <summary>A chart and what its limits are made of; for charts of individuals the moving ranges too (the first is NaN, those of
/// provisional values too).</summary>
public sealed record ControlChart(IReadOnlyList<ChartPoint> Points, double Sigma)
{
    /// <summary>Differences between neighbours, for charts of individuals.</summary>
    public IReadOnlyList<double> MovingRanges { get; init; } = [];

    /// <summary>The upper limit of the moving ranges, 3.267 times their mean.</summary>
    public double MovingRangeHigh { get; init; } = double.NaN;
}

/// <summary>
/// Shewhart's charts. Limits come from the first so many points (all of them by default), which must have been steady. Seasonal series
/// signal every
/// summer: take the season off first. Late recording makes the last months low: say how many are late, and they are marked and left out of
/// the limits.
/// </summary>
public static class ControlCharts
{
    private const double D2 = 1.128,
        LimitOfIndividuals = 2.66,
        LimitOfRanges = 3.267;

    /// <summary>Individuals: mean ± 2.66 mean moving range. Source: Shewhart (1931); Wheeler and Chambers (1992); NHS England, Making Data
    /// Count.</summary>
    /// <param name="values">At least two.</param>
    /// <param name="baseline">How many of the first make the limits; null for all.</param>
    /// <param name="shift">Length of run rule 2.</param>
    /// <param name="late">How many of the newest may still rise.</param>
    public static ControlChart Individuals(double[] values, int? baseline = null, int shift = 9, int late = 0)
    {
        Ask.Values(values, 2);
        var first = First(values.Length, baseline, 2, late);
        var centre = values.Take(first).Average();
        var ranges = values.Select((v, i) => i == 0 ? double.NaN : Math.Abs(v - values[i - 1])).ToArray();
        var mean = ranges.Take(first).Skip(1).Average();
        var sigma = mean / D2;
        return Chart(values, _ => centre, _ => LimitOfIndividuals * mean / 3, sigma, shift, false, late) with
        {
            MovingRanges = [.. ranges.Select((r, i) => i < values.Length - late ? r : double.NaN)],
            MovingRangeHigh = LimitOfRanges * mean,
        };
    }

    /// <summary>Counts in equal spans: c̄ ± 3√c̄. Source: Montgomery (2013) Introduction to Statistical Quality Control, section
    /// 7.3.</summary>
    /// <param name="values">Counts, 0 or more.</param>
    /// <param name="baseline">How many of the first make the limits; null for all.</param>
    /// <param name="shift">Length of run rule 2.</param>
    /// <param name="late">How many of the newest may still rise.</param>
    public static ControlChart Counts(double[] values, int? baseline = null, int shift = 9, int late = 0)
    {
        Ask.Counts(values);
        var centre = values.Take(First(values.Length, baseline, 1, late)).Average();
        return Chart(values, _ => centre, _ => Math.Sqrt(centre), Math.Sqrt(centre), shift, true, late);
    }

    /// <summary>Rates of counts: ū ± 3√(ū/n). Source: Montgomery (2013), section 7.3.2.</summary>
    /// <param name="counts">Events.</param>
    /// <param name="exposures">Population or days, above 0.</param>
    /// <param name="baseline">How many of the first make the limits.</param>
    /// <param name="shift">Length of run rule 2.</param>
    /// <param name="laney">Laney's u': limits widened by the spread of the z-scores, for counts that vary more than chance.</param>
    /// <param name="late">How many of the newest may still rise.</param>
    public static ControlChart Rates(
        double[] counts,
        double[] exposures,
        int? baseline = null,
        int shift = 9,
        bool laney = false,
        int late = 0
    )
    {
        Ask.Counts(counts, laney ? 2 : 1);
        Ask.Positives(exposures);
        Ask.Length(exposures.Length, counts.Length, nameof(exposures));
        var first = First(counts.Length, baseline, laney ? 2 : 1, late);
        var centre = counts.Take(first).Sum() / exposures.Take(first).Sum();
        var rates = counts.Select((x, i) => x / exposures[i]).ToArray();
        double widened = 1;
        if (laney && centre > 0)
        {
            // Laney (2002) Quality Engineering 14:531.
            var z = rates.Take(first).Select((u, i) => (u - centre) / Math.Sqrt(centre / exposures[i])).ToArray();
            widened = z.Skip(1).Select((v, i) => Math.Abs(v - z[i])).Average() / D2;
        }
        return Chart(rates, _ => centre, i => widened * Math.Sqrt(centre / exposures[i]), widened, shift, true, late);
    }

    private static int First(int n, int? baseline, int least, int late)
    {
        var settled = LateMonths.Settled(n, late);
        if (baseline is { } b && (b < least || b > settled))
            throw new ArgumentOutOfRangeException(nameof(baseline), b, $"Must be {least} to {settled}.");
        return settled >= least
            ? baseline ?? settled
            : throw new ArgumentOutOfRangeException(nameof(late), late, $"Leaves {settled} of {n} values, and limits need {least}.");
    }

    private static ControlChart Chart(
        double[] values,
        Func<int, double> centre,
        Func<int, double> sigma,
        double stated,
        int shift,
        bool counts,
        int late
    )
    {
        var z = values
            .Select(
                (v, i) =>
                    sigma(i) > 0 ? (v - centre(i)) / sigma(i)
                    : v == centre(i) ? 0
                    : Math.Sign(v - centre(i)) * 1e9
            )
            .ToArray();
        var (rules, marked) = (RunRules.Broken(z, shift), LateMonths.Marked(values.Length, late));
        return new(
            [
                .. values.Select(
                    (v, i) =>
                        new ChartPoint(
                            v,
                            centre(i),
                            counts ? Math.Max(0, centre(i) - 3 * sigma(i)) : centre(i) - 3 * sigma(i),
                            centre(i) + 3 * sigma(i),
                            z[i],
                            marked[i]
                                ? z[i] > 3
                                    ? [1]
                                    : []
                                : rules[i]
                        )
                        {
                            Provisional = marked[i],
                        }
                ),
            ],
            stated
        );
    }
}
