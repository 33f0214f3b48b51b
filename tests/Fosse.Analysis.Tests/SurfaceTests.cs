namespace Fosse.Analysis.Tests;

public sealed class SurfaceTests
{
    [Fact]
    public void The_tiny_quartic_surface_and_its_siblings_come_back()
    {
        var points = Oracle.Table("kde/case01_quartic_tiny/points.csv");
        var (x, y, w) = (points.Numbers("x"), points.Numbers("y"), points.Numbers("w"));
        var expected = Oracle.Table("kde/case01_quartic_tiny/expected.csv");
        var (ex, ey) = (expected.Numbers("x"), expected.Numbers("y"));
        Near.All(expected.Numbers("density"), Kde.At(ex, ey, x, y, 3), 1e-18, 1e-9);
        Near.All(expected.Numbers("density_weighted"), Kde.At(ex, ey, x, y, 3, weights: w), 1e-18, 1e-9);
        var grid = Grid.Of(0, 0, 1, (long)(ex.Max() + .5), (long)(ey.Max() + .5));
        var surface = Kde.Over(x, y, grid, 3, weights: w);
        Near.All(expected.Numbers("density_weighted"), [.. ex.Select((v, i) => surface[grid.Index(v, ey[i])])], 1e-18, 1e-9);
        var others = Oracle.Table("kde/case01_quartic_tiny/expected_other_kernels.csv");
        foreach (
            var (name, kernel) in new[]
            {
                ("uniform", Kernel.Uniform),
                ("triweight", Kernel.Triweight),
                ("epanechnikov", Kernel.Epanechnikov),
            }
        )
        {
            Near.All(others.Numbers(name), Kde.At(others.Numbers("x"), others.Numbers("y"), x, y, 3, kernel), 1e-18, 1e-9);
        }
    }

    [Theory, InlineData(Kernel.Quartic), InlineData(Kernel.Gaussian), InlineData(Kernel.Epanechnikov), InlineData(Kernel.Triweight)]
    public void A_surface_holds_every_event_once_where_scaled_quartics_hold_seven(Kernel kernel)
    {
        var (x, y) = Points(500);
        var grid = Grid.Covering(x, y, 25, kernel == Kernel.Gaussian ? 2600 : 300);
        Near.One(500, Kde.Over(x, y, grid, 300, kernel).Sum() * 25 * 25, relative: 2e-3);
    }

    [Theory, InlineData(Kernel.Quartic), InlineData(Kernel.Gaussian), InlineData(Kernel.Uniform)]
    public void The_stamped_grid_is_the_plain_sum_also_from_far_outside_and_with_wide_kernels(Kernel kernel)
    {
        var (x, y) = Points(200);
        foreach (
            var (grid, h) in new[]
            {
                (Grid.Of(200, 300, 37, 10, 9), 150.0),
                (Grid.Of(400, 400, 5, 3, 130), 90),
                (Grid.Of(0, 0, 20, 4, 4), 700),
                (Grid.Of(-300, -300, 2, 3, 130), 900),
                (Grid.Of(990, 995, 2, 3, 130), 900),
            }
        )
        {
            var surface = Kde.Over(x, y, grid, h, kernel);
            for (var i = 0; i < grid.Count; i++)
            {
                var (cx, cy) = (grid.CentreX(i % grid.Columns), grid.CentreY(i / grid.Columns));
                var sum =
                    x.Select((v, k) => Kde.Shape(kernel, ((v - cx) * (v - cx) + (y[k] - cy) * (y[k] - cy)) / (h * h))).Sum()
                    * Kde.Constant(kernel)
                    / (h * h);
                Near.One(sum, surface[i], 1e-18, 1e-9);
            }
        }
    }

    private static (double[] X, double[] Y) Points(int n, long seed = 1)
    {
        var chance = new Chance(seed);
        return (
            [.. Enumerable.Range(0, n).Select(_ => Math.Round(chance.Unit() * 1000, 1))],
            [.. Enumerable.Range(0, n).Select(_ => Math.Round(chance.Unit() * 1000, 1))]
        );
    }

    [Fact]
    public void A_month_taken_away_is_a_month_that_never_was_and_weights_are_points()
    {
        var ((x, y), (x2, y2), grid) = (Points(300), Points(100, 2), Grid.Of(0, 0, 50, 20, 20));
        var surface = Kde.Over([.. x, .. x2], [.. y, .. y2], grid, 120);
        Kde.Add(surface, x2, y2, grid, 120, factor: -1);
        Near.All(Kde.Over(x, y, grid, 120), surface, 1e-16);
        Near.All(Kde.Over(x, y, grid, 120, weights: [.. x.Select(_ => 2.0)]), Kde.Over([.. x, .. x], [.. y, .. y], grid, 120), 1e-16);
        Assert.All(Kde.Over([], [], grid, 10), v => Assert.Equal(0, v));
        var far = Kde.Over([.. x.Select(v => v + 1e9)], [.. y.Select(v => v - 1e9)], Grid.Of(1e9, -1e9, 50, 20, 20), 120);
        Near.All(Kde.Over(x, y, grid, 120), far, 1e-11);
        Assert.Equal("bandwidth", Assert.Throws<ArgumentOutOfRangeException>(() => Kde.Over(x, y, grid, double.NaN)).ParamName);
        Assert.Equal("y", Assert.Throws<ArgumentOutOfRangeException>(() => Kde.Over([1], [double.PositiveInfinity], grid, 1)).ParamName);
    }

    [Fact]
    public void Corrected_edges_give_an_even_county_an_even_surface()
    {
        var grid = Grid.Of(0, 0, 20, 50, 50);
        double[] x = [.. Enumerable.Range(0, 2500).Select(i => i % 50 * 20 + 10.0)],
            y = [.. Enumerable.Range(0, 2500).Select(i => i / 50 * 20 + 10.0)];
        var inside = Enumerable.Repeat(true, 2500).ToArray();
        var plain = Kde.Over(x, y, grid, 200);
        Assert.True(plain[0] < .4 * plain[25 * 50 + 25]);
        Assert.All(KdeEdges.Over(x, y, grid, inside, 200, EdgeCorrection.Uniform), v => Assert.Equal(1 / 400.0, v, 1e-6));
        Near.One(2500, KdeEdges.Over(x, y, grid, inside, 200, EdgeCorrection.JonesDiggle).Sum() * 400, relative: 1e-3);
    }

    [Fact]
    public void Own_bandwidths_are_wider_where_points_are_few_and_the_same_kind_is_no_riskier_than_itself()
    {
        var (x, y) = Points(300);
        double[] dx = [.. x.Select(v => v / 10), 900, 950],
            dy = [.. y.Select(v => v / 10), 900, 850];
        var grid = Grid.Of(-500, -500, 20, 100, 100);
        var (adaptive, plain) = (KdeEdges.Adaptive(dx, dy, grid, 60), Kde.Over(dx, dy, grid, 60, Kernel.Gaussian));
        Assert.True(
            adaptive[grid.Index(50, 50)] > plain[grid.Index(50, 50)] && adaptive[grid.Index(900, 900)] < plain[grid.Index(900, 900)]
        );
        Near.One(302, adaptive.Sum() * 400, relative: .01);
        var (risk, p) = KdeEdges.RelativeRisk(x, y, x, y, Grid.Of(0, 0, 100, 10, 10), 200, relabellings: 19);
        Assert.All(risk, v => Assert.Equal(0, v, 1e-9));
        Assert.All(p, v => Assert.InRange(v, .05, 1));
    }

    [Fact]
    public void Bandwidths_do_not_collapse_on_stacked_points()
    {
        var (x, y) = Points(150);
        double[] snapX = [.. x.Select(v => Math.Round(v / 100) * 100)],
            snapY = [.. y.Select(v => Math.Round(v / 100) * 100)];
        var found = Bandwidths.Of([.. snapX, .. snapX], [.. snapY, .. snapY]);
        Assert.Equal(200, found.LowerBound, 1e-9);
        Assert.True(found.Chosen >= 200);
        Assert.InRange(Bandwidths.Of(x, y).Scott, 100, 150);
    }

    // Bandwidths of bw.diggle of R's spatstat.explore 3.0.6 with 20,000 steps of r up to hmax 150, in a square from 0 to 1,000 and the
    // spread.
    [Theory]
    [InlineData(60, 61, PairEdges.Isotropic, 29.10145507)]
    // by the plain sum over all pairs in R; spatstat itself looks no further than 132.2 here
    [InlineData(60, 61, PairEdges.Translate, 144.542381328)]
    [InlineData(60, 61, PairEdges.None, 144.5472274)]
    [InlineData(144, 101, PairEdges.Isotropic, 36.01680084)]
    [InlineData(144, 101, PairEdges.Translate, 34.86174309)]
    [InlineData(60, 101, PairEdges.None, 140.9020451)]
    public void The_bandwidth_of_least_error_is_that_of_the_reference_program(int n, int spread, PairEdges edges, double expected)
    {
        long[] all = [.. Enumerable.Range(0, n).Select(i => (long)i)];
        double[] x = [.. all.Select(i => i * 5 % 6 * 200.0 + i * i * 37 % spread)],
            y = [.. all.Select(i => i * 7 / 5 % 6 * 200.0 + (i * i * i * 11 + i * 5) % spread)];
        var found = BermanDiggle.Of(x, y, (0, 0, 1000 + spread, 1000 + spread), edges, 150);
        Near.One(expected, found.Sigma, .1);
        Assert.False(found.AtEnd);
        var shifted = BermanDiggle.Of(
            [.. x.Select(v => 10 * v + 3e5)],
            [.. y.Select(v => 10 * v)],
            (3e5, 0, 3e5 + 1e4 + 10 * spread, 1e4 + 10 * spread),
            edges,
            1500
        );
        Near.One(10 * found.Sigma, shifted.Sigma, 1e-6);
    }

    [Fact]
    public void The_bandwidth_of_least_error_collapses_on_stacked_points_and_what_is_chosen_does_not()
    {
        var (x, y) = Points(300);
        double[] snapX = [.. x.Select(v => Math.Round(v / 100) * 100)],
            snapY = [.. y.Select(v => Math.Round(v / 100) * 100)];
        var found = BermanDiggle.Of(snapX, snapY);
        Assert.True(found.Sigma < 10);
        Assert.Equal((200, 200), (found.LowerBound, found.Chosen));
        Assert.Equal(found.LowerBound, Bandwidths.Of(snapX, snapY).LowerBound);
        Assert.True(BermanDiggle.Of(x, y, largest: 5).AtEnd);
        Assert.Equal("rectangle", Assert.Throws<ArgumentException>(() => BermanDiggle.Of(x, y, (100, 0, 1000, 1000))).ParamName);
        Assert.Equal("x", Assert.Throws<ArgumentException>(() => BermanDiggle.Of([1, 1, 2], [1, 1, 2])).ParamName);
    }

    [
        Theory,
        InlineData(5, 9, 9, 9, 9, 1),
        InlineData(5, 0, 9, 9, 9, .5),
        InlineData(5, 0, 9, 0, 9, .25),
        InlineData(2, 1, 9, 9, 9, 2.0 / 3),
        InlineData(5, 3, 9, 4, 9, .5)
    ]
    public void The_share_of_a_circle_within_a_rectangle_by_hand(
        double d,
        double west,
        double east,
        double south,
        double north,
        double share
    )
    {
        // 3 and 4 from two sides: the circle of 5 goes through the corner, and acos .6 + acos .8 is a right angle.
        Near.One(share, BermanDiggle.Share(d, west, east, south, north), 1e-12);
        var inside = Enumerable
            .Range(0, 100_000)
            .Count(i =>
                Math.SinCos((i + .5) * Math.PI / 50_000) is var (s, c)
                && d * c <= east
                && d * c >= -west
                && d * s <= north
                && d * s >= -south
            );
        Near.One(inside / 1e5, BermanDiggle.Share(d, west, east, south, north), 1e-4);
    }

    [Fact]
    public void Cells_are_half_open()
    {
        var oracle = Oracle.Json("grid_count/case02_edges.json");
        var grid = Grid.Of(0, 0, 1, 3, 3);
        var points = oracle.GetProperty("points").EnumerateArray().Select(p => p.Numbers()).ToArray();
        var cells = oracle.GetProperty("expected").EnumerateArray().Select(p => p.Numbers()).ToArray();
        for (var i = 0; i < points.Length; i++)
            Assert.Equal(((long)cells[i][0], (long)cells[i][1]), grid.CellOf(points[i][0], points[i][1]));
        Assert.Equal([3, 1, 0, 0, 1, 0, 0, 0, 1], grid.CountPoints([.. points.Select(p => p[0])], [.. points.Select(p => p[1])]));
    }
}
