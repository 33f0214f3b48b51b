using System.Globalization;

namespace Fosse.Analysis.Tests;

public sealed class PlacesTests
{
    [Fact]
    public void Covering_reaches_the_proved_optimum_and_says_how_far_off_it_could_be()
    {
        var (demand, sites) = (Oracle.Table("mclp/case02_demand.csv"), Oracle.Table("mclp/case02_sites.csv"));
        foreach (var result in Oracle.Json("mclp/case02_expected.json").GetProperty("results").EnumerateObject())
        {
            var (reach, p) = (
                double.Parse(result.Name[1..4], CultureInfo.InvariantCulture),
                int.Parse(result.Name[6..], CultureInfo.InvariantCulture)
            );
            var found = Covering.Choose(
                demand.Numbers("x"),
                demand.Numbers("y"),
                demand.Numbers("w"),
                sites.Numbers("x"),
                sites.Numbers("y"),
                reach,
                p
            );
            Assert.Equal(result.Value.GetProperty("greedy").GetDouble(), found.Greedy);
            Assert.Equal(result.Value.GetProperty("optimal").GetDouble(), found.Covered);
            Assert.InRange(found.Gap, 0, .03);
        }
    }

    [Fact]
    public void A_camera_sees_to_the_first_wall()
    {
        Assert.Equal(Math.PI * 100, Isovist.Of(0, 0, [], 10).Area, 1e-9);
        Assert.Equal(Math.PI * 25, Isovist.Of(7, 7, [], 10, 45, 90).Area, 1e-9);
        Wall[] room = [new(-2, -3, 5, -3), new(5, -3, 5, 4), new(5, 4, -2, 4), new(-2, 4, -2, -3)];
        Assert.Equal(49, Isovist.Of(0, 0, room, 100).Area, 1e-9);
        Assert.Equal(49, Isovist.Of(0, 0, [.. room, new(-50, -60, 50, -60)], 100).Area, 1e-9);
        // A wall in front hides the strip behind it: the sector of half angle atan(1/2) beyond it is lost.
        var half = Math.Atan(.5);
        Assert.Equal(Math.PI * 100 - (half * 100 - 2), Isovist.Of(0, 0, [new(2, -1, 2, 1)], 10).Area, 1e-9);
        // Looking north, a wall to the east hides nothing.
        Assert.Equal(Math.PI * 25, Isovist.Of(0, 0, [new(2, -1, 2, 1)], 10, 0, 90).Area, 1e-9);
    }

    [Fact]
    public void A_plan_of_few_stops_is_the_best_of_all_orders_and_longer_ones_keep_within_the_shift()
    {
        double[] x = [0, 1000, 2000, 3000, 0],
            y = [1000, 0, 0, 0, 5000],
            reward = [5, 3, 4, 6, 20];
        var plan = Patrol.Plan(x, y, reward, (0, 0), 75, dwell: 15, metresAMinute: 400);
        Assert.True(plan.Exact);
        Assert.InRange(plan.Minutes[0], 0, 75);
        Assert.Equal(28, plan.Reward); // the far one, with the first two on the way there and back: 72.7 minutes
        var chance = new Chance(1);
        double[] many(int scale) => [.. Enumerable.Range(0, 40).Select(_ => chance.Unit() * scale)];
        var (mx, my, mr) = (many(5000), many(5000), many(10));
        var teams = Patrol.Plan(mx, my, mr, (2500, 2500), 120, 3, rounds: 200);
        Assert.All(teams.Minutes, m => Assert.InRange(m, 0, 120 + 1e-6));
        Assert.Equal(teams.Routes.Sum(r => r.Count), teams.Routes.SelectMany(r => r).Distinct().Count());
        Assert.Equal(teams.Routes.SelectMany(r => r), Patrol.Plan(mx, my, mr, (2500, 2500), 120, 3, rounds: 200).Routes.SelectMany(r => r));
        Assert.Equal(0, Patrol.Plan([1e6], [0], [5], (0, 0), 60).Reward);
    }

    [Fact]
    public void A_lone_suppressed_cell_is_given_away_and_protected_ones_are_not()
    {
        double[,] table =
        {
            { 2, 20, 30 },
            { 15, 40, 25 },
            { 60, 10, 35 },
        };
        var alone = new bool[3, 3];
        alone[0, 0] = true;
        var given = Suppression.Audit(table, alone)[0];
        Assert.Equal((2, 2), (given.Low, given.High));
        var safe = Suppression.Protect(table, 5);
        Assert.True(safe.Safe && safe.Cells.Count >= 4);
        Assert.All(safe.Cells.Where(c => c.Primary), c => Assert.True(c.High - c.Low >= 5));
        // Four cells in a rectangle: 2 can grow by what its row and column neighbours hold, the lesser of 20 and 15.
        var square = new bool[3, 3];
        square[0, 0] = square[0, 1] = square[1, 0] = square[1, 1] = true;
        var bounds = Suppression.Audit(table, square)[0];
        Assert.Equal((0, 17), (bounds.Low, bounds.High));
        Assert.Empty(
            Suppression
                .Protect(
                    new double[,]
                    {
                        { 9, 8 },
                        { 7, 0 },
                    },
                    5
                )
                .Cells
        );
    }

    [Fact]
    public void Rounding_and_noise_are_as_published()
    {
        foreach (var pair in Oracle.Json("privacy/case02_rounding.json").GetProperty("base5").EnumerateObject())
        {
            Assert.Equal(pair.Value.GetInt64(), Noise.Rounded(long.Parse(pair.Name, CultureInfo.InvariantCulture)));
        }
        var oracle = Oracle.Json("privacy/case03_discrete_laplace.json");
        foreach (var epsilon in oracle.GetProperty("pmf").EnumerateObject())
        {
            var e = double.Parse(epsilon.Name, CultureInfo.InvariantCulture);
            foreach (var k in epsilon.Value.EnumerateObject())
                Near.One(
                    k.Value.GetDouble(),
                    Noise.LaplaceProbability(long.Parse(k.Name, CultureInfo.InvariantCulture), e),
                    relative: 1e-6
                );
            var drawn = Noise.Laplace(200_000, e, seed: 3);
            var variance = oracle.GetProperty("var").GetProperty(epsilon.Name).GetDouble();
            Near.One(variance, drawn.Average(v => (double)v * v), relative: .02);
        }
        Assert.NotEqual(Noise.Laplace(50, .1), Noise.Laplace(50, .1));
    }

    [Fact]
    public void Differences_and_snapping()
    {
        var found = Differencing.Find(["a", "a", "b"], ["x", null, "y"], [10, 2, 5], 5);
        Assert.Equal([("a", "x", 2.0)], found);
        Assert.Equal([(2, 5.0)], Noise.Snap([0], [0], [1, 2, 3], [0, 0, 4], [3, 7, 8]));
        Assert.Equal(0, Noise.Snap([0], [0], [1], [0], [0])[0].Anchor);
    }

    [Fact]
    public void Aoristic_weights_are_those_of_the_hours_also_across_clock_changes()
    {
        foreach (var one in Oracle.Json("aoristic/case02_tiny.json").EnumerateArray())
        {
            DateTime At(string name) => DateTime.Parse(one.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
            var weights = Aoristic.Weights(At("start"), At("end"))!;
            var expected = new double[Aoristic.Hours];
            foreach (var bin in one.GetProperty("nonzero").EnumerateObject())
            {
                var parts = bin.Name.Split('_').Select(p => int.Parse(p, CultureInfo.InvariantCulture)).ToArray();
                expected[parts[0] * 24 + parts[1]] = bin.Value.GetDouble();
            }
            Near.All(expected, weights, 1e-9);
        }
        var london = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
        var spring = Aoristic.Weights(new(2024, 3, 31, 0, 30, 0), new(2024, 3, 31, 3, 30, 0), london)!;
        Near.All([.25, 0, .5, .25], spring[144..148], 1e-12);
        Assert.Equal(2 / 3.0, Aoristic.Weights(new(2024, 10, 27, 1, 0, 0), new(2024, 10, 27, 3, 0, 0), london)![145], 1e-12);
        Assert.Null(Aoristic.Weights(new(2024, 1, 1), new(2024, 1, 9)));
    }

    [Fact]
    public void A_span_that_ends_earlier_by_the_clock_because_it_went_back_is_taken()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
        var (from, to) = (new DateTime(2026, 10, 25, 1, 30, 0), new DateTime(2026, 10, 25, 1, 15, 0));
        Assert.True(Aoristic.InOrder(from, to, zone));
        Assert.False(Aoristic.InOrder(from, to, null));
        Assert.False(Aoristic.InOrder(from.AddDays(1), to.AddDays(1), zone));
        Assert.False(Aoristic.InOrder(from.AddHours(2), to, zone)); // after the hour that comes twice it is over
        var weights = Aoristic.Weights(from, to, zone)!;
        Near.One(1, weights[6 * 24 + 1], 1e-12); // all 45 minutes lie in the hour from one on Sunday
        Near.One(1, weights.Sum(), 1e-12);
        var across = Aoristic.Weights(new(2026, 10, 25, 0, 30, 0), new(2026, 10, 25, 2, 30, 0), zone)!;
        Near.One(2 / 3.0, across[6 * 24 + 1], 1e-12);
    }
}
