using System.Globalization;
using Fosse.Analysis;

namespace Fosse.Cli.Analyse.Methods;

/// <summary>Risk terrain modelling.</summary>
internal static class RiskTerrainMethods
{
    public static IReadOnlyList<Method> Each { get; } =
    [
        new("rtm", "Predictions", "Risk terrain: which features of places go with events, and a score by cell")
        {
            Formula =
                "each factor near (d <= metres) or dense (density above mean + 2 sd) at 1 to 3 block lengths; penalised Poisson "
                + "(elastic net, cross-validation), then stepwise by BIC, Poisson or negative binomial; relative risk value = "
                + "exp(b); score = expected/least expected",
            Source = "Caplan and Kennedy (2010); Kennedy, Caplan and Piza (2011); Friedman, Hastie and Tibshirani (2010) for the penalty",
            NotFor =
                "features of people; causes; p-values: none are given, after such a choice they are not valid; sending officers "
                + "without a back-test against the count; cells below 250 m on open data",
            Input = "events x,y (or lon,lat)[,weight (whole)]; --factors factor,x,y; --boundary x,y (corners of the outline in order)",
            Output =
                "cells: x,y,count,expected,score (1: least); with --show factors: factor,measure (proximity or "
                + "density),metres,penalised (coefficient),kept,coefficient,relative_risk; about the whole: "
                + "model,theta,bic_poisson,bic_negative_binomial,lambda,kept, caution",
            Parameters =
            [
                Parameter.File("factors", "Features: a name of the kind and a place in each row"),
                new("block", "100", "Length of a block, metres"),
                new("extents", "1,2,3", "Distances in blocks"),
                new("cell", "100", "Side of a cell, metres (half a block to a block)"),
                SurfaceInputs.GridParameters[1],
                Parameter.File("boundary", "Corners of the study area"),
                new("density-sd", "2", "Standard deviations above the mean that are dense"),
                new("alpha", "0.5", "Mix of the elastic net: 1 lasso"),
                new("folds", "10", "Of the cross-validation"),
                new("seed", "1", "Seed of chance"),
                Parameter.Flag("aggravating-only", "Keep only what raises the risk"),
                Parameter.Flag("one-se", "The largest penalty within a standard error of the best"),
                Parameter.OneOf("show", "cells", "Which table", "cells", "factors"),
            ],
            Work = Work,
        },
    ];

    private static Answer Work(Question question, CancellationToken stop)
    {
        var (events, features) = (question.Input().Points(), question.Needed("factors").Points());
        var names = features.Table.Words("factor", "kind", "name", "type");
        var grid =
            question.File("boundary") is { } outline && !question.Has("extent")
                ? SurfaceInputs.GridOf(question, outline.Points().X, outline.Points().Y, 0)
                : SurfaceInputs.GridOf(question, events.X, events.Y, 0);
        var inside = question.File("boundary") is { } ring ? SurfaceInputs.Inside(grid, ring.Points()) : null;
        int[] cells = [.. Enumerable.Range(0, grid.Count).Where(i => inside?[i] ?? true)];
        var all = grid.CountPoints(events.X, events.Y, events.Weights());
        var block = question.Number("block");
        double[] distances = [.. question.Numbers("extents").Select(e => e * block)],
            counts = [.. cells.Select(i => all[i])];
        var variables = Enumerable
            .Range(0, names.Length)
            .GroupBy(i => names[i])
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .SelectMany(g =>
                RiskVariable.Of(
                    g.Key,
                    [.. g.Select(i => features.X[i])],
                    [.. g.Select(i => features.Y[i])],
                    grid,
                    cells,
                    distances,
                    question.Number("density-sd")
                )
            )
            .ToArray();
        var found = RiskTerrain.Of(
            counts,
            variables,
            new(
                question.Number("alpha"),
                question.Whole("folds"),
                question.Whole("seed"),
                question.Flag("aggravating-only"),
                question.Flag("one-se")
            ),
            stop
        );
        var answer = question.Word("show") == "factors" ? Factors(found, variables) : Cells(found, grid, cells, counts);
        return answer
            .Say("model", found.NegativeBinomial ? "negative binomial" : "Poisson")
            .Say("theta", found.Theta)
            .Say("bic_poisson", found.PoissonBic)
            .Say("bic_negative_binomial", found.NegativeBinomialBic)
            .Say("lambda", found.Lambda)
            .Say(
                "kept",
                found.Terms.Count == 0
                    ? "none: no factor tells where events are"
                    : string.Join(
                        "; ",
                        found.Terms.Select(t =>
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{t.Variable.Factor} {Word(t.Variable)} {t.Variable.Metres:0.##} m: {t.RelativeRisk:0.###}"
                            )
                        )
                    )
            )
            .Say("caution", RiskTerrainResult.Caution);
    }

    private static string Word(RiskVariable variable) => variable.Measure == RiskMeasure.Proximity ? "proximity" : "density";

    private static Answer Cells(RiskTerrainResult found, Grid grid, int[] cells, double[] counts)
    {
        var surface = Enumerable.Repeat(double.NaN, grid.Count).ToArray();
        for (var k = 0; k < cells.Length; k++)
            surface[cells[k]] = found.Score[k];
        return new Answer()
            .Add("x", cells.Select(i => grid.CentreX(i % grid.Columns)))
            .Add("y", cells.Select(i => grid.CentreY(i / grid.Columns)))
            .Add("count", counts)
            .Add("expected", found.Expected)
            .Add("score", found.Score)
            .On(new(grid, surface, "risk, in times of the least") { NoValue = "outside the study area" });
    }

    private static Answer Factors(RiskTerrainResult found, RiskVariable[] variables)
    {
        var kept = variables.Select(v => found.Terms.FirstOrDefault(t => t.Variable == v)).ToArray();
        return new Answer()
            .Add("factor", variables.Select(v => v.Factor))
            .Add("measure", variables.Select(Word))
            .Add("metres", variables.Select(v => v.Metres))
            .Add("penalised", found.Penalised)
            .Add("kept", kept.Select(t => t is not null))
            .Add("coefficient", kept.Select(t => t?.Coefficient ?? double.NaN))
            .Add("relative_risk", kept.Select(t => t?.RelativeRisk ?? double.NaN));
    }
}
