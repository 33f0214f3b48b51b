namespace Fosse.Analysis;

/// <summary>How an area stands to its neighbours: high among high and so on, or neither when there is none.</summary>
public enum Quadrant
{
    None,
    HighHigh,
    LowLow,
    HighLow,
    LowHigh,
}

/// <summary>Local Moran of every area: the finds, and the quadrant by the values alone (significance is the reader's to hold against
/// it).</summary>
public sealed record LocalMoranResult(IReadOnlyList<LocalFind> Areas, IReadOnlyList<Quadrant> Quadrants);

/// <summary>Local indicators of spatial association. The cautions of <see cref="GetisOrd"/> hold here too.</summary>
public static class LocalMoran
{
    /// <summary>
    /// I_i = z_i/m₂ · Σw z_j, m₂ = Σz²/n (GeoDa's is (n-1)/n of it). Moments either conditional on the area's own value,
    /// E = -z_i²W/((n-1)m₂), V = (z_i/m₂)²·n/(n-2)·(S₁ - W²/(n-1))·(m₂ - z_i²/(n-1)), or total:
    /// E = -W/(n-1), V = S₁(n-b₂)/(n-1) + (W² - S₁)(2b₂-n)/((n-1)(n-2)) - E². An area without neighbours has I = 0 and no z.
    /// Source: Anselin (1995) Geographical Analysis 27:93, equations 12 and 13; Sokal, Oden and Thomson (1998), appendix.
    /// </summary>
    /// <param name="values">By area, at least four.</param>
    /// <param name="weights">Neighbours, rows usually standardised.</param>
    /// <param name="conditional">Conditional moments (the default), or total ones.</param>
    /// <param name="plan">How permutation p-values are found; null for none.</param>
    /// <param name="stop">Ends the work early.</param>
    /// <exception cref="ArgumentException">Too few areas, unlike lengths, a value that is not finite.</exception>
    public static LocalMoranResult Of(
        double[] values,
        SpatialWeights weights,
        bool conditional = true,
        PermutationPlan? plan = null,
        CancellationToken stop = default
    )
    {
        Ask.Values(values, 4);
        ArgumentNullException.ThrowIfNull(weights);
        Ask.Length(weights.Count, values.Length, nameof(weights));
        double n = values.Length,
            mean = values.Average(),
            m2 = 0,
            m4 = 0;
        foreach (var v in values)
        {
            m2 += (v - mean) * (v - mean) / n;
            m4 += Math.Pow(v - mean, 4) / n;
        }
        var flat = m2 <= 1e-20 * mean * mean;
        var b2 = m4 / (m2 * m2);
        var permutation = plan is null ? null : NeighbourSums.Of(values, weights, plan, stop);
        var (areas, quadrants) = (new LocalFind[values.Length], new Quadrant[values.Length]);
        for (var i = 0; i < values.Length; i++)
        {
            var z = values[i] - mean;
            var (lag, w, w2) = weights.Sums(i, values, mean);
            var statistic = flat ? double.NaN : z / m2 * lag;
            var expected = conditional ? -z * z * w / ((n - 1) * m2) : -w / (n - 1);
            var variance = conditional
                ? z / m2 * (z / m2) * n / (n - 2) * (w2 - w * w / (n - 1)) * (m2 - z * z / (n - 1))
                : w2 * (n - b2) / (n - 1) + (w * w - w2) * (2 * b2 - n) / ((n - 1) * (n - 2)) - expected * expected;
            var score = weights.Of(i).Length > 0 && variance > 0 ? (statistic - expected) / Math.Sqrt(variance) : double.NaN;
            // The own value turns the sides round: a high sum of neighbours makes a low area's I low.
            var p = permutation?[i] ?? default;
            if (z < 0)
                p = p with { Upper = p.Lower, Lower = p.Upper };
            areas[i] = new(statistic, expected, variance, score, Normal.TwoSided(score), p);
            quadrants[i] =
                weights.Of(i).Length == 0 || flat
                    ? Quadrant.None
                    : (z > 0, lag > 0) switch
                    {
                        (true, true) => Quadrant.HighHigh,
                        (true, false) => Quadrant.HighLow,
                        (false, true) => Quadrant.LowHigh,
                        _ => Quadrant.LowLow,
                    };
        }
        return new(areas, quadrants);
    }

    /// <summary>The same of rates with unlike populations: of the values that <see cref="Moran.OfRates"/> takes. Source: Assuncao and Reis
    /// (1999).</summary>
    public static LocalMoranResult OfRates(
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
        return Of(Moran.Standardised(counts, populations), weights, true, plan, stop);
    }
}
