using Fosse.Analysis;

namespace Fosse.Cli.Analyse.Methods;

/// <summary>Rates, intervals and comparisons.</summary>
internal static class RateMethods
{
    private const string Family = "Rates and comparisons";
    private const string AreaInput = "id,value,population";
    private static readonly Parameter Per = new("per", "1000", "The unit of the rate: 1000 for a rate per 1,000");
    private static readonly Parameter Confidence = new("confidence", "0.95", "Confidence of the interval, between 0 and 1");

    public static IReadOnlyList<Method> Each { get; } =
    [
        new("rates", Family, "Rates with exact (Garwood), Byar's and the OHID rule's intervals")
        {
            Formula =
                "exact: χ²(α/2; 2x)/2n, χ²(1-α/2; 2x+2)/2n; Byar: x(1-1/9x-z/3√x)³/n, (x+1)(1-1/9(x+1)+z/3√(x+1))³/n; low, high: "
                + "exact below 10 events, Byar from 10 on",
            Source = "Garwood (1936); Breslow and Day (1987) eq. 2.10; OHID technical guide (2018)",
            NotFor = "ranking places whose intervals overlap",
            Input = AreaInput,
            Output = "id,value,population,rate,low,high,exact_low,exact_high,byar_low,byar_high (in the unit per)",
            Parameters = [Per, Confidence],
            Work = (question, _) =>
            {
                var table = question.Input();
                var (ids, counts, people) = (
                    table.Ids(),
                    table.Wholes("value", "count", "cases", "observed", "n"),
                    table.PositivePopulation()
                );
                var (per, confidence) = (question.Number("per"), question.Number("confidence"));
                Rate[] Of(Func<long, double, double, double, Rate> rate) =>
                    [.. counts.Select((x, i) => rate(x, people[i], per, confidence))];
                var (rule, exact, byar) = (Of(Rates.Per), Of(Rates.Exact), Of(Rates.Byar));
                return new Answer()
                    .Add("id", ids)
                    .Add("value", counts)
                    .Add("population", people)
                    .Add("rate", rule.Select(r => r.Value))
                    .Add("low", rule.Select(r => r.Low))
                    .Add("high", rule.Select(r => r.High))
                    .Add("exact_low", exact.Select(r => r.Low))
                    .Add("exact_high", exact.Select(r => r.High))
                    .Add("byar_low", byar.Select(r => r.Low))
                    .Add("byar_high", byar.Select(r => r.High));
            },
        },
        new("proportions", Family, "Shares with Wilson's and exact (Clopper-Pearson) intervals")
        {
            Formula = "(2x + z² ± z√(z² + 4x(1-p)))/(2(n + z²)); exact by beta quantiles",
            Source = "Wilson (1927); Clopper and Pearson (1934)",
            NotFor = "rates whose numerator can exceed the denominator",
            Input = "id,value,population (value at most population)",
            Output = "id,share,wilson_low,wilson_high,exact_low,exact_high (0 to 1)",
            Parameters = [Confidence],
            Work = (question, _) =>
            {
                var table = question.Input();
                var (counts, of) = (table.Wholes("value", "count", "cases"), table.Wholes("population", "pop", "of", "total"));
                var wilson = counts.Select((x, i) => Proportions.Wilson(x, of[i], question.Number("confidence"))).ToArray();
                var exact = counts.Select((x, i) => Proportions.Exact(x, of[i], question.Number("confidence"))).ToArray();
                return new Answer()
                    .Add("id", table.Ids())
                    .Add("share", wilson.Select(r => r.Value))
                    .Add("wilson_low", wilson.Select(r => r.Low))
                    .Add("wilson_high", wilson.Select(r => r.High))
                    .Add("exact_low", exact.Select(r => r.Low))
                    .Add("exact_high", exact.Select(r => r.High));
            },
        },
        new("compare", Family, "Two periods or places: rate ratio with interval, exact, mid-p and E-tests")
        {
            Formula = "after | total ~ Binomial(before + after, exposure_after/(both)); E-test: sum of P(i)P(j) over |Z(i,j)| >= |Z seen|",
            Source = "Przyborowski and Wilenski (1940); Krishnamoorthy and Thomson (2004); Wheeler (2016)",
            NotFor = "pairs picked because they looked different; many pairs without p_fdr",
            Input = "id,before,after[,exposure_before,exposure_after] (exposures 1 when left out)",
            Output =
                "id,ratio,low,high,verdict,p_exact (as poisson.test),p_central,p_mid,p_e_test,z_sqrt,p_fdr (Benjamini-Hochberg of p_mid)",
            Parameters = [Confidence],
            Work = Compare,
        },
        new("funnel", Family, "Funnel limits at 95% and 99.8% around the pooled or a given rate")
        {
            Formula =
                "exact: (r - (F(r)-p)/(F(r)-F(r-1)))/n, r the least count with F(r) >= p, F the Poisson of n × target; "
                + "overdispersion: mean of 4(√x-√E)², winsorised 10%",
            Source = "Spiegelhalter (2005) Statistics in Medicine 24:1185",
            NotFor = "ranking; areas whose residents are not who is at risk",
            Input = AreaInput,
            Output = "id,rate,low95,high95,low998,high998,position; about the whole: target, overdispersion",
            Parameters =
            [
                Per,
                new("target", null, "A target rate in place of the pooled one"),
                Parameter.OneOf("limits", "exact", "How limits are drawn", "exact", "chi-square", "normal"),
            ],
            Work = (question, _) =>
            {
                var table = question.Input();
                var limits = question.Word("limits") switch
                {
                    "chi-square" => FunnelLimits.ChiSquare,
                    "normal" => FunnelLimits.Normal,
                    _ => FunnelLimits.Exact,
                };
                var funnel = Funnel.Of(
                    table.Values(),
                    table.PositivePopulation(),
                    question.Number("per"),
                    limits,
                    question.NumberIfGiven("target")
                );
                return new Answer()
                    .Add("id", table.Ids())
                    .Add("rate", funnel.Places.Select(p => p.Rate))
                    .Add("low95", funnel.Places.Select(p => p.Low95))
                    .Add("high95", funnel.Places.Select(p => p.High95))
                    .Add("low998", funnel.Places.Select(p => p.Low998))
                    .Add("high998", funnel.Places.Select(p => p.High998))
                    .Add("position", funnel.Places.Select(p => p.Position))
                    .Say("target", funnel.Target)
                    .Say("overdispersion", funnel.Overdispersion);
            },
        },
        new("dsr", Family, "Directly standardised rate with Dobson's interval")
        {
            Formula = "Σw x/n / Σw; interval: rate + √(Var/x)(limit(x) - x), Byar's limits from 10 events on",
            Source = "Dobson et al. (1991); OHID technical guide (2018)",
            NotFor = "fewer than ten events in all",
            Input = "[id,]value,population,standard: one row for each age group (and id)",
            Output = "id,events,rate,low,high",
            Parameters = [new("per", "100000", "The unit of the rate"), Confidence],
            Work = Direct,
        },
        new("smr", Family, "Indirectly standardised ratio, observed over expected")
        {
            Formula = "x/E with Byar's interval from 10 events on, the exact one below",
            Source = "Breslow and Day (1987) section 2.3",
            NotFor = "comparing two areas' ratios with one another",
            Input = "id,observed,expected",
            Output = "id,ratio,low,high (1 is as expected)",
            Parameters = [Confidence],
            Work = (question, _) =>
            {
                var table = question.Input();
                var expected = table.Numbers("expected", "population");
                var ratios = table
                    .Wholes("observed", "value", "count", "cases")
                    .Select((x, i) => Standardised.Indirect(x, expected[i], question.Number("confidence")))
                    .ToArray();
                return new Answer()
                    .Add("id", table.Ids())
                    .Add("ratio", ratios.Select(r => r.Value))
                    .Add("low", ratios.Select(r => r.Low))
                    .Add("high", ratios.Select(r => r.High));
            },
        },
        .. BayesMethods.Each,
    ];

    private static Answer Compare(Question question, CancellationToken stop)
    {
        var table = question.Input();
        var (before, after) = (table.Wholes("before", "pre", "count1"), table.Wholes("after", "post", "count2"));
        double[] Exposure(params string[] names) => table.Has(names) ? table.Numbers(names) : [.. Enumerable.Repeat(1.0, before.Length)];
        var (e, f) = (Exposure("exposure_before", "population_before", "pop1"), Exposure("exposure_after", "population_after", "pop2"));
        var change = before.Select((x, i) => RateChange.Between(x, e[i], after[i], f[i], question.Number("confidence"))).ToArray();
        var tests = before.Select((x, i) => PeriodTest.Of(x, e[i], after[i], f[i])).ToArray();
        return new Answer()
            .Add("id", table.Ids())
            .Add("ratio", change.Select(c => c.Ratio))
            .Add("low", change.Select(c => c.Low))
            .Add("high", change.Select(c => c.High))
            .Add(
                "verdict",
                change.Select(c =>
                    c.Verdict switch
                    {
                        ChangeVerdict.Rise => "rise",
                        ChangeVerdict.Fall => "fall",
                        _ => "not clearly different",
                    }
                )
            )
            .Add("p_exact", tests.Select(t => t.Exact))
            .Add("p_central", tests.Select(t => t.Central))
            .Add("p_mid", tests.Select(t => t.MidP))
            .Add("p_e_test", tests.Select(t => t.ETest))
            .Add("z_sqrt", tests.Select(t => t.SquareRootZ))
            .Add("p_fdr", FalseDiscovery.BenjaminiHochberg([.. tests.Select(t => t.MidP)]));
    }

    private static Answer Direct(Question question, CancellationToken stop)
    {
        var table = question.Input();
        var ids = table.Has("id", "area") ? table.Words("id", "area") : [.. Enumerable.Repeat("all", table.Count)];
        var (counts, people, standard) = (table.Values(), table.PositivePopulation(), table.Numbers("standard", "stdpop", "weight"));
        var groups = Enumerable.Range(0, table.Count).GroupBy(i => ids[i]).ToArray();
        var rates = groups
            .Select(g =>
                Standardised.Direct(
                    [.. g.Select(i => counts[i])],
                    [.. g.Select(i => people[i])],
                    [.. g.Select(i => standard[i])],
                    question.Number("per"),
                    question.Number("confidence")
                )
            )
            .ToArray();
        return new Answer()
            .Add("id", groups.Select(g => g.Key))
            .Add("events", groups.Select(g => g.Sum(i => counts[i])))
            .Add("rate", rates.Select(r => r.Value))
            .Add("low", rates.Select(r => r.Low))
            .Add("high", rates.Select(r => r.High));
    }
}
