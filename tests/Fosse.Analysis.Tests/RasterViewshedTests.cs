namespace Fosse.Analysis.Tests;

public sealed class RasterViewshedTests
{
    private static readonly Grid Hundred = Grid.Of(450_000, 300_000, 10, 100, 100);

    private static double[] Heights(Grid grid, Func<int, int, double> of) =>
        [.. Enumerable.Range(0, grid.Count).Select(i => of(i % grid.Columns, i / grid.Columns))];

    /// <summary>The steepest slope on the way, from the crossings in the order in which they come and heights by the equation of the
    /// line.</summary>
    private static double Plainly(Grid grid, double[] z, int c0, int r0, int c1, int r1, double eye, double sinking)
    {
        double d = grid.Cell * Math.Sqrt(Math.Pow(c1 - c0, 2) + Math.Pow(r1 - r0, 2)),
            steepest = double.NegativeInfinity;
        var crossings = new List<double>();
        for (var c = Math.Min(c0, c1) + 1; c < Math.Max(c0, c1); c++)
            crossings.Add((c - c0) / (double)(c1 - c0));
        for (var r = Math.Min(r0, r1) + 1; r < Math.Max(r0, r1); r++)
            crossings.Add((r - r0) / (double)(r1 - r0));
        foreach (var t in crossings.Order())
        {
            double c = c0 + t * (c1 - c0),
                r = r0 + t * (r1 - r0);
            var (cw, rw) = (Math.Round(c), Math.Round(r));
            double At(double cc, double rr) => z[(int)rr * grid.Columns + (int)cc];
            var ground =
                Math.Abs(c - cw) < 1e-9
                    ? Math.Abs(r - rw) < 1e-9
                        ? At(cw, rw)
                        : At(cw, Math.Floor(r)) * (1 - (r - Math.Floor(r))) + At(cw, Math.Ceiling(r)) * (r - Math.Floor(r))
                    : At(Math.Floor(c), rw) * (1 - (c - Math.Floor(c))) + At(Math.Ceiling(c), rw) * (c - Math.Floor(c));
            steepest = Math.Max(steepest, (ground - sinking * Math.Pow(t * d, 2) - eye) / (t * d));
        }
        return Math.Max(0, steepest * d + eye - (z[r1 * grid.Columns + c1] - sinking * d * d));
    }

    [Theory, InlineData(1, false), InlineData(2, true)]
    public void On_rough_ground_every_cell_is_as_the_plain_sum_over_crossings_has_it(int seed, bool curvature)
    {
        var (grid, chance) = (Grid.Of(0, 0, 25, 41, 33), new Chance(seed));
        var z = Heights(grid, (_, _) => chance.Unit() * 30);
        foreach (var (c0, r0) in new[] { (20, 16), (0, 0), (40, 5) })
        {
            var found = RasterViewshed.Of(grid, z, grid.CentreX(c0), grid.CentreY(r0), 20, 3, curvature: curvature);
            var sinking = curvature ? .87 / (2 * RasterViewshed.EarthRadius) : 0;
            for (var i = 0; i < grid.Count; i++)
            {
                if (i == r0 * 41 + c0)
                    continue;
                var needed = Plainly(grid, z, c0, r0, i % 41, i / 41, z[r0 * 41 + c0] + 20, sinking);
                Near.One(needed, found.Needed[i], 1e-9);
                if (Math.Abs(needed - 3) > 1e-6)
                    Assert.Equal(needed < 3, found.Visible[i]);
            }
            Assert.InRange(found.Visible.Count(v => v), grid.Count / 20, grid.Count * 19 / 20);
        }
    }

    [Fact]
    public void Behind_a_wall_the_shadow_rises_as_similar_triangles_have_it()
    {
        var z = Heights(Hundred, (c, _) => c == 30 ? 6 : 0);
        var found = RasterViewshed.Of(Hundred, z, Hundred.CentreX(10), Hundred.CentreY(50), 2);
        // Eye at 2 m, wall of 6 m after 20 cells: 4 m in 20 cells, so the line passes at 2 + 4·d/20.
        for (var c = 11; c <= 30; c++)
            Assert.True(found.Visible[5000 + c]);
        for (var c = 31; c < 100; c++)
        {
            Assert.False(found.Visible[5000 + c]);
            Near.One(2 + 4 * (c - 10) / 20.0, found.Needed[5000 + c], 1e-9);
        }
        Assert.All(
            RasterViewshed.Of(Hundred, z, Hundred.CentreX(10), Hundred.CentreY(50), 2, 21).Visible.Where((_, i) => i % 100 > 30),
            Assert.True
        );
        Assert.False(found.Visible[9999] || found.Visible[99]); // also aslant
        // From an eye above the wall the ground behind is seen from where the line over its edge comes down: 10 m to 6 m in 20 cells is 0 m
        // after 50, and there it grazes.
        var high = RasterViewshed.Of(Hundred, z, Hundred.CentreX(10), Hundred.CentreY(50), 10);
        Assert.False(high.Visible[5000 + 59]);
        Assert.True(high.Visible[5000 + 60] && high.Visible[5000 + 61]);
    }

    [Fact]
    public void A_ridge_hides_the_valley_behind_and_not_the_slope_beyond_it()
    {
        var z = Heights(
            Hundred,
            (_, r) =>
                r <= 50 ? r
                : r <= 70 ? 50 - 2 * (r - 50)
                : 10 + 4 * (r - 70)
        );
        var found = RasterViewshed.Of(Hundred, z, Hundred.CentreX(50), Hundred.CentreY(0), 10);
        // From 10 m over (10 + 40·d/50) at the ridge of 50 m: beyond, the line is at 10 + .8 r; the far slope reaches it at 10 + 4(r - 70)
        // = 10 + .8r, r = 87.5.
        for (var r = 1; r < 100; r++)
            Assert.Equal(r is <= 50 or >= 88, found.Visible[r * 100 + 50]);
        Assert.Equal(10 + .8 * 70 - 10, found.Needed[7050], 1e-9);
    }

    [Fact]
    public void Who_sees_is_seen()
    {
        var chance = new Chance(5);
        var grid = Grid.Of(0, 0, 5, 30, 30);
        var z = Heights(grid, (_, _) => chance.Unit() * 8);
        int[] some = [.. Enumerable.Range(0, 25).Select(_ => chance.Below(900))];
        var seen = some.Select(i => RasterViewshed.Of(grid, z, grid.CentreX(i % 30), grid.CentreY(i / 30), 4, 4).Visible).ToArray();
        for (var a = 0; a < some.Length; a++)
        for (var b = 0; b < some.Length; b++)
            Assert.Equal(seen[a][some[b]], seen[b][some[a]]);
        Assert.InRange(seen.Sum(s => some.Count(i => s[i])), 50, 600);
    }

    [Fact]
    public void The_earth_bends_away_only_when_it_is_asked_to()
    {
        var grid = Grid.Of(0, 0, 100, 400, 1);
        var flat = RasterViewshed.Of(grid, new double[400], 50, 50, 20);
        Assert.All(flat.Visible, Assert.True);
        var round = RasterViewshed.Of(grid, new double[400], 50, 50, 20, curvature: true, refraction: 0);
        // The horizon of an eye at 20 m lies at √(2·6,371,000·20) = 15,963 m; beyond it (d - 15,963)²/2R stay hidden.
        Assert.True(round.Visible[159] && !round.Visible[165]);
        Near.One(
            Math.Pow(30_000 - Math.Sqrt(2 * RasterViewshed.EarthRadius * 20), 2) / (2 * RasterViewshed.EarthRadius),
            round.Needed[300],
            .001
        );
        Assert.True(RasterViewshed.Of(grid, new double[400], 50, 50, 20, curvature: true).Visible[165]); // air bends light after it
    }

    [Fact]
    public void Range_view_and_gaps_limit_what_is_told()
    {
        var z = Heights(Hundred, (c, r) => c == 99 || (c, r) == (60, 50) ? double.NaN : 0);
        var found = RasterViewshed.Of(Hundred, z, 450_501, 300_502, 2, range: 200, azimuth: 90, fieldOfView: 90);
        Assert.Equal((50, 50), (found.Column, found.Row));
        Assert.True(found.Visible[5070] && double.IsNaN(found.Needed[5071]) && !found.Visible[5071]);
        Assert.True(
            found.Visible[5560] && double.IsNaN(found.Needed[6150]) && double.IsNaN(found.Needed[5040]) && double.IsNaN(found.Needed[5060])
        );
        Assert.True(found.Visible[5061]); // behind the gap
        Assert.Equal("x", Assert.Throws<ArgumentOutOfRangeException>(() => RasterViewshed.Of(Hundred, z, 0, 0)).ParamName);
        Assert.Equal("heights", Assert.Throws<ArgumentException>(() => RasterViewshed.Of(Hundred, z, 450_995, 300_005)).ParamName);
        Assert.Equal("heights", Assert.Throws<ArgumentException>(() => RasterViewshed.Of(Hundred, [1], 450_005, 300_005)).ParamName);
        Assert.Equal(
            "range",
            Assert.Throws<ArgumentOutOfRangeException>(() => RasterViewshed.Of(Hundred, z, 450_005, 300_005, range: double.NaN)).ParamName
        );
    }
}
