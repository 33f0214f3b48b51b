namespace Fosse.Analysis;

/// <summary>A local statistic of one area: its value or z-score, the p-value of the normal (two-sided) and of permutation.</summary>
public readonly record struct LocalFind(
    double Statistic,
    double Expected,
    double Variance,
    double Z,
    double NormalP,
    PermutationP Permutation
);

/// <summary>
/// Getis and Ord's local statistics: whether high or low values stand together around an area. Counts show where people are; use rates or
/// counts over expected. Hundreds of areas are hundreds of tests: hold p-values against <see cref="FalseDiscovery"/>.
/// </summary>
public static class GetisOrd
{
    /// <summary>
    /// z = (Σw x_j - x̄W)/(s√((nS₁ - W²)/(n-1))), W = Σw, S₁ = Σw². Gi* counts the area itself (weight <paramref name="ownWeight"/>), mean
    /// and s (1/n) over all;
    /// Gi leaves it out of the sum, the mean and s, and n is then one less. No unit. NaN where there is no neighbour or no spread.
    /// Source: Ord and Getis (1995) Geographical Analysis 27:286, equations 5 and 7.
    /// </summary>
    /// <param name="values">By area, finite.</param>
    /// <param name="weights">Neighbours.</param>
    /// <param name="star">Gi* when true, Gi when false.</param>
    /// <param name="plan">How permutation p-values are found; null for none.</param>
    /// <param name="ownWeight">What the area weighs itself in Gi*; in rows that are standardised give binary weights instead: z is the
    /// same.</param>
    /// <param name="stop">Ends the work early.</param>
    /// <exception cref="ArgumentException">Fewer than three areas, unlike lengths, a value that is not finite.</exception>
    public static IReadOnlyList<LocalFind> Of(
        double[] values,
        SpatialWeights weights,
        bool star = true,
        PermutationPlan? plan = null,
        double ownWeight = 1,
        CancellationToken stop = default
    )
    {
        Ask.Values(values, 3);
        ArgumentNullException.ThrowIfNull(weights);
        Ask.Length(weights.Count, values.Length, nameof(weights));
        Ask.NotNegative(ownWeight);
        var all = values.Length;
        var middle = values.Average(); // taken off first: nothing is lost when values are large and alike
        double squares = 0;
        foreach (var v in values)
            squares += (v - middle) * (v - middle);
        var permutation = plan is null ? null : NeighbourSums.Of(values, weights, plan, stop);
        var found = new LocalFind[all];
        for (var i = 0; i < all; i++)
        {
            var own = values[i] - middle;
            var (sum, w, w2) = weights.Sums(i, values, middle);
            double n = all,
                mean = 0,
                s2 = squares / n;
            if (star)
            {
                sum += ownWeight * own;
                w += ownWeight;
                w2 += ownWeight * ownWeight;
            }
            else
            {
                n--;
                mean = -own / n;
                s2 = (squares - own * own) / n - mean * mean;
            }
            var variance = s2 * (n * w2 - w * w) / (n - 1);
            var z =
                (weights.Of(i).Length > 0 || star) && variance > 1e-12 * w2 * (squares / all) && squares > 1e-20 * middle * middle
                    ? (sum - mean * w) / Math.Sqrt(variance)
                    : double.NaN;
            found[i] = new(z, 0, 1, z, Normal.TwoSided(z), permutation?[i] ?? default);
        }
        return found;
    }
}
