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
        foreach (var (name, kernel) in new[] { ("uniform", Kernel.Uniform), ("triweight", Kernel.Triweight), ("epanechnikov", Kernel.Epanechnikov) })
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
        foreach (var (grid, h) in new[] { (Grid.Of(200, 300, 37, 10, 9), 150.0), (Grid.Of(400, 400, 5, 3, 130), 90), (Grid.Of(0, 0, 20, 4, 4), 700), (Grid.Of(-300, -300, 2, 3, 130), 900), (Grid.Of(990, 995, 2, 3, 130), 900) })
        {
            var surface = Kde.Over(x, y, grid, h, kernel);
            for (var i = 0; i < grid.Count; i++)
            {
                var (cx, cy) = (grid.CentreX(i % grid.Columns), grid.CentreY(i / grid.Columns));
                var sum = x.Select((v, k) => Kde.Shape(kernel, ((v - cx) * (v - cx) + (y[k] - cy) * (y[k] - cy)) / (h * h))).Sum() * Kde.Constant(kernel) / (h * h);
                Near.One(sum, surface[i], 1e-18, 1e-9);
            }
        }
    }

    private static (double[] X, double[] Y) Points(int n, long seed = 1)
    {
        var chance = new Chance(seed);
        return ([.. Enumerable.Range(0, n).Select(_ => Math.Round(chance.Unit() * 1000, 1))], [.. Enumerable.Range(0, n).Select(_ => Math.Round(chance.Unit() * 1000, 1))]);
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
        double[] x = [.. Enumerable.Range(0, 2500).Select(i => i % 50 * 20 + 10.0)], y = [.. Enumerable.Range(0, 2500).Select(i => i / 50 * 20 + 10.0)];
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
        double[] dx = [.. x.Select(v => v / 10), 900, 950], dy = [.. y.Select(v => v / 10), 900, 850];
        var grid = Grid.Of(-500, -500, 20, 100, 100);
        var (adaptive, plain) = (KdeEdges.Adaptive(dx, dy, grid, 60), Kde.Over(dx, dy, grid, 60, Kernel.Gaussian));
        Assert.True(adaptive[grid.Index(50, 50)] > plain[grid.Index(50, 50)] && adaptive[grid.Index(900, 900)] < plain[grid.Index(900, 900)]);
        Near.One(302, adaptive.Sum() * 400, relative: .01);
        var (risk, p) = KdeEdges.RelativeRisk(x, y, x, y, Grid.Of(0, 0, 100, 10, 10), 200, relabellings: 19);
        Assert.All(risk, v => Assert.Equal(0, v, 1e-9));
        Assert.All(p, v => Assert.InRange(v, .05, 1));
    }

    [Fact]
    public void Bandwidths_do_not_collapse_on_stacked_points()
    {
        var (x, y) = Points(150);
        double[] snapX = [.. x.Select(v => Math.Round(v / 100) * 100)], snapY = [.. y.Select(v => Math.Round(v / 100) * 100)];
        var found = Bandwidths.Of([.. snapX, .. snapX], [.. snapY, .. snapY]);
        Assert.Equal(200, found.LowerBound, 1e-9);
        Assert.True(found.Chosen >= 200);
        Assert.InRange(Bandwidths.Of(x, y).Scott, 100, 150);
    }

    [Fact]
    public void Cells_are_half_open()
    {
        var oracle = Oracle.Json("grid_count/case02_edges.json");
        var grid = Grid.Of(0, 0, 1, 3, 3);
        var points = oracle.GetProperty("points").EnumerateArray().Select(p => p.Numbers()).ToArray();
        var cells = oracle.GetProperty("expected").EnumerateArray().Select(p => p.Numbers()).ToArray();
        for (var i = 0; i < points.Length; i++) Assert.Equal(((long)cells[i][0], (long)cells[i][1]), grid.CellOf(points[i][0], points[i][1]));
        Assert.Equal([3, 1, 0, 0, 1, 0, 0, 0, 1], grid.CountPoints([.. points.Select(p => p[0])], [.. points.Select(p => p[1])]));
    }
}
