namespace Fosse.Analysis.Tests;

public sealed class RepetitionTests
{
    [Fact]
    public void The_table_of_the_NearRepeat_package_comes_back_with_exact_moments()
    {
        var (data, expected) = (Oracle.Table("knox/case03_package_example_data.csv"), Oracle.Json("knox/case03_package_example.json"));
        var found = Knox.Of(
            data.Numbers("x"),
            data.Numbers("y"),
            data.Numbers("t"),
            [0, 100, double.PositiveInfinity],
            [0, 2, 4],
            999,
            1,
            Metric.Manhattan
        );
        for (var c = 0; c < 4; c++)
        {
            double Of(string name) => expected.GetProperty(name)[c / 2][c % 2].GetDouble();
            Assert.Equal(Of("observed"), found[c].Observed);
            Near.One(Of("exact_perm_mean"), found[c].Mean, 1e-9);
            Near.One(Of("exact_perm_var"), found[c].Variance, 1e-9);
            Near.One(Of("mean_sim"), found[c].SimulatedMean, 4 * Of("sd_sim") * Math.Sqrt(2 / 999.0));
            Near.One(Of("p_upper"), found[c].P, 6 * Math.Sqrt(Of("p_upper") * (1 - Of("p_upper")) / 999) + .001);
        }
    }

    [Fact]
    public void Months_are_refused_and_days_are_not()
    {
        double[] x = [1, 2, 3, 4],
            y = [1, 2, 3, 4];
        var refused = Assert.Throws<NotSupportedForMonthlyData>(() => Knox.Of(x, y, [0, 31, 59, 90], [0, 10], [0, 60], 0));
        Assert.Contains("months", refused.Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedForMonthlyData>(() => NearRepeats.Chains(x, y, [0, 31, 59, 90], 10, 60));
        Assert.Equal(3, Knox.Of(x, y, [0, 1, 2, 30], [0, 10], [0, 3], 0)[0].Observed);
        Assert.Equal("spans", Assert.Throws<ArgumentException>(() => Knox.Of(x, y, [0, 1, 2, 3], [0, 10], [3, 3], 0)).ParamName);
    }

    [Fact]
    public void Times_that_are_no_whole_days_count_the_same_as_whole_ones()
    {
        var chance = new Chance(1);
        double[] x = [.. Enumerable.Range(0, 80).Select(_ => chance.Unit() * 100)],
            y = [.. Enumerable.Range(0, 80).Select(_ => chance.Unit() * 100)],
            t = [.. Enumerable.Range(0, 80).Select(_ => (double)chance.Below(50))];
        var whole = Knox.Of(x, y, t, [0, 20, 40], [0, 7, 14], 50);
        var halves = Knox.Of(x, y, [.. t.Select(v => v / 2)], [0, 20, 40], [0, 3.5, 7], 50);
        Assert.Equal(whole.Select(c => (c.Observed, c.P)), halves.Select(c => (c.Observed, c.P)));
        Near.All([.. whole.Select(c => c.Variance)], [.. halves.Select(c => c.Variance)], 1e-9);
    }

    [Theory, InlineData(1, 365), InlineData(1, 40_000), InlineData(.37, 365)]
    public void Shuffles_counted_many_at_once_are_those_counted_one_by_one(double step, int days)
    {
        var chance = new Chance(4);
        var (x, y, t) = (new double[400], new double[400], new double[400]);
        for (var i = 0; i < x.Length; i++)
            (x[i], y[i], t[i]) = (chance.Unit() * 900, chance.Unit() * 900, step * Math.Floor(chance.Unit() * days));
        foreach (
            double[] spans in new double[][] { [0, 7, 14], [.5, 3, 4, 5.5, 9, 12, 40, 60, 90.25, 200, double.PositiveInfinity], [0, 1e9] }
        )
        {
            var (pairs, times) = (KnoxPairs.Of(x, y, [0, 1, 50, 120, 400], Metric.Euclidean), new KnoxTimes(t, spans));
            var drawn = new KnoxDraws(pairs, times).Of(19, 8, default);
            for (var r = 0; r < drawn.Length; r++)
            {
                var ranks = (int[])times.Ranks.Clone();
                new Chance(8, r).Shuffle<int>(ranks);
                Assert.Equal(pairs.Count(times, ranks), drawn[r]);
            }
        }
    }

    [Fact]
    public void Chains_link_what_is_near_in_both()
    {
        var found = NearRepeats.Chains([0, 50, 100, 5000, 0], [0, 0, 0, 0, 0], [3, 1, 5, 2, 400], 60, 7);
        Assert.Equal([0, 0, 0, -1, -1], found.Chain);
        Assert.Equal([2, 1, 3, 0, 0], found.Position);
        Assert.Equal([3], found.Sizes);
    }

    [Fact]
    public void Prospective_weights_by_hand()
    {
        Assert.Equal(1 / (2 * 3.0), NearRepeats.Prospective([0], [0], [50], [0], [0], 14, 50)[0], 1e-12);
        Assert.Equal(0, NearRepeats.Prospective([0], [0], [400], [0], [0], 14, 50)[0]);
        Assert.Equal(0, NearRepeats.Prospective([0], [0], [50], [0], [14], 14, 50)[0]);
        Assert.Equal(1 / (2 * 2.0), NearRepeats.Prospective([10], [10], [60], [70], [0], 13, 50, whole: true)[0], 1e-12);
    }

    [Fact]
    public void Excitation_that_was_put_in_is_found_and_none_is_not()
    {
        var chance = new Chance(11);
        var (days, cells, calm) = (new List<double>(), new List<int>(), new List<double>());
        for (var c = 0; c < 200; c++)
        {
            var open = new Stack<double>();
            for (var k = chance.Poisson(8); k > 0; k--)
                open.Push(chance.Unit() * 365);
            while (open.TryPop(out var at))
            {
                days.Add(at);
                cells.Add(c);
                calm.Add(chance.Unit() * 365);
                for (var k = chance.Poisson(.4); k > 0; k--)
                    if (at - Math.Log(chance.Unit()) * 5 is var next && next < 365)
                        open.Push(next);
            }
        }
        var found = SelfExciting.Fit([.. days], [.. cells], 365, 200);
        Assert.InRange(found.Theta, .3, .5);
        Assert.InRange(found.Omega, .13, .3);
        Assert.InRange(found.Theta, found.ThetaLow, found.ThetaHigh);
        Assert.InRange(SelfExciting.Fit([.. calm], [.. cells], 365, 200).Theta, 0, .2);
        // Two places by hand: one event a day ago.
        Near.One(
            (.8 / 10 / (2 * Math.PI * 100 * 100) + .2 * .1 * Math.Exp(-.1) / (2 * Math.PI * 50 * 50)),
            SelfExciting.Intensity([0], [0], [0], [0], [9], 10, .2, .1, 50, 100, .8)[0],
            relative: 1e-12
        );
    }
}
