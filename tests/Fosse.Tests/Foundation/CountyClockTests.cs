using Fosse.Foundation;

namespace Fosse.Tests.Foundation;

public sealed class CountyClockTests
{
    [
        Theory,
        InlineData("2025-07-01T23:30:00Z", "2025-07-02"),
        InlineData("2025-01-01T23:30:00Z", "2025-01-01"),
        InlineData("2025-07-01T22:59:59Z", "2025-07-01")
    ]
    public void Just_after_midnight_in_summer_it_is_already_the_next_day_in_the_county(string instant, string day)
    {
        var time = new TestTime { Now = DateTimeOffset.Parse(instant, null) };
        Assert.Equal(DateOnly.Parse(day, null), new CountyClock(time).Today);
    }
}
