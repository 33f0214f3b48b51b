namespace Fosse.Analysis;

/// <summary>
/// A circle of areas: those in it by nearness to the first, its radius, cases, expected cases, relative risk within against outside,
/// log-likelihood ratio,
/// the p-value by simulation and the one by a Gumbel fit to the simulations (for very small p).
/// </summary>
public sealed record ScanCluster(
    IReadOnlyList<int> Areas,
    double Radius,
    double Population,
    double Cases,
    double Expected,
    double RelativeRisk,
    double LogLikelihoodRatio,
    double P,
    double GumbelP
);

/// <summary>
/// Kulldorff's circular scan. A circle may cross rivers and is reported as areas, not as a boundary; a p-value is of the whole search and
/// needs no
/// correction. Areas as far as one another from a centre come in together (SaTScan adds them one at a time, an artefact on grids).
/// </summary>
public static class SpatialScan
{
    /// <summary>
    /// The most likely cluster and those beside it that share no area, p = (1 + simulations with a ratio as large)/(1 + simulations).
    /// Source: Kulldorff (1997) Communications in Statistics 26:1481; Neill (2005) for the expectation-based ratio; Abrams et al. (2010)
    /// for Gumbel.
    /// </summary>
    /// <param name="x">Eastings of the areas' middles.</param>
    /// <param name="y">Northings.</param>
    /// <param name="cases">By area, whole numbers.</param>
    /// <param name="population">By area: people at risk or expected cases, 0 or more.</param>
    /// <param name="options">Model, largest share of the population, simulations, seed.</param>
    /// <param name="stop">Ends the work early.</param>
    /// <exception cref="ArgumentException">Too few areas, unlike lengths, no population, more cases than people in the Bernoulli
    /// model.</exception>
    public static IReadOnlyList<ScanCluster> Of(
        double[] x,
        double[] y,
        double[] cases,
        double[] population,
        ScanOptions? options = null,
        CancellationToken stop = default
    )
    {
        options ??= new();
        Ask.Values(x, 2);
        Ask.Values(y);
        Ask.Counts(cases);
        Ask.Counts(population);
        Ask.Length(y.Length, x.Length, nameof(y));
        Ask.Length(cases.Length, x.Length, nameof(cases));
        Ask.Length(population.Length, x.Length, nameof(population));
        Ask.Positive(population.Sum(), nameof(population));
        Ask.AtLeast(options.Simulations, 0, nameof(options));
        if (!(options.MostPopulation is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(
                nameof(options),
                options.MostPopulation,
                "The largest share must be above 0 and at most 1."
            );
        if (cases.Any(c => c != Math.Floor(c)))
            throw new ArgumentException("Cases must be whole numbers.", nameof(cases));
        if (
            options.Model == ScanModel.Bernoulli
            && cases.Where((c, i) => c > population[i] || population[i] != Math.Floor(population[i])).Any()
        )
        {
            throw new ArgumentException(
                "The Bernoulli model needs whole people, as many as cases or more, in every area.",
                nameof(population)
            );
        }
        for (var i = 0; i < cases.Length; i++)
        {
            if (cases[i] > 0 && population[i] == 0)
                throw new ArgumentOutOfRangeException(
                    nameof(population),
                    0.0,
                    $"Value {i + 1} is 0 although {cases[i]} cases were counted there."
                );
        }
        if (cases.Sum() == 0)
            return [];
        var zones = new ScanZones(x, y, population, options);
        var seen = zones.Best(cases);
        var most = ScanDraws.Of(zones, new(cases.Sum(), population, options), cases.Length, options, stop);
        return Chosen(seen, zones, cases, population, most, options);
    }

    private static List<ScanCluster> Chosen(
        (double Ratio, int Areas)[] best,
        ScanZones zones,
        double[] cases,
        double[] population,
        double[] most,
        ScanOptions options
    )
    {
        var taken = new HashSet<int>();
        var found = new List<ScanCluster>();
        var (total, people) = (cases.Sum(), population.Sum());
        var chance = new ScanChance(most);
        foreach (var centre in Enumerable.Range(0, best.Length).Where(i => best[i].Ratio > 0).OrderByDescending(i => best[i].Ratio))
        {
            var areas = zones.Members(centre, best[centre].Areas);
            if (areas.Any(taken.Contains))
                continue;
            taken.UnionWith(areas);
            var ratio = best[centre].Ratio;
            double c = areas.Sum(i => cases[i]),
                n = areas.Sum(i => population[i]),
                e = options.Model == ScanModel.ExpectationPoisson ? n : n * total / people;
            var risk = options.Model == ScanModel.ExpectationPoisson ? c / e : c / e / ((total - c) / (total - e));
            found.Add(new(areas, zones.Radius(centre, best[centre].Areas), n, c, e, risk, ratio, chance.P(ratio), chance.Gumbel(ratio)));
            if (found.Count == options.MostClusters)
                break;
        }
        return found;
    }
}

/// <summary>How a scan searches: share of the population a circle may hold (0.5; for crime 0.05 to 0.1), least cases in it, and so
/// on.</summary>
public sealed record ScanOptions(
    ScanModel Model = ScanModel.Poisson,
    ScanFor Look = ScanFor.High,
    double MostPopulation = .5,
    int Simulations = 999,
    long Seed = 1,
    double LeastCases = 2,
    int MostClusters = 20,
    double MostRadius = double.PositiveInfinity
);
