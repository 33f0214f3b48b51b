namespace Fosse.Analysis.Tests;

public sealed class RiskTerrainTests
{
    private static (double[] Y, bool[][] X) Cells()
    {
        int[] all = [.. Enumerable.Range(0, 400)];
        bool[][] x =
        [
            [.. all.Select(i => i * 7 % 5 == 0)],
            [.. all.Select(i => i * 13 % 7 < 2)],
            [.. all.Select(i => i * i % 11 < 3)],
            [.. all.Select(i => i / 20 % 2 == 0)],
        ];
        return ([.. all.Select(i => Math.Floor(i * 7919 % 101 / 101.0 * (1 + (x[0][i] ? 2 : 0) + (x[1][i] ? 3 : 0)) * 1.6))], x);
    }

    [Fact]
    public void Penalised_coefficients_are_those_of_glmnet()
    {
        var (y, x) = Cells();
        Assert.Equal(525, y.Sum());
        var patterns = CountPatterns.Find(y, x).Patterns;
        Assert.Equal(16, patterns.Cells.Length);
        Near.One(2.110736895, PenalisedPoisson.Lambdas(patterns.Columns, patterns.Cells, patterns.Events, .5)[0], relative: 1e-8);
        // glmnet 4.1, thresh 1e-14: level and coefficients under five penalties.
        double[][] expected =
        [
            [-0.3663634828, 0.5249897808, 1.1963322104, 0, 0],
            [-0.5467910194, 0.6913273629, 1.4106202182, 0, 0],
            [-0.6205983135, 0.7515487421, 1.4949047679, 0, 0],
            [-0.647039693799, 0.768771950970, 1.520144869214, 0.007841428406, 0.003964199329],
            [-0.66283928545, 0.77649197989, 1.53173905915, 0.01519982476, 0.01099234269],
        ];
        var path = PenalisedPoisson.Path(patterns.Columns, patterns.Cells, patterns.Events, [.3, .1, .03, .01, .001], .5);
        for (var l = 0; l < 5; l++)
            Near.All(expected[l], path[l], 1e-6);
        Near.All(
            [-0.5139916001, 0.6412623270, 1.3841583664, 0, 0],
            PenalisedPoisson.Path(patterns.Columns, patterns.Cells, patterns.Events, [.3, .1], 1)[1],
            1e-6
        );
    }

    [Fact]
    public void Nothing_nearby_costs_less_than_the_penalised_coefficients()
    {
        var (y, x) = Cells();
        var patterns = CountPatterns.Find(y, x).Patterns;
        foreach (var (lambda, notNegative) in new[] { (.05, false), (.002, false), (.002, true) })
        {
            bool[][] opposed = notNegative
                ?
                [
                    [.. x[0].Select(v => !v)],
                    x[1],
                ]
                : x;
            var p = CountPatterns.Find(y, opposed).Patterns;
            var best = PenalisedPoisson.Path(p.Columns, p.Cells, p.Events, [.5, lambda], .5, notNegative)[1];
            double Cost(double[] b) =>
                Enumerable.Range(0, 400).Sum(i => Math.Exp(Eta(b, i)) - y[i] * Eta(b, i)) / 400
                + lambda
                    * opposed
                        .Select((c, v) => (Share: c.Average(s => s ? 1.0 : 0), B: b[v + 1]))
                        .Sum(v => v.B * Math.Sqrt(v.Share * (1 - v.Share)) is var s ? .5 * Math.Abs(s) + .25 * s * s : 0);
            double Eta(double[] b, int i) => b[0] + opposed.Select((c, v) => c[i] ? b[v + 1] : 0).Sum();
            var least = Cost(best);
            for (var v = 0; v < best.Length; v++)
            {
                foreach (var step in new[] { -1e-3, 1e-3 })
                {
                    double[] moved = [.. best];
                    moved[v] += step;
                    if (!notNegative || v == 0 || moved[v] >= 0)
                        Assert.True(Cost(moved) >= least - 1e-12);
                }
            }
            if (notNegative)
                Assert.Equal(0, best[1]);
        }
    }

    [Fact]
    public void Unpenalised_models_and_their_BIC_are_those_of_R()
    {
        var (y, x) = Cells();
        var patterns = CountPatterns.Find(y, x[..2]).Patterns;
        var (poisson, negative) = (PatternFit.Of(patterns, false)!, PatternFit.Of(patterns, true)!);
        Near.All([-0.654312121026, 0.777704568589, 1.532881636058], poisson.Coefficients, 1e-9);
        Near.One(1089.359754764733, poisson.Bic(400), relative: 1e-10);
        Near.All([-0.726567988469, 0.921486813637, 1.601312727640], negative.Coefficients, 1e-6); // MASS 7.3 glm.nb
        Near.One(4.405351111802, negative.Theta, relative: 1e-5);
        Near.One(1076.450850607217, negative.Bic(400), relative: 1e-8);
        // A variable with no events on one side has no most likely coefficient, and one that another makes up has many.
        Assert.Null(
            PatternFit.Of(
                CountPatterns
                    .Find(
                        y,
                        [
                            [.. y.Select(v => v == 0)],
                        ]
                    )
                    .Patterns,
                false
            )
        );
        Assert.Null(PatternFit.Of(CountPatterns.Find(y, [x[0], [.. x[0].Select(v => !v)]]).Patterns, false));
        Near.One(poisson.LogLikelihood, PatternFit.Of(CountPatterns.Find(y, x).Patterns.By([0, 1]), false)!.LogLikelihood, 1e-9);
    }

    [Theory, InlineData(double.PositiveInfinity), InlineData(1.5)]
    public void What_was_put_in_is_found_and_what_was_not_is_left_out(double theta)
    {
        var (chance, grid) = (new Chance(21), Grid.Of(450_000, 300_000, 100, 60, 60));
        double[] Draw(int many, double from) => [.. Enumerable.Range(0, many).Select(_ => from + chance.Unit() * 6000)];
        (double[] X, double[] Y) bars = (Draw(40, 450_000), Draw(40, 300_000)),
            stops = (Draw(60, 450_000), Draw(60, 300_000)),
            trees = (Draw(50, 450_000), Draw(50, 300_000));
        int[] cells = [.. Enumerable.Range(0, grid.Count)];
        RiskVariable[] variables =
        [
            .. RiskVariable.Of("bars", bars.X, bars.Y, grid, cells, [100, 200, 300]),
            .. RiskVariable.Of("stops", stops.X, stops.Y, grid, cells, [100, 200, 300]),
            .. RiskVariable.Of("trees", trees.X, trees.Y, grid, cells, [100, 200, 300]),
        ];
        var (near, dense) = (
            variables.Single(v => v is { Factor: "bars", Measure: RiskMeasure.Proximity, Metres: 200 }),
            variables.Single(v => v is { Factor: "stops", Measure: RiskMeasure.Density, Metres: 300 })
        );
        double[] counts =
        [
            .. cells
                .Select(i => .3 * (near.Cells[i] ? 4 : 1) * (dense.Cells[i] ? 3 : 1))
                .Select(mean => (double)chance.Poisson(double.IsInfinity(theta) ? mean : mean * chance.Gamma(theta) / theta)),
        ];
        var found = RiskTerrain.Of(counts, variables);
        // Where counts vary more, 200 m and 300 m may be taken for one another.
        Assert.Equal(
            [("bars", RiskMeasure.Proximity), ("stops", RiskMeasure.Density)],
            found.Terms.Select(t => (t.Variable.Factor, t.Variable.Measure))
        );
        if (double.IsInfinity(theta))
            Assert.Equal([near, dense], found.Terms.Select(t => t.Variable));
        Assert.InRange(found.Terms[0].RelativeRisk, 3.5, 4.6);
        Assert.InRange(found.Terms[1].RelativeRisk, 2.3, 3.6);
        Assert.Equal(!double.IsInfinity(theta), found.NegativeBinomial);
        Near.One(counts.Sum(), found.Expected.Sum(), relative: double.IsInfinity(theta) ? 1e-6 : .05);
        Assert.Equal(1, found.Score.Min());
        Near.One(found.Terms[0].RelativeRisk * found.Terms[1].RelativeRisk, found.Score.Max(), relative: 1e-12);
        var again = RiskTerrain.Of(counts, variables);
        Assert.Equal(found.Score, again.Score);
        Assert.Equal((found.Lambda, found.NegativeBinomialBic), (again.Lambda, again.NegativeBinomialBic));
        // Dealt otherwise into folds, the penalty may be another, and what stays is the same here.
        Assert.Equal(found.Terms.Select(t => t.Variable), RiskTerrain.Of(counts, variables, new(Seed: 5)).Terms.Select(t => t.Variable));
        Assert.Empty(RiskTerrain.Of([.. cells.Select(_ => (double)chance.Poisson(.5))], variables, new(OneStandardError: true)).Terms);
    }

    [Fact]
    public void One_variable_of_a_factor_stays_even_where_two_would_fit_better()
    {
        var chance = new Chance(8);
        RiskVariable near = new("bar", RiskMeasure.Proximity, 100, [.. Enumerable.Range(0, 2000).Select(i => i % 10 == 0)]),
            wide = new("bar", RiskMeasure.Proximity, 300, [.. Enumerable.Range(0, 2000).Select(i => i % 10 < 4)]),
            other = new("stop", RiskMeasure.Density, 100, [.. Enumerable.Range(0, 2000).Select(i => i % 7 == 0)]);
        double[] counts =
        [
            .. Enumerable
                .Range(0, 2000)
                .Select(i => (double)chance.Poisson(.4 * (near.Cells[i] ? 4 : 1) * (wide.Cells[i] ? 3 : 1) * (other.Cells[i] ? 2 : 1))),
        ];
        Assert.Equal(["bar", "stop"], RiskTerrain.Of(counts, [near, wide, other]).Terms.Select(t => t.Variable.Factor).Order());
        Assert.Equal(3, RiskTerrain.Of(counts, [near, wide with { Factor = "club" }, other]).Terms.Count);
        // What keeps events away stays only where it may.
        var away = other with
        {
            Cells = [.. other.Cells.Select(c => !c)],
        };
        Assert.Contains(RiskTerrain.Of(counts, [near, away]).Terms, t => t.RelativeRisk < 1);
        Assert.DoesNotContain(RiskTerrain.Of(counts, [near, away], new(AggravatingOnly: true)).Terms, t => t.RelativeRisk < 1);
    }

    [Fact]
    public void Near_and_dense_by_hand()
    {
        var grid = Grid.Of(0, 0, 10, 10, 1);
        int[] cells = [.. Enumerable.Range(0, 10)];
        var found = RiskVariable.Of("lamp", [35, 35, 36], [5, 5, 5], grid, cells, [10, 1000]);
        Assert.Equal([2, 3, 4], cells.Where(i => found[0].Cells[i])); // the middle of cell 2 is 10 m away: in it
        Assert.Equal((RiskMeasure.Density, 10.0), (found[1].Measure, found[1].Metres));
        Assert.Equal([3], cells.Where(i => found[1].Cells[i]));
        Assert.DoesNotContain(found, v => v is { Metres: 1000, Measure: RiskMeasure.Proximity }); // all cells: tells nothing apart
    }

    [Fact]
    public void Risk_terrains_without_events_or_variables_are_refused()
    {
        RiskVariable[] one = [new("bar", RiskMeasure.Proximity, 100, [.. Enumerable.Range(0, 40).Select(i => i % 3 == 0)])];
        Assert.Equal("counts", Assert.Throws<ArgumentException>(() => RiskTerrain.Of(new double[40], one)).ParamName);
        Assert.Equal("counts", Assert.Throws<ArgumentException>(() => RiskTerrain.Of([.. Enumerable.Repeat(.5, 40)], one)).ParamName);
        Assert.Equal("counts", Assert.Throws<ArgumentException>(() => RiskTerrain.Of([1, 2], one)).ParamName);
        Assert.Equal("variables", Assert.Throws<ArgumentException>(() => RiskTerrain.Of([.. Enumerable.Repeat(1.0, 40)], [])).ParamName);
        Assert.Equal("variables", Assert.Throws<ArgumentException>(() => RiskTerrain.Of([.. Enumerable.Repeat(1.0, 50)], one)).ParamName);
        Assert.Empty(RiskTerrain.Of([.. Enumerable.Repeat(1.0, 40)], one).Terms);
        Assert.Equal(
            "x",
            Assert.Throws<ArgumentException>(() => RiskVariable.Of("bar", [], [], Grid.Of(0, 0, 1, 2, 2), [0, 1], [5])).ParamName
        );
        Assert.Contains("not valid", RiskTerrainResult.Caution, StringComparison.Ordinal);
    }
}
