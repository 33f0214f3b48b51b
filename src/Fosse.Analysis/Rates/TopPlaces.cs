namespace Fosse.Analysis;

/// <summary>How sure it is that an area is among the first: its probability with the simulation's standard error, and the ranks that hold
/// 90%.</summary>
public readonly record struct TopPlace(double Probability, double MonteCarloError, int RankLow, int RankMedian, int RankHigh);

/// <summary>Whether a ranking of rates means anything. A probability near 0.5 says that the data cannot tell.</summary>
public static class TopPlaces
{
    /// <summary>
    /// The probability that an area's true rate is among the k highest: rates drawn from their gamma posteriors (count + prior shape,
    /// population + prior
    /// rate) and ranked, many times. The prior is Jeffreys' (½, 0) or, asked for, the gamma prior of
    /// <see cref="EmpiricalBayes.GammaPoisson"/>.
    /// Source: Goldstein and Spiegelhalter (1996) JRSS A 159:385; Marshall and Spiegelhalter (1998).
    /// </summary>
    /// <param name="counts">Events by area.</param>
    /// <param name="populations">By area, above 0.</param>
    /// <param name="k">How many are the first, 1 to the number of areas.</param>
    /// <param name="draws">Simulations.</param>
    /// <param name="seed">The same seed gives the same result.</param>
    /// <param name="shrink">True for the empirical prior.</param>
    /// <param name="stop">Ends the work early.</param>
    /// <exception cref="ArgumentException">No area, unlike lengths, k outside its range.</exception>
    public static IReadOnlyList<TopPlace> Of(
        double[] counts,
        double[] populations,
        int k,
        int draws = 10_000,
        long seed = 1,
        bool shrink = false,
        CancellationToken stop = default
    )
    {
        Ask.Counts(counts);
        Ask.Positives(populations);
        Ask.Length(populations.Length, counts.Length, nameof(populations));
        Ask.AtLeast(k, 1);
        if (k > counts.Length)
            throw new ArgumentOutOfRangeException(nameof(k), k, $"There are {counts.Length} areas.");
        Ask.AtLeast(draws, 1);
        var n = counts.Length;
        double shape = .5,
            rate = 0;
        if (shrink && n > 1)
        {
            var prior = EmpiricalBayes.GammaPoisson(counts, populations);
            var scale = counts.Sum() / populations.Sum();
            if (double.IsFinite(prior.Shape) && double.IsFinite(prior.Rate))
                (shape, rate) = (prior.Shape, prior.Rate / scale);
        }
        var ranks = new int[n][];
        for (var i = 0; i < n; i++)
            ranks[i] = new int[n];
        var (values, order) = (new double[n], new int[n]);
        for (var d = 0; d < draws; d++)
        {
            stop.ThrowIfCancellationRequested();
            var chance = new Chance(seed, d);
            for (var i = 0; i < n; i++)
                (values[i], order[i]) = (-chance.Gamma(counts[i] + shape) / (populations[i] + rate), i);
            Array.Sort(values, order);
            for (var r = 0; r < n; r++)
                ranks[order[r]][r]++;
        }
        return [.. ranks.Select(row => Summed(row, k, draws))];
    }

    private static TopPlace Summed(int[] ranks, int k, int draws)
    {
        var p = (double)ranks.Take(k).Sum() / draws;
        int At(double share)
        {
            var sum = 0;
            for (var r = 0; r < ranks.Length; r++)
                if ((sum += ranks[r]) >= share * draws)
                    return r + 1;
            return ranks.Length;
        }
        return new(p, Math.Sqrt(p * (1 - p) / draws), At(.05), At(.5), At(.95));
    }
}
