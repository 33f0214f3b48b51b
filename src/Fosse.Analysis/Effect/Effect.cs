namespace Fosse.Analysis;

/// <summary>A weighted displacement difference: how many crimes fewer (below 0) than the control would have it, with standard error, z,
/// two-sided p and interval.</summary>
public readonly record struct DisplacementDifference(double Difference, double StandardError, double Z, double P, double Low, double High);

/// <summary>What became of a treated area against those matched to it.</summary>
public sealed record MatchedEffect(
    double Difference,
    double Ratio,
    IReadOnlyList<int> Controls,
    double PlaceboP,
    IReadOnlyList<double> PlaceboDifferences
);

/// <summary>
/// Whether an operation made a difference. Treated places that were picked for a bad month fall by themselves (regression to the mean):
/// compare several periods
/// before, and try placebo dates. None of this replaces a trial.
/// </summary>
public static class Effect
{
    /// <summary>
    /// (T₁ - T₀) - (C₁ - C₀), plus the same for the places around (displacement) and their control when given; variance: the sum of all
    /// counts.
    /// Source: Wheeler and Ratcliffe (2018) Crime Science 7:11.
    /// </summary>
    /// <param name="treated">Before and after in the treated area.</param>
    /// <param name="control">Before and after in its control.</param>
    /// <param name="around">Before and after around the treated area, or null.</param>
    /// <param name="aroundControl">Before and after around the control, or null.</param>
    /// <param name="confidence">Of the interval.</param>
    public static DisplacementDifference Wdd(
        (double Before, double After) treated,
        (double Before, double After) control,
        (double Before, double After)? around = null,
        (double Before, double After)? aroundControl = null,
        double confidence = .95
    )
    {
        Ask.Confidence(confidence);
        (double, double)[] all = [treated, control, around ?? (0, 0), aroundControl ?? (0, 0)];
        foreach (var (before, after) in all)
        {
            Ask.NotNegative(before, nameof(treated));
            Ask.NotNegative(after, nameof(treated));
        }
        double difference = 0,
            variance = 0;
        for (var i = 0; i < all.Length; i++)
        {
            difference += (i % 2 == 0 ? 1 : -1) * (all[i].Item2 - all[i].Item1);
            variance += all[i].Item1 + all[i].Item2;
        }
        var (error, z) = (Math.Sqrt(variance), variance > 0 ? difference / Math.Sqrt(variance) : 0);
        var half = Quantiles.TwoSidedNormal(confidence) * error;
        return new(difference, error, z, Normal.TwoSided(z), difference - half, difference + half);
    }

    /// <summary>
    /// The power of that test: the chance that a true change of treated counts by <paramref name="change"/> (-0.2 is a fall by a fifth)
    /// gives a two-sided p below alpha,
    /// by the normal. Source: Wheeler and Ratcliffe (2018), equation 7, turned round.
    /// </summary>
    public static double Power(double treatedBefore, double controlBefore, double change, double alpha = .05)
    {
        Ask.NotNegative(treatedBefore);
        Ask.NotNegative(controlBefore);
        Ask.Confidence(alpha);
        if (!(change >= -1 && double.IsFinite(change)))
            throw new ArgumentOutOfRangeException(nameof(change), change, "Must be -1 or above.");
        var variance = treatedBefore * (2 + change) + 2 * controlBefore;
        if (variance == 0)
            return alpha;
        var (shift, z) = (treatedBefore * change / Math.Sqrt(variance), -Normal.Quantile(alpha / 2));
        return Normal.Above(z - shift) + Normal.Below(-z - shift);
    }

    /// <summary>
    /// Before and after against the k areas whose path before was nearest: the change of the treated mean less that of the controls' mean,
    /// the ratio of ratios, and the
    /// same for every other area as if it had been treated (p: share at least as far from 0, both signs). Source: Abadie, Diamond and
    /// Hainmueller (2010) for placebos in space.
    /// </summary>
    /// <param name="series">By area (rows of the same length).</param>
    /// <param name="treated">Which area.</param>
    /// <param name="from">The first period after, from 1; periods before it are for matching.</param>
    /// <param name="controls">k.</param>
    public static MatchedEffect Matched(IReadOnlyList<double[]> series, int treated, int from, int controls = 5)
    {
        ArgumentNullException.ThrowIfNull(series);
        Ask.AtLeast(controls, 1);
        if (series.Count < controls + 1)
            throw new ArgumentException($"Needs at least {controls + 1} areas, has {series.Count}.", nameof(series));
        if (treated < 0 || treated >= series.Count)
            throw new ArgumentOutOfRangeException(nameof(treated), treated, "No such area.");
        foreach (var one in series)
        {
            Ask.Values(one, 2, nameof(series));
            Ask.Length(one.Length, series[0].Length, nameof(series));
        }
        if (from < 1 || from >= series[0].Length)
            throw new ArgumentOutOfRangeException(nameof(from), from, "There must be periods before and after.");
        (double Difference, double Ratio, int[] Near) Of(int area, Func<int, bool> may)
        {
            var near = Enumerable
                .Range(0, series.Count)
                .Where(i => i != area && may(i))
                .OrderBy(i => Enumerable.Range(0, from).Sum(t => Math.Pow(series[i][t] - series[area][t], 2)))
                .ThenBy(i => i)
                .Take(controls)
                .ToArray();
            double Before(int i) => series[i].Take(from).Average();
            double After(int i) => series[i].Skip(from).Average();
            var (cb, ca) = (near.Average(Before), near.Average(After));
            return (After(area) - Before(area) - (ca - cb), After(area) / Before(area) / (ca / cb), near);
        }
        var own = Of(treated, _ => true);
        var placebos = Enumerable
            .Range(0, series.Count)
            .Where(i => i != treated && series.Count > controls + 1)
            .Select(i => Of(i, j => j != treated).Difference)
            .ToArray();
        var p = (1.0 + placebos.Count(d => Math.Abs(d) >= Math.Abs(own.Difference) - 1e-12)) / (placebos.Length + 1);
        return new(own.Difference, own.Ratio, own.Near, p, placebos);
    }

    /// <summary>
    /// The same for dates before the true one, from after the first <paramref name="least"/> periods: differences that nothing caused. The
    /// true one should stand out.
    /// </summary>
    public static IReadOnlyList<(int From, double Difference)> PlaceboDates(
        IReadOnlyList<double[]> series,
        int treated,
        int from,
        int controls = 5,
        int least = 3
    )
    {
        ArgumentNullException.ThrowIfNull(series);
        Ask.AtLeast(least, 1);
        var before = series.Select(s => s[..Math.Min(from, s.Length)]).ToArray();
        return
        [
            .. Enumerable
                .Range(least, Math.Max(0, from - least))
                .Where(d => d < from)
                .Select(d => (d, Matched(before, treated, d, controls).Difference)),
        ];
    }
}
