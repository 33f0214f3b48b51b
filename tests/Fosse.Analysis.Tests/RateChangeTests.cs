namespace Fosse.Analysis.Tests;

public sealed class RateChangeTests
{
    [Fact]
    public void The_limits_are_those_of_Clopper_and_Pearson()
    {
        // Nothing after, ten before: the share's upper limit is 1 - 0.025^(1/10) = 0.30850.
        var gone = RateChange.Between(10, 1, 0, 1);
        Assert.Equal(0.3084971 / (1 - 0.3084971), gone.High, 1e-6);
        Assert.Equal((0d, 0d, ChangeVerdict.Fall), (gone.Ratio, gone.Low, gone.Verdict));

        // Eight of ten: the textbook interval of the share is 0.4439 to 0.9748.
        var more = RateChange.Between(2, 1, 8, 1);
        Assert.Equal(0.4439045, more.Low / (1 + more.Low), 1e-6);
        Assert.Equal(0.9747893, more.High / (1 + more.High), 1e-6);
        Assert.Equal(ChangeVerdict.NotClearlyDifferent, more.Verdict);
    }

    [Theory, InlineData(1000, 1210, ChangeVerdict.Rise), InlineData(1000, 800, ChangeVerdict.Fall)]
    [
        InlineData(1000, 1010, ChangeVerdict.NotClearlyDifferent),
        InlineData(0, 0, ChangeVerdict.NotClearlyDifferent),
        InlineData(0, 3, ChangeVerdict.NotClearlyDifferent)
    ]
    public void A_change_is_named_only_when_chance_would_not_make_it(long before, long after, ChangeVerdict verdict) =>
        Assert.Equal(verdict, RateChange.Between(before, 100, after, 100).Verdict);

    [Fact]
    public void After_nothing_there_is_no_upper_limit()
    {
        var change = RateChange.Between(0, 1, 9, 1);
        Assert.Equal((double.PositiveInfinity, double.PositiveInfinity, ChangeVerdict.Rise), (change.Ratio, change.High, change.Verdict));
        Assert.True(double.IsNaN(RateChange.Between(0, 1, 0, 1).Ratio));
    }

    [Theory, InlineData(30, 50), InlineData(0, 7), InlineData(3000, 2500), InlineData(40_000, 41_000)]
    public void Told_backwards_the_ratio_turns_over(long before, long after)
    {
        var told = RateChange.Between(before, 2, after, 3);
        var back = RateChange.Between(after, 3, before, 2);
        Assert.Equal(1 / told.Low, back.High, 1e-9 / told.Low);
        Assert.Equal(1 / told.High, back.Low, 1e-9);
    }

    [Fact]
    public void Only_the_ratio_of_the_exposures_matters()
    {
        var one = RateChange.Between(30, 1000, 45, 1500);
        var scaled = RateChange.Between(30, 2, 45, 3);
        Assert.Equal(1, one.Ratio, 1e-12);
        Assert.Equal(one.Low, scaled.Low, 1e-12);
        Assert.Equal(one.High, scaled.High, 1e-12);
    }

    [Fact]
    public void Negative_counts_and_no_exposure_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RateChange.Between(-1, 1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => RateChange.Between(1, 1, -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => RateChange.Between(1, 0, 1, 1));
    }

    [Fact]
    public void Two_places_are_compared_by_the_ratio_of_their_rates()
    {
        // Charnwood's 80.0 and North West Leicestershire's 78.5 are not clearly different; Leicester's 131.1 is.
        Assert.Equal(ComparisonVerdict.NotClearlyDifferent, RateComparison.Between(8217, 104_709, 8000, 100_000));
        Assert.Equal(ComparisonVerdict.Lower, RateComparison.Between(8217, 104_709, 13_110, 100_000));
        Assert.Equal(ComparisonVerdict.Higher, RateComparison.Between(13_110, 100_000, 8217, 104_709));
    }
}
