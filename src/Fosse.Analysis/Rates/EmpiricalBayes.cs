namespace Fosse.Analysis;

/// <summary>Marshall's prior and the smoothed rates: mean <see cref="Mean"/> and variance <see cref="Variance"/> (0 when chance explains
/// all).</summary>
public sealed record MarshallRates(double Mean, double Variance, IReadOnlyList<double> Rates);

/// <summary>The gamma prior (shape and rate) and by area the relative risk with its credible interval.</summary>
public sealed record GammaPoissonRisks(double Shape, double Rate, IReadOnlyList<Rate> Risks);

/// <summary>
/// Rates of small areas drawn towards the mean by as much as their size leaves to chance. For maps and for finding, not for holding an area
/// to account: the smoothed rate of a small area is mostly its neighbours'.
/// </summary>
public static class EmpiricalBayes
{
    /// <summary>
    /// Towards the mean of all: m = Σx/Σn, A = max(0, Σn(r - m)²/Σn - m/n̄), rate = m + A/(A + m/n)·(r - m). Unit: events per head.
    /// An area without population gets the mean. Source: Marshall (1991) JRSS C 40:283, equation 4.
    /// </summary>
    /// <param name="counts">Events by area.</param>
    /// <param name="populations">By area, 0 only where the count is 0.</param>
    /// <exception cref="ArgumentException">No area, no population at all, unlike lengths, a value outside its range.</exception>
    public static MarshallRates Marshall(double[] counts, double[] populations)
    {
        Check(counts, populations);
        var mean = counts.Sum() / populations.Sum();
        var variance = Variance(counts, populations, [.. Enumerable.Range(0, counts.Length)], mean, null);
        return new(mean, variance, [.. counts.Select((x, i) => Shrunk(x, populations[i], mean, variance))]);
    }

    /// <summary>
    /// Towards the mean of the area and its neighbours, by the same formula among them; an area without neighbours keeps its rate. The
    /// spread is
    /// taken around each neighbour's own local mean, as spdep's EBlocal does, or with <paramref name="oneMean"/> around the area's, as
    /// GeoDa does.
    /// Source: Marshall (1991), section 3; Bivand (2024) spdep, EBlocal. Other arguments as in <see cref="Marshall"/>.
    /// </summary>
    public static IReadOnlyList<double> MarshallLocal(
        double[] counts,
        double[] populations,
        SpatialWeights neighbours,
        bool oneMean = false
    )
    {
        Check(counts, populations);
        ArgumentNullException.ThrowIfNull(neighbours);
        Ask.Length(neighbours.Count, counts.Length, nameof(neighbours));
        var among = Enumerable.Range(0, counts.Length).Select(i => (int[])[i, .. neighbours.Of(i)]).ToArray();
        var means = among.Select(members => members.Sum(j => counts[j]) / members.Sum(j => populations[j])).ToArray();
        var rates = new double[counts.Length];
        for (var i = 0; i < rates.Length; i++)
        {
            var variance = Variance(counts, populations, among[i], means[i], oneMean ? null : means);
            rates[i] = among[i].Length == 1 ? counts[i] / populations[i] : Shrunk(counts[i], populations[i], means[i], variance);
        }
        return rates;
    }

    /// <summary>
    /// Relative risks under a gamma prior, its shape ν and rate α where ν/α = mean θ and ν/α² = Σ(1 + α/Eᵢ)(θᵢ - ν/α)²/(n - 1), θᵢ = (xᵢ +
    /// ν)/(Eᵢ + α),
    /// with the credible interval of the gamma posterior. When chance explains all the spread, α is infinite and every risk is the mean.
    /// Source: Clayton and Kaldor (1987) Biometrics 43:671, section 3.
    /// </summary>
    /// <param name="counts">Events by area.</param>
    /// <param name="expected">Expected events by area, above 0; populations do, they are scaled to the total of the counts.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <exception cref="ArgumentException">Fewer than two areas, unlike lengths, a value outside its range.</exception>
    public static GammaPoissonRisks GammaPoisson(double[] counts, double[] expected, double confidence = .95)
    {
        Ask.Counts(counts, 2);
        Ask.Positives(expected);
        Ask.Length(expected.Length, counts.Length, nameof(expected));
        Ask.Confidence(confidence);
        var scale = counts.Sum() / expected.Sum();
        if (scale == 0)
            return new(double.NaN, double.PositiveInfinity, [.. counts.Select(_ => new Rate(0, 0, 0))]);
        var e = expected.Select(v => v * scale).ToArray();
        var (shape, rate) = GammaPrior(counts, e);
        var tail = (1 - confidence) / 2;
        return new(
            shape,
            rate,
            [
                .. counts.Select(
                    (x, i) =>
                        double.IsInfinity(rate)
                            ? new Rate(1, 1, 1)
                            : new Rate(
                                (x + shape) / (e[i] + rate),
                                Quantiles.Gamma(x + shape, tail) / (e[i] + rate),
                                Quantiles.Gamma(x + shape, 1 - tail) / (e[i] + rate)
                            )
                ),
            ]
        );
    }

    private static (double Shape, double Rate) GammaPrior(double[] counts, double[] e)
    {
        var n = counts.Length;
        var risk = counts.Select((x, i) => x / e[i]).ToArray();
        var mean = risk.Average();
        var variance = risk.Sum(t => (t - mean) * (t - mean)) / (n - 1);
        double rate = variance > 0 ? mean / variance : double.PositiveInfinity,
            shape = mean * rate;
        for (var step = 0; step < 100_000 && rate < 1e9; step++)
        {
            for (var i = 0; i < n; i++)
                risk[i] = (counts[i] + shape) / (e[i] + rate);
            mean = risk.Average();
            variance = 0;
            for (var i = 0; i < n; i++)
                variance += (1 + rate / e[i]) * (risk[i] - mean) * (risk[i] - mean);
            variance /= n - 1;
            var next = mean / variance;
            var still = Math.Abs(next - rate) <= 1e-12 * rate;
            (rate, shape) = (next, mean * next);
            if (still)
                break;
        }
        return rate < 1e9 ? (shape, rate) : (double.PositiveInfinity, double.PositiveInfinity);
    }

    private static double Variance(double[] counts, double[] populations, int[] members, double mean, double[]? own)
    {
        double people = 0,
            spread = 0;
        foreach (var i in members)
        {
            people += populations[i];
            if (populations[i] == 0)
                continue;
            var off = counts[i] / populations[i] - (own is null ? mean : own[i]);
            spread += populations[i] * off * off;
        }
        return people == 0 ? 0 : Math.Max(0, spread / people - mean / (people / members.Length));
    }

    private static double Shrunk(double count, double population, double mean, double variance) =>
        population == 0 || variance == 0 ? mean : mean + variance / (variance + mean / population) * (count / population - mean);

    private static void Check(double[] counts, double[] populations)
    {
        Ask.Counts(counts);
        Ask.Counts(populations);
        Ask.Length(populations.Length, counts.Length, nameof(populations));
        Ask.Positive(populations.Sum(), nameof(populations));
        for (var i = 0; i < counts.Length; i++)
        {
            if (populations[i] == 0 && counts[i] > 0)
                throw new ArgumentOutOfRangeException(
                    nameof(populations),
                    0.0,
                    $"Value {i + 1} is 0 although {counts[i]} events were counted there."
                );
        }
    }
}
