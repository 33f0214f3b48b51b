using Fosse.Analysis;

namespace Fosse.Cli.Analyse.Methods;

/// <summary>Smoothed rates and what a ranking is worth.</summary>
internal static class BayesMethods
{
    private const string Family = "Rates and comparisons";
    private const string AreaInput = "id,value,population";

    public static IReadOnlyList<Method> Each { get; } =
    [
        new("eb-marshall", Family, "Empirical Bayes rates towards the mean of all areas (Marshall, global)")
        {
            Formula = "m + A/(A + m/n)(r - m), A = max(0, Σn(r-m)²/Σn - m/n̄)",
            Source = "Marshall (1991) JRSS C 40:283",
            NotFor = "holding a small area to account",
            Input = AreaInput,
            Output = "id,raw,eb (events per head times per); about the whole: mean (b), variance (a)",
            Parameters = [new("per", "1", "The unit of the rate")],
            Work = (question, _) =>
            {
                var (table, per) = (question.Input(), question.Number("per"));
                var (counts, people) = (table.Values(), table.Population());
                var found = EmpiricalBayes.Marshall(counts, people);
                return new Answer()
                    .Add("id", table.Ids())
                    .Add("raw", counts.Zip(people, (x, n) => x / n * per))
                    .Add("eb", found.Rates.Select(r => r * per))
                    .Say("mean", found.Mean)
                    .Say("variance", found.Variance);
            },
        },
        new("eb-local", Family, "Empirical Bayes rates towards the mean of the neighbours (Marshall, local)")
        {
            Formula = "as eb-marshall, with m and A of the area and its neighbours",
            Source = "Marshall (1991) section 3; spdep EBlocal; with --one-mean as GeoDa",
            NotFor = "holding a small area to account",
            Input = AreaInput + "; --neighbours " + Inputs.NeighbourColumns,
            Output = "id,raw,eb",
            Parameters =
            [
                Parameter.File("neighbours", "Neighbours of areas"),
                new("per", "1", "The unit of the rate"),
                Parameter.Flag("one-mean", "Spread around the area's own local mean, as GeoDa takes it"),
            ],
            Work = (question, _) =>
            {
                var (table, per) = (question.Input(), question.Number("per"));
                var (ids, counts, people) = (table.Ids(), table.Values(), table.Population());
                var rates = EmpiricalBayes.MarshallLocal(counts, people, question.Neighbours(ids), question.Flag("one-mean"));
                return new Answer()
                    .Add("id", ids)
                    .Add("raw", counts.Zip(people, (x, n) => x / n * per))
                    .Add("eb", rates.Select(r => r * per));
            },
        },
        new("eb-gamma-poisson", Family, "Relative risks under a gamma prior (Clayton and Kaldor) with credible intervals")
        {
            Formula = "(x + ν)/(E + α); ν/α = mean θ, ν/α² = Σ(1+α/E)(θ-ν/α)²/(n-1)",
            Source = "Clayton and Kaldor (1987) Biometrics 43:671",
            NotFor = "holding a small area to account",
            Input = AreaInput + " (population or expected events; scaled to the total)",
            Output = "id,raw,risk,low,high (1 is the mean); about the whole: shape (ν), rate (α)",
            Parameters = [new("confidence", "0.95", "Credible interval")],
            Work = (question, _) =>
            {
                var table = question.Input();
                var (counts, people) = (table.Values(), table.Population());
                var found = EmpiricalBayes.GammaPoisson(counts, people, question.Number("confidence"));
                var scale = counts.Sum() / people.Sum();
                return new Answer()
                    .Add("id", table.Ids())
                    .Add("raw", counts.Zip(people, (x, n) => x / (n * scale)))
                    .Add("risk", found.Risks.Select(r => r.Value))
                    .Add("low", found.Risks.Select(r => r.Low))
                    .Add("high", found.Risks.Select(r => r.High))
                    .Say("shape", found.Shape)
                    .Say("rate", found.Rate);
            },
        },
        new("top-k", Family, "Probability that an area is truly among the k highest rates")
        {
            Formula =
                "share of draws θ ~ Gamma(x + a, n + b) in which the area is among the k highest; a, b = ½, 0 or the gamma-Poisson prior",
            Source = "Goldstein and Spiegelhalter (1996); Marshall and Spiegelhalter (1998)",
            NotFor = "calling an area worst when its probability is near a half",
            Input = AreaInput,
            Output = "id,rate,probability,mc_error,rank_low,rank_median,rank_high (ranks that hold 90%)",
            Parameters =
            [
                new("k", "10", "How many are the first"),
                new("draws", "10000", "Simulations"),
                new("seed", "1", "Seed of chance"),
                Parameter.Flag("shrink", "Use the gamma-Poisson prior"),
            ],
            Work = (question, stop) =>
            {
                var table = question.Input();
                var (counts, people) = (table.Values(), table.Population());
                var places = TopPlaces.Of(
                    counts,
                    people,
                    question.Whole("k"),
                    question.Whole("draws"),
                    question.Whole("seed"),
                    question.Flag("shrink"),
                    stop
                );
                return new Answer()
                    .Add("id", table.Ids())
                    .Add("rate", counts.Zip(people, (x, n) => x / n))
                    .Add("probability", places.Select(p => p.Probability))
                    .Add("mc_error", places.Select(p => p.MonteCarloError))
                    .Add("rank_low", places.Select(p => p.RankLow))
                    .Add("rank_median", places.Select(p => p.RankMedian))
                    .Add("rank_high", places.Select(p => p.RankHigh));
            },
        },
        new("adjust", Family, "p-values of many tests: Benjamini-Hochberg, Holm, Bonferroni")
        {
            Formula = "BH: min over larger p of n p/rank; Holm: max over smaller p of (n - rank + 1)p; Bonferroni: n p",
            Source = "Benjamini and Hochberg (1995); Holm (1979)",
            NotFor = "p-values that were picked from a longer list",
            Input = "[id,]p",
            Output = "id,p,bh,holm,bonferroni",
            Work = (question, _) =>
            {
                var table = question.Input();
                var p = table.NumbersOrGaps("p", "p_value", "pvalue");
                return new Answer()
                    .Add("id", table.Ids())
                    .Add("p", p)
                    .Add("bh", FalseDiscovery.BenjaminiHochberg(p))
                    .Add("holm", FalseDiscovery.Holm(p))
                    .Add("bonferroni", FalseDiscovery.Bonferroni(p));
            },
        },
    ];
}
