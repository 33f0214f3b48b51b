namespace Fosse.Analysis.Tests;

public sealed class SeriesTests
{
    [Fact]
    public void Nottingham_and_the_airline_come_apart_as_published()
    {
        var nottem = Oracle.Table("stl/case01_nottem_periodic.csv");
        var parts = Stl.Of(nottem.Numbers("value"), new(12));
        Near.All(nottem.Numbers("seasonal"), parts.Seasonal, 1e-8);
        Near.All(nottem.Numbers("trend"), parts.Trend, 1e-8);
        Near.All(nottem.Numbers("remainder"), parts.Remainder, 1e-8);
        var air = Oracle.Table("stl/case04_log_airpassengers.csv");
        parts = Stl.Of(air.Numbers("value"), new(12, 11) { TrendWindow = 21, Jumps = (1, 1, 1) });
        Near.All(air.Numbers("seasonal"), parts.Seasonal, 1e-8);
        Near.All(air.Numbers("trend"), parts.Trend, 1e-8);
    }

    [Theory, InlineData(60), InlineData(61)]
    public void One_wild_month_is_weighed_down_in_even_and_odd_series_and_leaves_the_rest_alone(int n)
    {
        var steady = Enumerable
            .Range(0, n)
            .Select(i => 100 + .5 * i + 10 * Math.Sin(2 * Math.PI * i / 12) + (i * 7919 % 13 - 6) * .1)
            .ToArray();
        var wild = (double[])steady.Clone();
        wild[30] += 500;
        var (parts, calm) = (Stl.Of(wild, new(12, 7, true)), Stl.Of(steady, new(12, 7, true)));
        Assert.Equal(0, parts.Weight[30]);
        Assert.Equal(500, parts.Remainder[30], 3.0);
        Near.All(calm.Trend, parts.Trend, .5);
        // The parts add up, and the scale that weights are taken from is six times the median whatever the parity.
        for (var i = 0; i < n; i++)
            Near.One(wild[i], parts.Seasonal[i] + parts.Trend[i] + parts.Remainder[i], 1e-9);
    }

    [Fact]
    public void Taking_apart_follows_level_and_unit_and_the_whole_is_the_same_in_one_and_in_many()
    {
        var chance = new Chance(2);
        var many = Enumerable.Range(0, 8).Select(_ => Enumerable.Range(0, 48).Select(_ => (double)chance.Poisson(20)).ToArray()).ToArray();
        var options = new StlOptions(12, 7, true);
        var one = Stl.Of(many[3], options);
        Assert.Equal(one.Trend, Stl.Of(many, options)[3].Trend);
        Near.All([.. one.Trend.Select(v => 3 * v + 50)], Stl.Of([.. many[3].Select(v => 3 * v + 50)], options).Trend, 1e-9);
        Assert.All(Stl.Of(new double[24], options).Remainder, r => Assert.Equal(0, r));
        Assert.Equal("values", Assert.Throws<ArgumentException>(() => Stl.Of(new double[23], options)).ParamName);
    }

    [Fact]
    public void Classical_parts_by_hand()
    {
        double[] values = [1, 4, 3, 6, 5, 8, 7, 10];
        var parts = ClassicalDecomposition.Of(values, 2);
        Near.All([double.NaN, 3, 4, 5, 6, 7, 8, double.NaN], parts.Trend, 1e-12);
        Near.All([-1, 1, -1, 1, -1, 1, -1, 1], parts.Seasonal, 1e-12);
        Assert.Equal(0, parts.Remainder[3], 1e-12);
    }

    [Fact]
    public void Farrington_sounds_when_the_reference_program_does()
    {
        var (data, expected) = (
            Oracle.Table("exceptional_change/case01_salmonella_agona_data.csv"),
            Oracle.Table("exceptional_change/case01_expected_classic_b3_w3_alpha01.csv")
        );
        var found = Farrington.Of(data.Numbers("observed"), FarringtonOptions.Classic with { Years = 3, From = 261 });
        Near.All(expected.Numbers("classic_upper"), [.. found.Select(f => double.IsNaN(f.Upper) ? 0 : f.Upper)], relative: 1e-5);
        Assert.Equal(expected.Words("classic_alarm").Select(a => a is "1" or "TRUE"), found.Select(f => f.Alarm));
        Assert.Equal(expected.Words("classic_trend").Select(a => a is "1" or "TRUE"), found.Select(f => f.Trend));
    }

    [
        Theory,
        InlineData(FarringtonThreshold.NegativeBinomial),
        InlineData(FarringtonThreshold.NegativeBinomialUpper),
        InlineData(FarringtonThreshold.Delta)
    ]
    public void The_flexible_form_sees_an_outbreak_and_little_else(FarringtonThreshold threshold)
    {
        var chance = new Chance(9);
        var counts = Enumerable.Range(0, 364).Select(i => (double)chance.Poisson(20 + 8 * Math.Sin(2 * Math.PI * i / 52))).ToArray();
        counts[340] += 30;
        var found = Farrington.Of(counts, FarringtonOptions.Flexible with { Threshold = threshold });
        Assert.Equal(263, found[0].Time);
        Assert.True(found.Single(f => f.Time == 340).Alarm);
        Assert.InRange(found.Count(f => f.Alarm), 1, 5);
        Assert.Equal(found, Farrington.Of([counts], FarringtonOptions.Flexible with { Threshold = threshold })[0]);
        Assert.All(Farrington.Of(new double[300], FarringtonOptions.Flexible), f => Assert.False(f.Alarm));
        Assert.Equal(
            "counts",
            Assert.Throws<ArgumentException>(() => Farrington.Of(new double[100], FarringtonOptions.Flexible)).ParamName
        );
    }

    [Fact]
    public void The_average_of_the_NIST_handbook_comes_back()
    {
        var nist = Oracle.Json("control_charts/case03_ewma_nist.json");
        var found = SmallShifts.Ewma(nist.GetProperty("data").Numbers(), 50, 2.0539, .3);
        Near.All(nist.GetProperty("qcc_ewma").Numbers(), [.. found.Select(p => p.Average)], 1e-9);
        Near.All([.. nist.GetProperty("qcc_limits").EnumerateArray().Select(l => l[0].GetDouble())], [.. found.Select(p => p.Low)], 1e-9);
        Near.All([.. nist.GetProperty("qcc_limits").EnumerateArray().Select(l => l[1].GetDouble())], [.. found.Select(p => p.High)], 1e-9);
        var montgomery = Oracle.Json("control_charts/case06_cusum_montgomery_runger.json");
        var sums = SmallShifts.Cusum(montgomery.GetProperty("data").Numbers(), 99, 1, 1, 10);
        Near.All(montgomery.GetProperty("S_hi").Numbers(), [.. sums.Select(p => p.High)], 1e-9);
        Near.All(montgomery.GetProperty("S_lo").Numbers(), [.. sums.Select(p => p.Low)], 1e-9);
    }

    [Fact]
    public void Charts_by_hand_and_rules_where_they_end()
    {
        var chart = ControlCharts.Individuals([10, 12, 11, 13, 9]);
        Assert.Equal((11, 11 + 2.66 * 2.25, 3.267 * 2.25), (chart.Points[0].Centre, chart.Points[0].High, chart.MovingRangeHigh));
        Assert.Equal(
            (4, 10, 0),
            (
                ControlCharts.Counts([4, 5, 3]).Points[0].Centre,
                ControlCharts.Counts([4, 5, 3]).Points[0].High,
                ControlCharts.Counts([4, 5, 3]).Points[0].Low
            )
        );
        var rates = ControlCharts.Rates([4, 6], [100, 400]);
        Assert.Equal((.02, .02 + 3 * Math.Sqrt(.02 / 400)), (rates.Points[1].Centre, rates.Points[1].High));
        // Laney: z = (0.04 - 0.02)/√0.0002 = 1.41421, (0.015 - 0.02)/√0.00005 = -0.70711; the moving range 2.12132 over 1.128.
        Assert.Equal(2.1213203435596424 / 1.128, ControlCharts.Rates([4, 6], [100, 400], laney: true).Sigma, 1e-12);
        var rules = RunRules.Broken([0, 3.5, 2.5, .1, .1, .1, .1, .1, .1, .2, .3, .4, .5, .6]);
        Assert.Equal([1], rules[1]);
        Assert.Equal([5], rules[2]);
        Assert.Contains(2, rules[9]);
        Assert.Contains(3, rules[13]);
        Assert.Contains(4, RunRules.Broken([.. Enumerable.Range(0, 14).Select(i => i % 2 == 0 ? 2.0 : -1)])[13]);
        Assert.Contains(7, RunRules.Broken(new double[15])[14]);
        Assert.All(ControlCharts.Individuals([5, 5, 5]).Points, p => Assert.False(p.Signal));
    }

    [Fact]
    public void Trends_are_those_of_the_reference_program()
    {
        var expected = Oracle.Json("trend/case01_expected.json");
        var y = Oracle.Table("trend/case01_data.csv").Numbers("y");
        var (poisson, quasi, negative) = (
            Trend.Of(y, model: TrendModel.Poisson),
            Trend.Of(y),
            Trend.Of(y, model: TrendModel.NegativeBinomial)
        );
        Near.All(expected.GetProperty("poisson").GetProperty("coef").Numbers(), poisson.Coefficients, relative: 1e-8);
        Near.All(expected.GetProperty("poisson").GetProperty("se").Numbers(), poisson.StandardErrors, relative: 1e-8);
        Near.One(expected.GetProperty("poisson").GetProperty("deviance").GetDouble(), poisson.Deviance, relative: 1e-8);
        Near.One(expected.GetProperty("poisson").GetProperty("aic").GetDouble(), poisson.Aic, relative: 1e-8);
        Near.All(expected.GetProperty("quasipoisson").GetProperty("se").Numbers(), quasi.StandardErrors, relative: 1e-8);
        Near.One(expected.GetProperty("quasipoisson").GetProperty("dispersion").GetDouble(), quasi.Dispersion, relative: 1e-8);
        Near.All(expected.GetProperty("negbin").GetProperty("coef").Numbers(), negative.Coefficients, relative: 1e-5);
        Near.All(expected.GetProperty("negbin").GetProperty("se").Numbers(), negative.StandardErrors, relative: 1e-5);
        Near.One(expected.GetProperty("negbin").GetProperty("theta").GetDouble(), negative.Theta, relative: 1e-5);
        Near.One(expected.GetProperty("negbin").GetProperty("theta_se").GetDouble(), negative.ThetaError, relative: 1e-5);
        Near.One(expected.GetProperty("negbin").GetProperty("loglik").GetDouble(), negative.LogLikelihood, relative: 1e-8);
        var kendall = MannKendall.Of(y);
        Near.One(expected.GetProperty("kendall_tau").GetDouble(), kendall.Tau, relative: 1e-8);
        Near.One(expected.GetProperty("sen_slope").GetDouble(), kendall.SenSlope.Value, relative: 1e-8);
        Near.One(expected.GetProperty("kendall_z").GetDouble(), kendall.Z, relative: 1e-8);
        Near.One(expected.GetProperty("kendall_p").GetDouble(), kendall.P, relative: 1e-8);
    }

    [Fact]
    public void The_Nile_fell_after_1898()
    {
        double[] nile =
        [
            1120,
            1160,
            963,
            1210,
            1160,
            1160,
            813,
            1230,
            1370,
            1140,
            995,
            935,
            1110,
            994,
            1020,
            960,
            1180,
            799,
            958,
            1140,
            1100,
            1210,
            1150,
            1250,
            1260,
            1220,
            1030,
            1100,
            774,
            840,
            874,
            694,
            940,
            833,
            701,
            916,
            692,
            1020,
            1050,
            969,
            831,
            726,
            456,
            824,
            702,
            1120,
            1100,
            832,
            764,
            821,
            768,
            845,
            864,
            862,
            698,
            845,
            744,
            796,
            1040,
            759,
            781,
            865,
            845,
            944,
            984,
            897,
            822,
            1010,
            771,
            676,
            649,
            846,
            812,
            742,
            801,
            1040,
            860,
            874,
            848,
            890,
            744,
            749,
            838,
            1050,
            918,
            986,
            797,
            923,
            975,
            815,
            1020,
            906,
            901,
            1170,
            912,
            746,
            919,
            718,
            714,
            740,
        ];
        var found = ChangePoints.Of(nile, 15);
        Assert.Equal([27], found.Ends);
        Near.One(1097.75, found.Levels[0], .001);
        // strucchange prints BIC 1318 for no break, 1270 for one.
        Assert.Equal((1318, 1270), (Math.Round(found.Criterion[0]), Math.Round(found.Criterion[1])));
        Assert.Empty(ChangePoints.Of([5, 5, 6, 5, 5, 6, 5], 2).Ends);
        Assert.Equal([4], ChangePoints.Of([1, 0, 2, 1, 1, 9, 8, 11, 9, 10], 2, cost: SegmentCost.Poisson).Ends);
    }

    [Fact]
    public void Forecasts_go_on_with_what_is_regular()
    {
        var regular = Enumerable.Range(0, 60).Select(i => 50 + i + 10 * Math.Sin(2 * Math.PI * i / 12)).ToArray();
        var expected = Enumerable.Range(60, 12).Select(i => 50 + i + 10 * Math.Sin(2 * Math.PI * i / 12)).ToArray();
        Near.All(expected, [.. Forecast.Of(regular, 12, 12, ForecastMethod.ExponentialSmoothing).Next.Select(r => r.Value)], .5);
        Near.All([.. regular[48..]], [.. Forecast.Of(regular, 12, 12, ForecastMethod.SeasonalNaive).Next.Select(r => r.Value)], 1e-12);
        var chance = new Chance(4);
        var noisy = regular.Select(v => v + 5 * chance.NextNormal()).ToArray();
        foreach (var method in Enum.GetValues<ForecastMethod>())
        {
            var ahead = Forecast.Of(noisy, 12, 24, method).Next;
            Assert.All(ahead, r => Assert.InRange(r.Value, r.Low, r.High));
            Assert.True(ahead[23].High - ahead[23].Low >= ahead[0].High - ahead[0].Low);
            Assert.InRange(Forecast.Test(noisy, 12, 1, method).Coverage, .5, 1);
        }
    }
}
