using Fosse.Foundation;

namespace Fosse.Reporting;

/// <summary>Days and months of the county as instants.</summary>
internal static class CountyDays
{
    /// <summary>When the day begins on the county's clocks.</summary>
    public static DateTimeOffset Start(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, CountyClock.Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
