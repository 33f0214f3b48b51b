using Fosse.Foundation;

namespace Fosse.Tests.Foundation;

public sealed class MonthTests
{
    [Fact]
    public void A_month_says_itself_as_data_and_in_words()
    {
        var month = Month.Parse("2022-10");
        Assert.Equal((202210, "2022-10", "October 2022", 31), (month.Number, month.ToString(), month.Words, month.Days));
        Assert.Equal(29, new Month(2024, 2).Days);
    }

    [
        Theory,
        InlineData("2022-12", 1, "2023-01"),
        InlineData("2023-01", -1, "2022-12"),
        InlineData("2022-10", 15, "2024-01"),
        InlineData("2022-10", -22, "2020-12")
    ]
    public void Months_are_counted_across_years(string from, int months, string to)
    {
        Assert.Equal(Month.Parse(to), Month.Parse(from).AddMonths(months));
        Assert.Equal(months, Month.Parse(to).MonthsSince(Month.Parse(from)));
    }

    [
        Theory,
        InlineData(null),
        InlineData(""),
        InlineData("2022-13"),
        InlineData("2022-00"),
        InlineData("2022-1"),
        InlineData("2022/10"),
        InlineData("+022-10"),
        InlineData("0022-10"),
        InlineData("2022-10 ")
    ]
    public void What_is_not_a_month_is_not_taken_for_one(string? text) => Assert.False(Month.TryParse(text, out _));

    [Fact]
    public void Months_are_in_order()
    {
        Assert.True(Month.Parse("2022-12") < Month.Parse("2023-01"));
        Assert.Equal(Month.Parse("2023-01"), Month.Parse("2022-12").Next);
        Assert.Equal(Month.Parse("2022-12"), Month.Parse("2023-01").Previous);
    }
}
