using Fosse.Analysis;

namespace Fosse.Cli.Analyse.Methods;

/// <summary>Concentration, harm, effect, predictions.</summary>
internal static class JudgementMethods
{
    private static readonly Parameter Seed = new("seed", "1", "Seed of chance");

    public static IReadOnlyList<Method> Each { get; } =
    [
        new("concentration", "Concentration and harm", "Gini, generalised Gini, Lorenz curve, share of places with half of the crime")
        {
            Formula = "Σ(2i - n - 1)x/(nΣx); generalised max(1, n/c)(G - 1) + 1",
            Source = "Bernasco and Steenbeek (2017); Weisburd (2015)",
            NotFor = "map points as if they were streets",
            Input = "[id,]value: one row for each place, also those with 0",
            Output =
                "places,crimes (Lorenz curve, fullest places first, shares); about the whole: "
                + "gini,generalised_gini,share_25,share_50,share_80",
            Work = (question, _) =>
            {
                var found = Concentration.Of(question.Input().Values());
                return new Answer()
                    .Add("places", found.Lorenz.Select(l => l.Places))
                    .Add("crimes", found.Lorenz.Select(l => l.Crimes))
                    .Say("gini", found.Gini)
                    .Say("generalised_gini", found.GeneralisedGini)
                    .Say("share_25", found.Share25)
                    .Say("share_50", found.Share50)
                    .Say("share_80", found.Share80)
                    .Draw(Lorenz(found));
            },
        },
        new("harm", "Concentration and harm", "Counts weighed by harm, with weights from a file")
        {
            Formula = "Σ count × weight",
            Source = "Sherman, Neyroud and Neyroud (2016); ONS (2016)",
            NotFor = "what police work itself finds; a sum that one homicide decides (see without_largest)",
            Input = "[area,]type,value[,population]; --weights type,weight",
            Output = "area,total,per_1000,without_largest",
            Parameters = [Parameter.File("weights", "Weights by type")],
            Work = (question, _) =>
            {
                var (table, weights) = (question.Input(), question.Needed("weights"));
                var weight = weights
                    .Words("type", "offence", "category")
                    .Zip(weights.Numbers("weight", "days"))
                    .ToDictionary(w => w.First, w => w.Second);
                var (types, values) = (table.Words("type", "offence", "category"), table.Values());
                var people = table.Has("population", "pop") ? table.Population() : null;
                for (var i = 0; i < types.Length; i++)
                    if (!weight.ContainsKey(types[i]))
                        throw table.Bad(
                            i,
                            table.Has("type") ? "type"
                                : table.Has("offence") ? "offence"
                                : "category",
                            "has no weight"
                        );
                var areas = table.Has("area", "id") ? table.Words("area", "id") : [.. Enumerable.Repeat("all", types.Length)];
                var sums = Enumerable
                    .Range(0, types.Length)
                    .GroupBy(i => areas[i])
                    .Select(g =>
                        (g.Key, Sum: Harm.Of([.. g.Select(i => values[i])], [.. g.Select(i => weight[types[i]])], people?[g.First()]))
                    )
                    .ToArray();
                return new Answer()
                    .Add("area", sums.Select(s => s.Key))
                    .Add("total", sums.Select(s => s.Sum.Total))
                    .Add("per_1000", sums.Select(s => s.Sum.Per1000))
                    .Add("without_largest", sums.Select(s => s.Sum.WithoutLargest));
            },
        },
        new("wdd", "Effect", "Weighted displacement difference")
        {
            Formula = "(T1-T0) - (C1-C0) + (D1-D0) - (E1-E0); variance: the sum of all counts",
            Source = "Wheeler and Ratcliffe (2018)",
            NotFor = "areas picked for one bad month",
            Input =
                "treated_before,treated_after,control_before,control_after"
                + "[,around_before,around_after,around_control_before,around_control_after]",
            Output = "difference,se,z,p,low,high",
            Parameters = [new("confidence", "0.95", "Of the interval")],
            Work = (question, _) =>
            {
                var t = question.Input();
                (double, double)[] Of(string name) => [.. t.Numbers(name + "_before").Zip(t.Numbers(name + "_after"))];
                (double, double)[]? Perhaps(string name) => t.Has(name + "_before") ? Of(name) : null;
                var (treated, control, around, other) = (Of("treated"), Of("control"), Perhaps("around"), Perhaps("around_control"));
                var found = treated
                    .Select((v, i) => Effect.Wdd(v, control[i], around?[i], other?[i], question.Number("confidence")))
                    .ToArray();
                return new Answer()
                    .Add("difference", found.Select(f => f.Difference))
                    .Add("se", found.Select(f => f.StandardError))
                    .Add("z", found.Select(f => f.Z))
                    .Add("p", found.Select(f => f.P))
                    .Add("low", found.Select(f => f.Low))
                    .Add("high", found.Select(f => f.High));
            },
        },
        new("power", "Effect", "Power of a weighted displacement difference")
        {
            Formula = "P(|Z| > z) with Z of mean T·change/√(T(2 + change) + 2C)",
            Source = "Wheeler and Ratcliffe (2018)",
            NotFor = "a test after the fact",
            Input = "treated_before,control_before,change (-0.2 is a fall by a fifth)",
            Output = "treated_before,control_before,change,power",
            Parameters = [new("alpha", "0.05", "Two-sided level")],
            Work = (question, _) =>
            {
                var t = question.Input();
                var (a, b, c) = (t.Numbers("treated_before"), t.Numbers("control_before"), t.Numbers("change"));
                return new Answer()
                    .Add("treated_before", a)
                    .Add("control_before", b)
                    .Add("change", c)
                    .Add("power", a.Select((v, i) => Effect.Power(v, b[i], c[i], question.Number("alpha"))));
            },
        },
        new("matched-effect", "Effect", "Before and after against matched areas, with placebo areas and dates")
        {
            Formula =
                "(after - before) less the mean of the k areas whose path before was nearest; p: share of placebo areas as far from 0",
            Source = "Abadie, Diamond and Hainmueller (2010)",
            NotFor = "proof: places that were picked for a bad month fall by themselves",
            Input = "id,period,value, periods in the same order for every id",
            Output = "kind (effect, placebo area, placebo date),name,difference; about the whole: difference,ratio,placebo_p,controls",
            Parameters =
            [
                new("treated", null, "id of the treated area"),
                new("from", null, "First period of the operation"),
                new("controls", "5", "Areas to match"),
            ],
            Work = Matched,
        },
        new("accuracy", "Predictions", "Hit rate, PAI, PEI, RRI (both meanings), search efficiency")
        {
            Formula = "PAI = (n/N)/(a/A); PEI = n/n*; RRI: predicted/observed and (n2/n1)/(N2/N1); ties worst first",
            Source = "Chainey et al. (2008); Hunt (2016); Levine (2008); Wheeler and Steenbeek (2021)",
            NotFor = "comparing at unlike shares of area",
            Input = "[id,]predicted,observed[,area,before]",
            Output =
                "order,id,hits,hit_rate,area_share,pai,pei,rri_predicted_observed,rri_levine,search_efficiency (hits per unit of area)",
            Work = (question, _) =>
            {
                var t = question.Input();
                var ids = t.Ids();
                var found = HotspotAccuracy.Of(
                    t.Numbers("predicted", "pred", "prediction"),
                    t.Numbers("observed", "obs", "value", "count"),
                    t.Has("area") && t.Has("id") ? t.Numbers("area") : null,
                    t.Has("before") ? t.Numbers("before") : null
                );
                return new Answer()
                    .Add("order", Enumerable.Range(1, found.Count))
                    .Add("id", found.Select(r => ids[r.Place]))
                    .Add("hits", found.Select(r => r.Hits))
                    .Add("hit_rate", found.Select(r => r.HitRate))
                    .Add("area_share", found.Select(r => r.AreaShare))
                    .Add("pai", found.Select(r => r.Pai))
                    .Add("pei", found.Select(r => r.Pei))
                    .Add("rri_predicted_observed", found.Select(r => r.PredictedOverObserved))
                    .Add("rri_levine", found.Select(r => r.LevineRri))
                    .Add("search_efficiency", found.Select(r => r.SearchEfficiency));
            },
        },
        new("scores", "Predictions", "Brier score, log score and area under the curve of probabilities")
        {
            Formula = "mean (p-y)²; -mean log likelihood; ranks",
            Source = "Brier (1950); Good (1952); Hanley and McNeil (1982)",
            NotFor = "saying that a forecast is of use",
            Input = "probability,happened (0 or 1)",
            Output = "brier,log_score,auc",
            Work = (question, _) =>
            {
                var t = question.Input();
                var found = Scores.Of(t.Numbers("probability", "p", "predicted"), t.Numbers("happened", "y", "observed"));
                return new Answer().Say("brier", found.Brier).Say("log_score", found.LogScore).Say("auc", found.Auc);
            },
        },
        new("back-test", "Predictions", "Which method foretells next month's places, by type, or that none beats the count")
        {
            Formula =
                "PAI at a share of the cells, month by month, bootstrap intervals over months; a method is chosen when its lead "
                + "over the count is above 0 with its whole interval",
            Source = "Adepeju, Rosser and Cheng (2016)",
            NotFor = "months across a change of map points or of recording",
            Input = "x,y (or lon,lat),month (2024-01)[,type]",
            Output = "type,method,pai,pai_low,pai_high,lead,lead_low,lead_high,hit_rate,chosen",
            Parameters =
            [
                new("cell", "250", "Side of a cell, metres"),
                new("bandwidth", "500", "Of the density, metres"),
                new("share", "0.02", "Of the cells that are taken"),
                SurfaceInputs.GridParameters[1],
                Seed,
            ],
            Work = BackTested,
        },
    ];

    private static Chart Lorenz(ConcentrationResult found)
    {
        int[] hundred = [.. Enumerable.Range(0, 101)];
        double At(double places)
        {
            var k = Math.Max(1, found.Lorenz.TakeWhile(l => l.Places < places - 1e-12).Count());
            if (k >= found.Lorenz.Count)
                return 1;
            var (a, b) = (found.Lorenz[k - 1], found.Lorenz[k]);
            return a.Crimes + (b.Crimes - a.Crimes) * (places - a.Places) / (b.Places - a.Places);
        }
        return Chart.Of(
            "Lorenz curve: share of crimes by share of places, fullest places first",
            [.. hundred.Select(i => $"{i}%")],
            new("crimes", [.. hundred.Select(i => At(i / 100.0))], Colours.Blue),
            new("as if spread evenly", [.. hundred.Select(i => i / 100.0)], Colours.Middle, true)
        ) with
        {
            Unit = "share of crimes",
            Every = 10,
        };
    }

    private static Answer Matched(Question question, CancellationToken stop)
    {
        var t = question.Input();
        var (ids, periods, values) = (t.Words("id", "area"), t.Periods(), t.Values());
        var groups = Enumerable.Range(0, ids.Length).GroupBy(i => ids[i]).ToArray();
        var treated = Array.FindIndex(groups, g => g.Key == question.Word("treated"));
        if (treated < 0)
            throw new FormatException($"--treated must be an id of the file; '{question.Word("treated")}' is none.");
        var from = Array.FindIndex([.. groups[treated]], i => periods[i] == question.Word("from"));
        if (from < 0)
            throw new FormatException($"--from must be a period of the file; '{question.Word("from")}' is none.");
        var series = groups.Select(g => g.Select(i => values[i]).ToArray()).ToArray();
        var (found, dates) = (
            Effect.Matched(series, treated, from, question.Whole("controls")),
            Effect.PlaceboDates(series, treated, from, question.Whole("controls"))
        );
        var others = groups.Where((_, i) => i != treated).Select(g => g.Key).Take(found.PlaceboDifferences.Count).ToArray();
        return new Answer()
            .Add("kind", [.. (string[])["effect"], .. others.Select(_ => "placebo area"), .. dates.Select(_ => "placebo date")])
            .Add("name", [.. (string[])[groups[treated].Key], .. others, .. dates.Select(d => periods[groups[treated].ElementAt(d.From)])])
            .Add("difference", [.. (double[])[found.Difference], .. found.PlaceboDifferences, .. dates.Select(d => d.Difference)])
            .Say("difference", found.Difference)
            .Say("ratio", found.Ratio)
            .Say("placebo_p", found.PlaceboP)
            .Say("controls", string.Join(' ', found.Controls.Select(c => groups[c].Key)));
    }

    private static Answer BackTested(Question question, CancellationToken stop)
    {
        var points = question.Input().Points();
        var words = points.Table.Words("month", "period");
        var months = new int[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            if (
                words[i].Length < 7
                || !int.TryParse(words[i].AsSpan(0, 4), out var year)
                || !int.TryParse(words[i].AsSpan(5, 2), out var month)
            )
                throw points.Table.Bad(i, points.Table.Has("month") ? "month" : "period", "must be a month as 2024-01");
            months[i] = year * 12 + month;
        }
        var types = points.Table.Has("type", "crime_type", "category")
            ? points.Table.Words("type", "crime_type", "category")
            : [.. Enumerable.Repeat("all", words.Length)];
        var grid = SurfaceInputs.GridOf(question, points.X, points.Y, 0);
        var found = Enumerable
            .Range(0, words.Length)
            .GroupBy(i => types[i])
            .Select(g => (g.Key, Rows: g.ToArray()))
            .Select(g =>
                (
                    g.Key,
                    Verdict: HotspotBackTest.Of(
                        [.. g.Rows.Select(i => points.X[i])],
                        [.. g.Rows.Select(i => points.Y[i])],
                        [.. g.Rows.Select(i => months[i])],
                        grid,
                        question.Number("bandwidth"),
                        question.Number("share"),
                        question.Whole("seed"),
                        stop
                    )
                )
            )
            .SelectMany(g => g.Verdict.Methods.Select(m => (Type: g.Key, Method: m, Chosen: m.Name == g.Verdict.Choice)))
            .ToArray();
        return new Answer()
            .Add("type", found.Select(f => f.Type))
            .Add("method", found.Select(f => f.Method.Name))
            .Add("pai", found.Select(f => f.Method.Mean.Value))
            .Add("pai_low", found.Select(f => f.Method.Mean.Low))
            .Add("pai_high", found.Select(f => f.Method.Mean.High))
            .Add("lead", found.Select(f => f.Method.OverCount.Value))
            .Add("lead_low", found.Select(f => f.Method.OverCount.Low))
            .Add("lead_high", found.Select(f => f.Method.OverCount.High))
            .Add("hit_rate", found.Select(f => f.Method.HitRate))
            .Add("chosen", found.Select(f => f.Chosen));
    }
}
