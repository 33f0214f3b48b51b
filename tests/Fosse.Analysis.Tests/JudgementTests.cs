namespace Fosse.Analysis.Tests;

public sealed class JudgementTests
{
    [Fact]
    public void Concentration_by_hand()
    {
        Assert.Equal(0, Concentration.Of([5, 5, 5]).Gini, 1e-12);
        var one = Concentration.Of([0, 0, 0, 10]);
        Assert.Equal((.75, .25), (one.Gini, one.Share50));
        // One crime each at 2 of 10 places: as even as can be, and the generalised Gini says so.
        var sparse = Concentration.Of([1, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
        Assert.Equal(.8, sparse.Gini, 1e-12);
        Assert.Equal(0, sparse.GeneralisedGini, 1e-12);
        Assert.Equal((.1, .5), sparse.Lorenz[1]);
        Assert.Equal("counts", Assert.Throws<ArgumentException>(() => Concentration.Of([0, 0])).ParamName);
    }

    [Fact]
    public void Harm_adds_up()
    {
        var oracle = Oracle.Json("harm/case03_arithmetic.json");
        double[] Of(string name) => [.. oracle.GetProperty(name).EnumerateObject().Select(p => p.Value.GetDouble())];
        var sum = Harm.Of(Of("counts"), Of("weights"), oracle.GetProperty("population").GetDouble());
        Assert.Equal(
            (
                oracle.GetProperty("expected").GetProperty("total").GetDouble(),
                oracle.GetProperty("expected").GetProperty("per_1000").GetDouble()
            ),
            (sum.Total, sum.Per1000)
        );
        Assert.Equal(9225 - 5475, sum.WithoutLargest);
    }

    [Fact]
    public void The_example_of_ptools_comes_back()
    {
        var cells = Oracle.Json("accuracy/case02_input.json").GetProperty("cells").EnumerateArray().ToArray();
        double[] Of(string name) => [.. cells.Select(c => c.GetProperty(name).GetDouble())];
        var (expected, found) = (Oracle.Table("accuracy/case02_ptools_pai.csv"), HotspotAccuracy.Of(Of("pred"), Of("obs"), Of("area")));
        Near.All(expected.Numbers("PAI"), [.. found.Select(r => r.Pai)], 1e-9);
        Near.All(expected.Numbers("PEI"), [.. found.Select(r => r.Pei)], 1e-9);
        Near.All(expected.Numbers("RRI"), [.. found.Select(r => r.PredictedOverObserved)], 1e-9);
        Near.All(expected.Numbers("PCumCount"), [.. found.Select(r => r.HitRate)], 1e-9);
        Assert.Equal(1, HotspotAccuracy.Of([1, 2], [3, 4], null, [3, 4])[1].LevineRri, 1e-12);
    }

    [Fact]
    public void Scores_by_hand()
    {
        var scores = Scores.Of([.9, .4, .4], [1, 0, 1]);
        Assert.Equal((.01 + .16 + .36) / 3, scores.Brier, 1e-12);
        Assert.Equal(-(Math.Log(.9) + Math.Log(.6) + Math.Log(.4)) / 3, scores.LogScore, 1e-12);
        Assert.Equal(.75, scores.Auc, 1e-12);
        Assert.Equal((2 - 3 * Math.Log(2) + Math.Log(6)), Scores.PoissonLog([2], [3]), 1e-12);
        Assert.Equal("probability", Assert.Throws<ArgumentOutOfRangeException>(() => Scores.Of([1.2], [1])).ParamName);
    }

    [Fact]
    public void The_displacement_difference_of_Wheeler_and_Ratcliffe()
    {
        var found = Effect.Wdd((50, 30), (60, 55), (20, 20), (20, 20));
        Assert.Equal((-15, Math.Sqrt(275)), (found.Difference, found.StandardError));
        Assert.Equal(-15 / Math.Sqrt(275), found.Z, 1e-12);
        Assert.Equal(.05, Effect.Power(100, 100, 0), 1e-12);
        Assert.True(Effect.Power(1000, 1000, -.2) > .9 && Effect.Power(20, 20, -.2) < .2);
        Assert.Equal(0, Effect.Wdd((0, 0), (0, 0)).Z);
    }

    [Fact]
    public void A_fall_in_one_area_alone_stands_out_among_placebos()
    {
        var chance = new Chance(1);
        var series = Enumerable
            .Range(0, 30)
            .Select(a => Enumerable.Range(0, 24).Select(t => chance.Poisson(20) - (a == 4 && t >= 12 ? 12.0 : 0)).ToArray())
            .ToArray();
        var found = Effect.Matched(series, 4, 12);
        Assert.InRange(found.Difference, -16, -8);
        Assert.Equal(1 / 30.0, found.PlaceboP, 1e-12);
        Assert.All(Effect.PlaceboDates(series, 4, 12), placebo => Assert.True(Math.Abs(placebo.Difference) < 8));
    }

    [Fact]
    public void Where_crime_stays_put_none_beats_the_count()
    {
        var chance = new Chance(6);
        double[] x = new double[3000],
            y = new double[3000];
        var month = new int[3000];
        for (var i = 0; i < 3000; i++)
            (x[i], y[i], month[i]) = (chance.Below(3) * 500 + chance.Below(250), chance.Below(3) * 500 + chance.Below(250), i % 30);
        var verdict = HotspotBackTest.Of(x, y, month, Grid.Of(0, 0, 250, 20, 20), 300);
        Assert.Equal(4, verdict.Methods.Count);
        Assert.True(verdict.NoneBeatsTheCount);
        Assert.All(verdict.Methods, m => Assert.InRange(m.Mean.Value, m.Mean.Low, m.Mean.High));
    }
}
