namespace Fosse.Analysis.Tests;

public sealed class RateFamilyTests
{
    [Fact]
    public void Wilson_and_exact_shares_are_Newcombes_printed_ones()
    {
        // Newcombe (1998), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29; methods 3 and 5.
        Close(.2553, .3662, Proportions.Wilson(81, 263));
        Close(.0624, .1605, Proportions.Wilson(15, 148));
        Close(0, .1611, Proportions.Wilson(0, 20));
        Close(.0061, .1718, Proportions.Wilson(1, 29));
        Close(.2527, .3676, Proportions.Exact(81, 263));
        Close(.0578, .1617, Proportions.Exact(15, 148));
        Close(0, .1684, Proportions.Exact(0, 20));
        Close(.0009, .1776, Proportions.Exact(1, 29));

        static void Close(double low, double high, Rate rate)
        {
            Assert.Equal(low, rate.Low, 6e-5);
            Assert.Equal(high, rate.High, 6e-5);
        }
    }

    [Theory, InlineData(0, 5), InlineData(5, 5), InlineData(3, 10), InlineData(400, 1000)]
    public void The_other_part_has_the_mirrored_interval(long count, long of)
    {
        var (rate, other) = (Proportions.Wilson(count, of), Proportions.Wilson(of - count, of));
        Assert.Equal(1 - rate.Low, other.High, 1e-12);
        Assert.Equal(1 - rate.High, other.Low, 1e-12);
    }

    [Fact]
    public void Two_periods_by_hand()
    {
        // 2 before and 8 after, equal time: binomial tails of (10, 1/2): P(X >= 8) = 56/1024.
        var test = PeriodTest.Of(2, 1, 8, 1);
        Assert.Equal(112 / 1024.0, test.Exact, 1e-12);
        Assert.Equal(112 / 1024.0, test.Central, 1e-12);
        Assert.Equal(2 * (56 - 45 / 2.0) / 1024, test.MidP, 1e-12);
        Assert.Equal(2 * (Math.Sqrt(8) - Math.Sqrt(2)) / Math.Sqrt(2), test.SquareRootZ, 1e-12);
        Assert.Equal((1, 1, 1), (PeriodTest.Of(0, 1, 0, 1).Exact, PeriodTest.Of(0, 1, 0, 1).ETest, PeriodTest.Of(5, 1, 5, 1).ETest));
        // R: poisson.test(c(11, 6 + 8 + 7), c(800, 1083 + 1050 + 878)), p = 0.07967.
        Assert.Equal(0.07967, PeriodTest.Of(11, 800, 21, 3011).Exact, 5e-6);
    }

    [Theory, InlineData(3, 7, 1), InlineData(0, 4, 1), InlineData(12, 20, 2), InlineData(30, 10, .5)]
    public void The_E_test_equals_its_double_sum(long a, long b, double exposure)
    {
        var rate = (a + b) / (1 + exposure);
        double Z(int i, int j) => i + j == 0 ? 0 : (i - j / exposure) / Math.Sqrt(i + j / exposure / exposure);
        double sum = 0,
            seen = Math.Abs(Z((int)a, (int)b));
        for (var i = 0; i < 200; i++)
        for (var j = 0; j < 200; j++)
            if (Math.Abs(Z(i, j)) >= seen - 1e-12)
                sum += Special.Poisson(i, rate) * Special.Poisson(j, rate * exposure);
        Assert.Equal(sum, PeriodTest.Of(a, 1, b, exposure).ETest, 1e-12);
    }

    [Fact]
    public void Many_events_take_no_longer_than_a_moment() => Assert.InRange(PeriodTest.Of(100_000, 1, 100_948, 1).ETest, .033, .036);

    [Fact]
    public void Funnel_limits_are_where_the_Poisson_reaches_them_and_narrow_with_size()
    {
        var funnel = Funnel.Of([10, 100, 1000], [100, 1000, 10000]);
        Assert.Equal(100, funnel.Target, 1e-9);
        Assert.True(funnel.Places[0].High95 > funnel.Places[1].High95 && funnel.Places[1].High95 > funnel.Places[2].High95);
        // E = 10: P(X <= 16) = 0.972958, P(X <= 17) = 0.985722: the limit lies (0.985722 - 0.975)/(0.985722 - 0.972958) below 17.
        Assert.Equal((17 - (.985722 - .975) / (.985722 - .972958)) * 10, funnel.Places[0].High95, .001);
        Assert.All(funnel.Places, place => Assert.Equal("inside", place.Position));
        Assert.Equal("high 99.8%", Funnel.Of([40, 100, 1000], [100, 1000, 10000], target: 100).Places[0].Position);
        Assert.Equal(0, Funnel.Of([0, 0], [5, 6]).Places[1].High998);
    }

    [Fact]
    public void The_standardised_rate_of_one_group_is_its_rate_and_a_common_factor_of_the_standard_changes_nothing()
    {
        var one = Standardised.Direct([50], [1000], [7]);
        var plain = Rates.Per(50, 1000);
        Near.All([plain.Value, plain.Low, plain.High], [one.Value, one.Low, one.High], relative: 1e-12);
        var (a, b) = (
            Standardised.Direct([5, 9, 30], [100, 300, 500], [2, 3, 4]),
            Standardised.Direct([5, 9, 30], [100, 300, 500], [20, 30, 40])
        );
        Near.All([a.Value, a.Low, a.High], [b.Value, b.Low, b.High], relative: 1e-12);
        Assert.Equal(1000 * (2 * .05 + 3 * .03 + 4 * .06) / 9, a.Value, 1e-12);
    }

    [Fact]
    public void Marshalls_Auckland_comes_back()
    {
        var table = Oracle.Table("eb_rates/case02_auckland_marshall1991/expected.csv");
        var (counts, populations) = (table.Numbers("n"), table.Numbers("pop"));
        var marshall = EmpiricalBayes.Marshall(counts, populations);
        var expected = Oracle.Json("eb_rates/case02_auckland_marshall1991/params.json");
        Near.One(expected.GetProperty("a").GetDouble(), marshall.Variance, relative: 1e-8);
        Near.One(expected.GetProperty("b").GetDouble(), marshall.Mean, relative: 1e-8);
        Near.All(table.Numbers("EB_marshall_global"), marshall.Rates, relative: 1e-8);
        var neighbours = Neighbours("eb_rates/case02_auckland_marshall1991/neighbours.csv", counts.Length);
        Near.All(table.Numbers("EB_local"), EmpiricalBayes.MarshallLocal(counts, populations, neighbours), relative: 1e-8);
        var gamma = EmpiricalBayes.GammaPoisson(counts, populations);
        Near.One(expected.GetProperty("nu").GetDouble(), gamma.Shape, relative: 1e-4);
        Near.One(expected.GetProperty("alpha").GetDouble(), gamma.Rate, relative: 1e-4);
        Near.All(table.Numbers("EB_gamma_RR"), [.. gamma.Risks.Select(r => r.Value)], relative: 1e-4);
    }

    internal static SpatialWeights Neighbours(string file, int count) =>
        SpatialWeights.FromLinks(count, [.. Oracle.Rows(file).Select(row => ((int)row[0] - 1, (int)row[1] - 1, 1.0))]);

    [Fact]
    public void Small_areas_are_drawn_to_the_mean_and_equal_rates_stay()
    {
        Assert.All(EmpiricalBayes.Marshall([10, 20, 30], [100, 200, 300]).Rates, rate => Assert.Equal(.1, rate, 1e-12));
        Assert.Equal(
            EmpiricalBayes.Marshall([10, 40, 0], [100, 200, 0]).Mean,
            EmpiricalBayes.Marshall([10, 40, 0], [100, 200, 0]).Rates[2]
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => EmpiricalBayes.Marshall([1, 2], [0, 5]));
        Assert.All(EmpiricalBayes.GammaPoisson([0, 0, 0], [5, 6, 7]).Risks, risk => Assert.Equal(0, risk.Value));
        Assert.All(EmpiricalBayes.GammaPoisson([10, 20, 30], [100, 200, 300]).Risks, risk => Assert.Equal(1, risk.Value, 1e-9));
    }

    [Fact]
    public void Being_among_the_first_is_certain_coin_like_or_hopeless()
    {
        var places = TopPlaces.Of([1000, 100, 100, 1], [1000, 1000, 1000, 1000], 2);
        Assert.Equal(1, places[0].Probability);
        Assert.InRange(places[1].Probability, .45, .55);
        Assert.Equal(0, places[3].Probability);
        Assert.Equal(2, places.Sum(p => p.Probability), 1e-9);
        Assert.Equal(places, TopPlaces.Of([1000, 100, 100, 1], [1000, 1000, 1000, 1000], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => TopPlaces.Of([1], [1], 2));
    }

    [Fact]
    public void Adjusted_p_values_are_Rs()
    {
        // p.adjust(c(.01, .02, .03, .04, .05), "BH") is 0.05 five times; with holm .05 .08 .09 .09 .09.
        Near.All([.05, .05, .05, .05, .05], FalseDiscovery.BenjaminiHochberg([.01, .02, .03, .04, .05]), 1e-12);
        Near.All([.05, .08, .09, .09, .09], FalseDiscovery.Holm([.01, .02, .03, .04, .05]), 1e-12);
        Near.All([.02, 1, double.NaN], FalseDiscovery.Bonferroni([.01, .6, double.NaN]), 1e-12);
        Assert.Empty(FalseDiscovery.BenjaminiHochberg([]));
        Assert.Equal("p", Assert.Throws<ArgumentOutOfRangeException>(() => FalseDiscovery.Holm([2])).ParamName);
    }
}
