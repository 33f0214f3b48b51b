namespace Fosse.Analysis.Tests;

/// <summary>The special functions, seen through what is public, and against closed forms.</summary>
public sealed class SpecialTests
{
    [Theory, InlineData(-1.1326, 52.615943), InlineData(-5.7, 50.1), InlineData(1.7, 52.6), InlineData(-1.2, 60.5), InlineData(-2, 49)]
    public void To_the_grid_and_back_is_where_one_was(double longitude, double latitude)
    {
        var grid = NationalGrid.FromGlobe(longitude, latitude);
        var back = NationalGrid.ToGlobe(grid.Easting, grid.Northing);
        // The published shift and its small-angle inverse do not cancel exactly: a few centimetres, as in PROJ.
        Assert.Equal(longitude, back.Longitude, 1e-6);
        Assert.Equal(latitude, back.Latitude, 1e-6);
    }

    [Fact]
    public void The_grid_agrees_with_PROJ_to_a_centimetre()
    {
        foreach (var point in Oracle.Json("geodesy/case01_helmert_bng.json").GetProperty("points").EnumerateArray())
        {
            var grid = NationalGrid.FromGlobe(point.GetProperty("lon").GetDouble(), point.GetProperty("lat").GetDouble());
            Near.One(point.GetProperty("easting").GetDouble(), grid.Easting, 0.001);
            Near.One(point.GetProperty("northing").GetDouble(), grid.Northing, 0.001);
        }
    }

    [Theory, InlineData(double.NaN, 52), InlineData(-1, double.PositiveInfinity), InlineData(-1, 91), InlineData(120, 52)]
    public void Places_far_away_are_refused_by_name(double longitude, double latitude)
    {
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => NationalGrid.FromGlobe(longitude, latitude));
        Assert.Contains(refused.ParamName, new[] { "longitude", "latitude" });
    }

    [Fact]
    public void A_degree_of_latitude_is_111_195_m_on_the_sphere_and_nothing_is_nothing()
    {
        Near.One(Distance.EarthRadius * Math.PI / 180, Distance.Haversine(-1, 52, -1, 53), 1e-6);
        Assert.Equal(0, Distance.Haversine(-1, 52, -1, 52));
        Near.One(Distance.EarthRadius * Math.PI, Distance.Haversine(0, 0, 180, 0), 1e-6);
    }
}

public sealed class DistributionTests
{
    [Fact]
    public void Closed_forms_come_back()
    {
        Near.One(1 - Math.Exp(-3), Special.GammaBelow(1, 3), relative: 1e-14);
        Near.One(Math.Exp(-50) * (1 + 50 + 1250), Special.PoissonBelow(2, 50), relative: 1e-13);
        Near.One(.3 * .3 * .3, Special.BinomialFrom(3, 3, .3), relative: 1e-14);
        Near.One(Math.Log(24), Special.LogFactorial(4), 1e-14);
        Near.One(.5 * Math.Log(Math.PI), Special.LogGamma(.5), 1e-14);
        Near.One(1 / 3.0, Special.NegativeBinomialBelow(0, 2, 1), 1e-14);
        Near.One(4.0 / 9, 1 - Special.NegativeBinomialBelow(1, 2, 1), 1e-14);
        // Tails of the normal: 1.96 and six sigma, from tables.
        Near.One(1.9599639845400545, Normal.Quantile(.975), 1e-14);
        Near.One(9.865876450376981e-10, Normal.Above(6), relative: 1e-12);
        Near.One(-6, Normal.Quantile(9.865876450376981e-10), 1e-10);
        Near.One(12.706204736432095, Normal.StudentTwoSided(.95, 1), 1e-9);
        Near.One(2.2281388519649385, Normal.StudentTwoSided(.95, 10), 1e-10);
    }

    [Theory, InlineData(.01), InlineData(.99), InlineData(.5)]
    public void Count_quantiles_are_the_first_that_reach_it(double p)
    {
        foreach (var mean in (double[])[.3, 4, 57, 900])
        {
            var k = Quantiles.Poisson(p, mean);
            Assert.True(Special.PoissonBelow(k, mean) >= p && (k == 0 || Special.PoissonBelow(k - 1, mean) < p));
            var n = Quantiles.NegativeBinomial(p, mean, 2.5);
            Assert.True(
                Special.NegativeBinomialBelow(n, mean, 2.5) >= p && (n == 0 || Special.NegativeBinomialBelow(n - 1, mean, 2.5) < p)
            );
        }
    }

    [Fact]
    public void Chance_has_the_moments_it_should_and_repeats_itself()
    {
        var chance = new Chance(7);
        Check(i => chance.Unit(), .5, 1 / 12.0);
        Check(i => chance.Below(6), 2.5, 35 / 12.0);
        Check(i => chance.NextNormal(), 0, 1);
        Check(i => chance.Gamma(.4), .4, .4);
        Check(i => chance.Gamma(7), 7, 7);
        Check(i => chance.Poisson(3.3), 3.3, 3.3);
        Check(i => chance.Poisson(250), 250, 250);
        Check(i => chance.Binomial(1000, .2), 200, 160);
        Assert.Equal(new Chance(5, 3).Bits(), new Chance(5, 3).Bits());
        Assert.NotEqual(new Chance(5, 3).Bits(), new Chance(5, 4).Bits());

        static void Check(Func<int, double> draw, double mean, double variance)
        {
            var values = Enumerable.Range(0, 100_000).Select(draw).ToArray();
            Assert.Equal(mean, values.Average(), 5 * Math.Sqrt(variance / values.Length));
            Assert.Equal(variance, values.Average(v => (v - mean) * (v - mean)), .05 * variance);
        }
    }
}
