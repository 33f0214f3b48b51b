namespace Fosse.Analysis.Tests;

public sealed class SpaceTimeScanTests
{
    private static (double[] X, double[] Y, double[] Days) Events(int n, long seed, int side = 6, int span = 12)
    {
        var chance = new Chance(seed);
        double[] Draw(int below) => [.. Enumerable.Range(0, n).Select(_ => (double)chance.Below(below))];
        return (Draw(side), Draw(side), Draw(span));
    }

    /// <summary>Every circle around every place, with the places as far off as its edge, and every window, one after another.</summary>
    private static double BruteForce(double[] x, double[] y, double[] days, SpaceTimeScanOptions options)
    {
        var (n, best, last, first) = (x.Length, 0.0, days.Max(), days.Min());
        var longest = options.LongestWindow ?? Math.Floor((last - first + 1) / 2);
        foreach (var (cx, cy) in x.Zip(y).Distinct())
        {
            double[] far = [.. x.Select((v, i) => Math.Sqrt((v - cx) * (v - cx) + (y[i] - cy) * (y[i] - cy)))];
            foreach (var r in far.Distinct().Where(r => r <= options.MostRadius))
            {
                var circle = Enumerable.Range(0, n).Where(i => far[i] <= r).ToArray();
                if (circle.Length > options.MostCases * n)
                    continue;
                for (var a = first; a <= last; a++)
                {
                    for (var b = options.Prospective ? last : a; b <= last; b++)
                    {
                        if (b - a + 1 > longest)
                            continue;
                        double c = circle.Count(i => days[i] >= a && days[i] <= b),
                            expected = circle.Length * (double)days.Count(d => d >= a && d <= b) / n;
                        if (c >= options.LeastCases && c > expected)
                            best = Math.Max(best, c * Math.Log(c / expected) + (c < n ? (n - c) * Math.Log((n - c) / (n - expected)) : 0));
                    }
                }
            }
        }
        return best;
    }

    [
        Theory,
        InlineData(false, .5, null, 1e9),
        InlineData(true, .5, null, 1e9),
        InlineData(false, .2, 3.0, 2.5),
        InlineData(true, 1, 4.0, 3)
    ]
    public void The_best_cylinder_is_the_best_of_all_looked_at_one_after_another(
        bool prospective,
        double share,
        double? window,
        double radius
    )
    {
        for (var seed = 0; seed < 12; seed++)
        {
            var (x, y, days) = Events(40, seed);
            var options = new SpaceTimeScanOptions(share, radius, window, Prospective: prospective, Simulations: 0);
            var found = SpaceTimeScan.Of(x, y, days, options);
            Near.One(BruteForce(x, y, days, options), found.Count == 0 ? 0 : found[0].LogLikelihoodRatio, 1e-10);
            foreach (var cluster in found)
            {
                Assert.All(
                    cluster.Events,
                    e =>
                        Assert.True(
                            Math.Sqrt(Math.Pow(x[e] - cluster.X, 2) + Math.Pow(y[e] - cluster.Y, 2)) <= cluster.Radius + 1e-9
                                && days[e] >= cluster.FromDay
                                && days[e] <= cluster.ToDay
                        )
                );
                Assert.Equal((cluster.Events.Count, cluster.CasesOfPlaces * cluster.CasesOfWindow / 40), (cluster.Cases, cluster.Expected));
                if (prospective)
                    Assert.Equal(days.Max(), cluster.ToDay);
            }
        }
    }

    [Fact]
    public void P_values_of_six_events_are_those_of_all_720_orders_of_their_times()
    {
        double[] x = [0, 0, 1, 5, 6, 9],
            y = [0, 0, 0, 5, 5, 1],
            days = [1, 2, 2, 7, 8, 4];
        var options = new SpaceTimeScanOptions(.5, Simulations: 9999);
        var found = SpaceTimeScan.Of(x, y, days, options)[0];
        static IEnumerable<int[]> Orders(int n) =>
            n == 0
                ?
                [
                    [],
                ]
                : Orders(n - 1).SelectMany(order => Enumerable.Range(0, n).Select(at => (int[])[.. order[..at], n - 1, .. order[at..]]));
        var all = Orders(6).Select(order => BruteForce(x, y, [.. order.Select(i => days[i])], options)).ToArray();
        var exact = all.Count(r => r >= found.LogLikelihoodRatio - 1e-9) / 720.0;
        Assert.InRange(exact, .01, .9);
        Assert.Equal(exact, found.P, 4 * Math.Sqrt(exact * (1 - exact) / 9999));
    }

    [Fact]
    public void An_outbreak_in_a_busy_town_is_found_where_and_when_it_was_and_the_busy_place_alone_is_not()
    {
        var chance = new Chance(7);
        var (x, y, days) = (new List<double>(), new List<double>(), new List<double>());
        void Happen(double px, double py, double day)
        {
            x.Add(px);
            y.Add(py);
            days.Add(day);
        }
        for (var i = 0; i < 300; i++)
            Happen(chance.Below(20) * 100, chance.Below(20) * 100, chance.Below(90));
        for (var i = 0; i < 150; i++)
            Happen(1500, 1500, chance.Below(90)); // busy at all times
        var before = SpaceTimeScan.Of([.. x], [.. y], [.. days], new(.2, 500, 14, Simulations: 199));
        for (var i = 0; i < 14; i++)
            Happen(300 + chance.Below(2) * 100, 400, 60 + chance.Below(7));
        var found = SpaceTimeScan.Of([.. x], [.. y], [.. days], new(.2, 500, 14, Simulations: 199))[0];
        Assert.True(before.Count == 0 || before[0].P > .05);
        Assert.Equal(.005, found.P, 1e-12);
        Assert.InRange(found.FromDay, 58, 62);
        Assert.InRange(Math.Abs(found.X - 350) + Math.Abs(found.Y - 400), 0, 200);
        // Looking only at what reaches the last day, what ended three weeks ago is no cluster any more.
        Assert.All(
            SpaceTimeScan.Of([.. x], [.. y], [.. days], new(.2, 500, 14, Prospective: true, Simulations: 199)),
            c => Assert.True(c.P > .01)
        );
    }

    [Fact]
    public void Steps_are_counted_back_from_the_last_day_and_shift_scale_and_repetition_change_nothing()
    {
        var (x, y, days) = Events(60, 3, 8, 40);
        var one = SpaceTimeScan.Of(x, y, days, new(Step: 7, Simulations: 99));
        var two = SpaceTimeScan.Of(
            [.. x.Select(v => v * 25 + 1e6)],
            [.. y.Select(v => v * 25 - 1e6)],
            [.. days.Select(d => d + 1000 + .75)],
            new(Step: 7, Simulations: 99)
        );
        Assert.Equal(
            one.Select(c => (c.LogLikelihoodRatio, c.P, c.FromDay + 1000)),
            two.Select(c => (c.LogLikelihoodRatio, c.P, c.FromDay))
        );
        Assert.All(one, c => Assert.Equal(0, (days.Max() - c.ToDay) % 7));
        Assert.All(one, c => Assert.Equal(6, (c.ToDay - c.FromDay) % 7));
        var weeks = days.Select(d => Math.Floor((days.Max() - d) / 7)).ToArray();
        Near.One(
            SpaceTimeScan.Of(x, y, [.. weeks.Select(w => -w)], new(Simulations: 0))[0].LogLikelihoodRatio,
            one[0].LogLikelihoodRatio,
            1e-12
        );
    }

    [Fact]
    public void Months_and_numbers_that_are_none_are_refused()
    {
        double[] four = [1, 2, 3, 4];
        Assert.Throws<NotSupportedForMonthlyData>(() => SpaceTimeScan.Of(four, four, [0, 31, 59, 90]));
        Assert.Equal(
            "days",
            Assert.Throws<ArgumentOutOfRangeException>(() => SpaceTimeScan.Of(four, four, [0, 1, 2, double.NaN])).ParamName
        );
        Assert.Equal("y", Assert.Throws<ArgumentException>(() => SpaceTimeScan.Of(four, [1], four)).ParamName);
        Assert.Equal(
            "options",
            Assert.Throws<ArgumentOutOfRangeException>(() => SpaceTimeScan.Of(four, four, four, new(MostCases: 0))).ParamName
        );
        Assert.Equal(
            "options",
            Assert.Throws<ArgumentOutOfRangeException>(() => SpaceTimeScan.Of(four, four, four, new(MostRadius: double.NaN))).ParamName
        );
        Assert.Empty(SpaceTimeScan.Of(four, four, [5, 5, 5, 5]));
    }
}
