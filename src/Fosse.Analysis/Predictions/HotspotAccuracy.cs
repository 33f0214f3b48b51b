namespace Fosse.Analysis;

/// <summary>
/// How a ranking of places did when the first so many are taken: hit rate, PAI = hit rate/share of area, PEI = hits/the most that so many
/// places could have had,
/// predicted/observed (Wheeler's RRI), (after/before)/(all after/all before) (Levine's RRI; NaN without counts before), and hits per unit
/// of area (search efficiency).
/// </summary>
public readonly record struct AccuracyRow(
    int Place,
    double Hits,
    double HitRate,
    double AreaShare,
    double Pai,
    double Pei,
    double PredictedOverObserved,
    double LevineRri,
    double SearchEfficiency
);

/// <summary>
/// Judging predictions of places. PAI grows as the area shrinks: compare at one share (1, 2, 5%). Ties: places predicted alike are taken
/// with the fewest
/// events first, the worst case, so that a tie never flatters.
/// </summary>
public static class HotspotAccuracy
{
    /// <summary>
    /// The measures for the first 1, 2, ... places. Source: Chainey, Tompson and Uhlig (2008) for PAI; Hunt (2016) for PEI; Levine (2008)
    /// and Wheeler and Steenbeek (2021) for the
    /// two meanings of RRI; Bowers, Johnson and Pease (2004) for search efficiency.
    /// </summary>
    /// <param name="predicted">By place.</param>
    /// <param name="observed">Events that came, 0 or more.</param>
    /// <param name="areas">Above 0; null for 1 each.</param>
    /// <param name="before">Events of the period before, for Levine's RRI; or null.</param>
    /// <returns>Rows in order of prediction; Place is the index of the place added last.</returns>
    public static IReadOnlyList<AccuracyRow> Of(double[] predicted, double[] observed, double[]? areas = null, double[]? before = null)
    {
        Ask.Values(predicted);
        Ask.Counts(observed);
        Ask.Length(observed.Length, predicted.Length, nameof(observed));
        if (areas is not null)
        {
            Ask.Positives(areas);
            Ask.Length(areas.Length, predicted.Length, nameof(areas));
        }
        if (before is not null)
        {
            Ask.Counts(before);
            Ask.Length(before.Length, predicted.Length, nameof(before));
        }
        var order = Enumerable
            .Range(0, predicted.Length)
            .OrderByDescending(i => predicted[i])
            .ThenBy(i => observed[i])
            .ThenBy(i => i)
            .ToArray();
        var best = observed.OrderDescending().ToArray();
        double total = observed.Sum(),
            area = areas?.Sum() ?? predicted.Length,
            earlier = before?.Sum() ?? double.NaN,
            hits = 0,
            taken = 0,
            most = 0,
            foretold = 0,
            was = 0;
        var rows = new AccuracyRow[order.Length];
        for (var k = 0; k < order.Length; k++)
        {
            var i = order[k];
            hits += observed[i];
            taken += areas?[i] ?? 1;
            most += best[k];
            foretold += predicted[i];
            was += before?[i] ?? 0;
            rows[k] = new(
                i,
                hits,
                hits / total,
                taken / area,
                hits / total / (taken / area),
                most > 0 ? hits / most : double.NaN,
                foretold / hits,
                before is null ? double.NaN : hits / was / (total / earlier),
                hits / taken
            );
        }
        return rows;
    }

    /// <summary>
    /// A measure of each period and the interval of its mean by resampling periods. Source: Efron and Tibshirani (1993), the percentile
    /// interval.
    /// </summary>
    public static Rate BootstrapMean(double[] byPeriod, int resamples = 2000, long seed = 1, double confidence = .95)
    {
        Ask.Values(byPeriod);
        Ask.AtLeast(resamples, 1);
        Ask.Confidence(confidence);
        var means = new double[resamples];
        for (var r = 0; r < resamples; r++)
        {
            var chance = new Chance(seed, r);
            for (var i = 0; i < byPeriod.Length; i++)
                means[r] += byPeriod[chance.Below(byPeriod.Length)] / byPeriod.Length;
        }
        Array.Sort(means);
        var tail = (1 - confidence) / 2;
        return new(byPeriod.Average(), means[(int)(tail * resamples)], means[Math.Min(resamples - 1, (int)((1 - tail) * resamples))]);
    }
}

/// <summary>Scores of probabilities: Brier (0 best), log score (0 best, infinite when something came that had no chance), and the area
/// under the curve (0.5 is a coin).</summary>
public readonly record struct ProbabilityScores(double Brier, double LogScore, double Auc);

/// <summary>Proper scores. They judge probabilities, not maps: a forecast may score well and be of no use to anybody.</summary>
public static class Scores
{
    /// <summary>Brier: mean (p - y)²; log: -mean(y log p + (1-y) log(1-p)); AUC by ranks, ties half. Source: Brier (1950); Good (1952);
    /// Hanley and McNeil (1982).</summary>
    /// <param name="probability">0 to 1.</param>
    /// <param name="happened">0 or 1.</param>
    public static ProbabilityScores Of(double[] probability, double[] happened)
    {
        Ask.Counts(probability);
        Ask.Counts(happened);
        Ask.Length(happened.Length, probability.Length, nameof(happened));
        if (probability.Any(p => p > 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability.Max(), "Must be between 0 and 1.");
        if (happened.Any(y => y != 0 && y != 1))
            throw new ArgumentException("Must be 0 or 1.", nameof(happened));
        double n = probability.Length,
            brier = 0,
            log = 0,
            ones = happened.Sum(),
            ranks = 0;
        for (var i = 0; i < n; i++)
        {
            brier += Math.Pow(probability[i] - happened[i], 2) / n;
            log -= Math.Log(happened[i] == 1 ? probability[i] : 1 - probability[i]) / n;
        }
        var sorted = Enumerable.Range(0, probability.Length).OrderBy(i => probability[i]).ToArray();
        for (var k = 0; k < sorted.Length; )
        {
            var to = k;
            while (to < sorted.Length && probability[sorted[to]] == probability[sorted[k]])
                to++;
            for (var i = k; i < to; i++)
                ranks += happened[sorted[i]] * ((k + 1 + to) / 2.0);
            k = to;
        }
        return new(brier, log, ones > 0 && ones < n ? (ranks - ones * (ones + 1) / 2) / (ones * (n - ones)) : double.NaN);
    }

    /// <summary>Mean negative log likelihood of counts under Poisson means (a mean of 0 with a count above is infinite). Source: Czado,
    /// Gneiting and Held (2009).</summary>
    public static double PoissonLog(double[] means, double[] counts)
    {
        Ask.Counts(means);
        Ask.Counts(counts);
        Ask.Length(counts.Length, means.Length, nameof(counts));
        return means
            .Select(
                (m, i) =>
                    m == 0 ? (counts[i] == 0 ? 0 : double.PositiveInfinity) : m - counts[i] * Math.Log(m) + Special.LogFactorial(counts[i])
            )
            .Average();
    }
}
