namespace Fosse.Analysis.Tests;

public sealed class LateMonthsTests
{
    private static readonly double[] Months = [100, 104, 97, 102, 99, 101, 98, 103, 100, 96, 60, 20];

    [Fact]
    public void Limits_are_not_made_of_late_months_and_that_these_are_low_is_no_signal()
    {
        var chart = ControlCharts.Individuals(Months, late: 2);
        var settled = ControlCharts.Individuals(Months[..10]);
        Assert.Equal(
            (settled.Points[0].Centre, settled.Points[0].Low, settled.MovingRangeHigh),
            (chart.Points[11].Centre, chart.Points[11].Low, chart.MovingRangeHigh)
        );
        Assert.Equal([10, 11], Enumerable.Range(0, 12).Where(i => chart.Points[i].Provisional));
        Assert.True(
            chart.Points[11].Value < chart.Points[11].Low
                && !chart.Points[11].Signal
                && chart.Points[11].Rules.Count == 0
                && double.IsNaN(chart.MovingRanges[11])
        );
        // Without saying that they are late they widen the limits and sound the alarm.
        Assert.True(
            ControlCharts.Individuals(Months).Points[11].Signal && ControlCharts.Individuals(Months).Points[0].Low < settled.Points[0].Low
        );
        Assert.All(ControlCharts.Counts(Months, late: 2).Points, p => Assert.False(p.Signal));
        Assert.Equal(
            ControlCharts.Rates(Months[..10], [.. Enumerable.Repeat(5.0, 10)], laney: true).Sigma,
            ControlCharts.Rates(Months, [.. Enumerable.Repeat(5.0, 12)], laney: true, late: 2).Sigma
        );
    }

    [Fact]
    public void A_late_month_that_is_high_already_is_a_signal()
    {
        double[] high = [.. Months[..11], 200];
        Assert.True(ControlCharts.Individuals(high, late: 2).Points[11] is { Signal: true, Provisional: true, Rules: [1] });
        Assert.True(SmallShifts.Ewma(high, late: 2)[11].Signal);
        Assert.True(SmallShifts.Cusum([.. Months[..10], 300, 400], late: 2)[11].Signal);
    }

    [Fact]
    public void Small_shifts_take_level_and_spread_from_what_is_settled_and_hear_no_fall_in_what_is_late()
    {
        var (average, settled) = (SmallShifts.Ewma(Months, late: 2), SmallShifts.Ewma(Months[..10]));
        Assert.Equal(settled, average.Take(10));
        Assert.True(average[11].Average < average[11].Low && !average[11].Signal && average[11].Provisional);
        Assert.True(SmallShifts.Ewma(Months, average[0].Low + 3, 2)[11].Signal);
        Assert.All(SmallShifts.Cusum(Months, late: 2), p => Assert.False(p.Signal));
        Assert.Contains(SmallShifts.Cusum(Months, 100, 3), p => p.Signal);
    }

    [Fact]
    public void So_many_late_that_nothing_is_left_are_refused()
    {
        Assert.Equal(Months[..10], LateMonths.Settled(Months, 2));
        Assert.Equal([false, true], LateMonths.Marked(2, 1));
        Assert.Equal("late", Assert.Throws<ArgumentOutOfRangeException>(() => LateMonths.Settled(Months, 12)).ParamName);
        Assert.Equal("late", Assert.Throws<ArgumentOutOfRangeException>(() => LateMonths.Marked(3, -1)).ParamName);
        Assert.Equal("late", Assert.Throws<ArgumentOutOfRangeException>(() => ControlCharts.Individuals(Months, late: 11)).ParamName);
        Assert.Equal(
            "baseline",
            Assert.Throws<ArgumentOutOfRangeException>(() => ControlCharts.Individuals(Months, 11, late: 2)).ParamName
        );
    }
}
