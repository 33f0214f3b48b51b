namespace Fosse.Analysis;

/// <summary>A statistic of the whole map, its expectation and variance when places do not matter, and p-values that it is as high or as low
/// by chance.</summary>
public sealed record GlobalFind(double Statistic, double Expected, double Variance, double Z, double PUpper, double PTwoSided)
{
    /// <summary>Permutations at least as high, (1 + number)/(1 + permutations); NaN when none were asked for.</summary>
    public double PermutationUpper { get; init; } = double.NaN;

    /// <summary>Permutations at least as low.</summary>
    public double PermutationLower { get; init; } = double.NaN;

    /// <summary>The standard error that simulation leaves on the smaller of the two.</summary>
    public double MonteCarloError { get; init; } = double.NaN;
}

/// <summary>Moran's I and Geary's c over the whole map. Not for rates of small areas, whose spread differs: use <see cref="OfRates"/> for
/// them.</summary>
public static class Moran
{
    /// <summary>
    /// I = n/S₀ · ΣΣw z z/Σz² with its moments under randomisation (or under normality). Source: Cliff and Ord (1981) Spatial Processes,
    /// equations 1.37 to 1.39 and 2.28. Areas without a neighbour are left out of n, as in spdep's moran.test.
    /// </summary>
    /// <param name="values">By area, at least four, not all alike.</param>
    /// <param name="weights">Neighbours; standardise the rows first if that is wanted.</param>
    /// <param name="plan">For a permutation p-value.</param>
    /// <param name="normality">Variance under normality in place of randomisation.</param>
    /// <param name="stop">Ends the work early.</param>
    /// <exception cref="ArgumentException">Too few areas or links, unlike lengths, a value that is not finite.</exception>
    public static GlobalFind Of(
        double[] values,
        SpatialWeights weights,
        PermutationPlan? plan = null,
        bool normality = false,
        CancellationToken stop = default
    )
    {
        var (z, s0, s1, s2, n) = Ready(values, weights);
        var m2 = z.Sum(v => v * v);
        var b2 = z.Sum(v => v * v * v * v) * z.Length / (m2 * m2);
        double Statistic(double[] at) => n / s0 * Product(at, weights) / m2;
        var expected = -1 / (n - 1);
        var variance = normality
            ? (n * n * s1 - n * s2 + 3 * s0 * s0) / ((n * n - 1) * s0 * s0)
            : (n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0 * s0) - b2 * ((n * n - n) * s1 - 2 * n * s2 + 6 * s0 * s0))
                / ((n - 1) * (n - 2) * (n - 3) * s0 * s0);
        variance -= expected * expected;
        return Find(Statistic, z, expected, variance, 1, plan, stop);
    }

    /// <summary>
    /// Geary's c = (n-1)/(2S₀) · ΣΣw(x_i - x_j)²/Σz²; below 1 neighbours are alike. <see cref="GlobalFind.PUpper"/> is for alikeness: P of
    /// a c as low.
    /// Source: Cliff and Ord (1981), equations 1.40 and 2.30. Arguments as in <see cref="Of"/>.
    /// </summary>
    public static GlobalFind Geary(
        double[] values,
        SpatialWeights weights,
        PermutationPlan? plan = null,
        bool normality = false,
        CancellationToken stop = default
    )
    {
        var (z, s0, s1, s2, n) = Ready(values, weights);
        var m2 = z.Sum(v => v * v);
        var b2 = z.Sum(v => v * v * v * v) * n / (m2 * m2);
        double Statistic(double[] at)
        {
            double sum = 0;
            for (var i = 0; i < at.Length; i++)
            {
                var near = weights.Of(i);
                var w = weights.WeightsOf(i);
                for (var k = 0; k < near.Length; k++)
                    sum += w[k] * (at[i] - at[near[k]]) * (at[i] - at[near[k]]);
            }
            return (n - 1) * sum / (2 * s0 * m2);
        }
        var variance = normality
            ? ((2 * s1 + s2) * (n - 1) - 4 * s0 * s0) / (2 * (n + 1) * s0 * s0)
            : (
                (n - 1) * s1 * (n * n - 3 * n + 3 - (n - 1) * b2)
                - (n - 1) * s2 * (n * n + 3 * n - 6 - (n * n - n + 2) * b2) / 4
                + s0 * s0 * (n * n - 3 - (n - 1) * (n - 1) * b2)
            ) / (n * (n - 2) * (n - 3) * s0 * s0);
        return Find(Statistic, z, 1, variance, -1, plan, stop);
    }

    /// <summary>
    /// Moran's I of rates with unlike populations: of z = (r - b)/√v, b = Σx/Σn, v = A + b/n with Marshall's A (b/n alone where that sum is
    /// negative).
    /// Its p-value is by permutation. Source: Assuncao and Reis (1999) Statistics in Medicine 18:2147.
    /// </summary>
    /// <param name="counts">Events by area.</param>
    /// <param name="populations">By area, above 0.</param>
    /// <param name="weights">Neighbours.</param>
    /// <param name="plan">The permutations.</param>
    /// <param name="stop">Ends the work early.</param>
    public static GlobalFind OfRates(
        double[] counts,
        double[] populations,
        SpatialWeights weights,
        PermutationPlan? plan = null,
        CancellationToken stop = default
    )
    {
        Ask.Counts(counts, 4);
        Ask.Positives(populations);
        Ask.Length(populations.Length, counts.Length, nameof(populations));
        return Of(Standardised(counts, populations), weights, plan, stop: stop);
    }

    internal static double[] Standardised(double[] counts, double[] populations)
    {
        var (people, b) = (populations.Sum(), counts.Sum() / populations.Sum());
        var a = populations.Select((n, i) => n * Math.Pow(counts[i] / n - b, 2)).Sum() / people - b / (people / counts.Length);
        return
        [
            .. counts.Select(
                (x, i) => (x / populations[i] - b) / Math.Sqrt(a + b / populations[i] is > 0 and var v ? v : b / populations[i])
            ),
        ];
    }

    private static double Product(double[] z, SpatialWeights weights)
    {
        double sum = 0;
        for (var i = 0; i < z.Length; i++)
        {
            double lag = 0;
            for (var k = weights.Start[i]; k < weights.Start[i + 1]; k++)
                lag += weights.Weight[k] * z[weights.To[k]];
            sum += z[i] * lag;
        }
        return sum;
    }

    private static (double[] Z, double S0, double S1, double S2, double N) Ready(double[] values, SpatialWeights weights)
    {
        Ask.Values(values, 4);
        ArgumentNullException.ThrowIfNull(weights);
        Ask.Length(weights.Count, values.Length, nameof(weights));
        var mean = values.Average();
        var z = values.Select(v => v - mean).ToArray();
        if (values.All(v => v == values[0]))
            throw new ArgumentException("All values are the same: nothing can be said about where they stand.", nameof(values));
        double s0 = 0,
            s1 = 0,
            s2 = 0;
        var (rows, columns) = (new double[z.Length], new double[z.Length]);
        for (var i = 0; i < z.Length; i++)
        {
            var near = weights.Of(i);
            for (var k = 0; k < near.Length; k++)
            {
                var (w, back) = (
                    weights.WeightsOf(i)[k],
                    weights.Of(near[k]).BinarySearch(i) is >= 0 and var at ? weights.WeightsOf(near[k])[at] : 0
                );
                s0 += w;
                s1 += back > 0 ? (w + back) * (w + back) / 2 : w * w;
                rows[i] += w;
                columns[near[k]] += w;
            }
        }
        for (var i = 0; i < z.Length; i++)
            s2 += (rows[i] + columns[i]) * (rows[i] + columns[i]);
        if (s0 <= 0)
            throw new ArgumentException("No area has a neighbour.", nameof(weights));
        // As spdep's adjust.n: an area without a neighbour has no part in the sums, and is none of the n.
        return (z, s0, s1, s2, z.Length - weights.Islands.Count);
    }

    private static GlobalFind Find(
        Func<double[], double> statistic,
        double[] z,
        double expected,
        double variance,
        int way,
        PermutationPlan? plan,
        CancellationToken stop
    )
    {
        var seen = statistic(z);
        var score = way * (seen - expected) / Math.Sqrt(variance);
        var find = new GlobalFind(seen, expected, variance, score, Normal.Above(score), Normal.TwoSided(score));
        if (plan is null || plan.Permutations <= 0)
            return find;
        var drawn = new double[plan.Permutations];
        Parallel.For(
            0,
            drawn.Length,
            new() { CancellationToken = stop },
            r =>
            {
                var mixed = (double[])z.Clone();
                new Chance(plan.Seed, r).Shuffle<double>(mixed);
                drawn[r] = statistic(mixed);
            }
        );
        var fuzz = 1e-12 * (1 + Math.Abs(seen));
        double upper = (drawn.Count(d => d >= seen - fuzz) + 1.0) / (drawn.Length + 1),
            lower = (drawn.Count(d => d <= seen + fuzz) + 1.0) / (drawn.Length + 1);
        var p = Math.Min(upper, lower);
        return find with { PermutationUpper = upper, PermutationLower = lower, MonteCarloError = Math.Sqrt(p * (1 - p) / drawn.Length) };
    }
}
