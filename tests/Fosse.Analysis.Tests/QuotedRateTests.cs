namespace Fosse.Analysis.Tests;

public sealed class QuotedRateTests
{
    private static readonly Denominator[] Residents = [new("residents", 100_000)];

    private static Numerator Months(string name, int count, params int?[] each) =>
        new(
            name,
            [.. each.Select((change, i) => new MonthlyCount((2020 + i / 12) * 100 + i % 12 + 1, change is { } held ? count + held : null))]
        );

    [Fact]
    public void The_run_and_the_denominator_that_give_the_rate_are_named()
    {
        var crime = Months("recorded crime", 100, [.. Enumerable.Range(0, 24).Select(i => (int?)(i < 12 ? 0 : 100))]);
        var match = QuotedRate.Find(24, [crime], [.. Residents, new("residents and visitors", 700_000)])[0];
        Assert.Equal(
            ("recorded crime", 202101, 202112, 2400L, "residents"),
            (match.Numerator, match.From, match.To, match.Count, match.Denominator)
        );
        Assert.Equal((24d, 0d), (match.Rate, match.Distance));
    }

    [Fact]
    public void A_month_that_is_not_held_breaks_every_run_over_it()
    {
        int?[] held = [.. Enumerable.Repeat<int?>(0, 23)];
        Assert.Equal(12, QuotedRate.Find(12, [Months("crime", 100, held)], Residents).Count);
        held[11] = null;
        Assert.Empty(QuotedRate.Find(12, [Months("crime", 100, held)], Residents));
        var missing = new Numerator("crime", [.. Months("crime", 100, held).Months.Where(month => month.Count is not null)]);
        Assert.Empty(QuotedRate.Find(12, [missing], Residents));
    }

    [Fact]
    public void The_nearest_comes_first_and_the_far_are_left_out()
    {
        int?[] year = [.. Enumerable.Repeat<int?>(0, 12)];
        var matches = QuotedRate.Find(
            12.05,
            [Months("far", 200, year), Months("near", 101, year), Months("nearest", 100, year)],
            Residents
        );
        Assert.Equal(["nearest", "near"], matches.Select(match => match.Numerator));
    }

    [Fact]
    public void Months_that_are_none_and_months_told_twice_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => QuotedRate.Find(1, [new("crime", [new(202013, 1)])], Residents));
        Assert.Throws<ArgumentException>(() => QuotedRate.Find(1, [new("crime", [new(202012, 1), new(202012, 1)])], Residents));
        Assert.Throws<ArgumentOutOfRangeException>(() => QuotedRate.Find(1, [], [new("nobody", 0)]));
    }

    [Theory, InlineData(71.6, 83), InlineData(91.6, 79), InlineData(0, 100), InlineData(5000, 0)]
    public void The_printed_safety_scores_come_back(double rate, double printed) =>
        Assert.Equal(printed, Math.Round(SafetyScore.From(rate)));

    [Fact]
    public void A_negative_rate_has_no_score() => Assert.Throws<ArgumentOutOfRangeException>(() => SafetyScore.From(-1));
}
