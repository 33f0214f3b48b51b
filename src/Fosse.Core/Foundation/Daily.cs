namespace Fosse.Foundation;

/// <summary>Times of day as the county's clocks show them.</summary>
public static class Daily
{
    /// <summary>The next time that the county's clocks show this, after an instant. A time that a change of the clocks leaves out is an
    /// hour later.</summary>
    public static DateTimeOffset After(DateTimeOffset instant, TimeOnly at)
    {
        var day = CountyClock.DayOf(instant);
        var today = On(day, at);
        return today > instant ? today : On(day.AddDays(1), at);
    }

    private static DateTimeOffset On(DateOnly day, TimeOnly at)
    {
        var local = day.ToDateTime(at);
        if (CountyClock.Zone.IsInvalidTime(local))
            local = local.AddHours(1);
        return new DateTimeOffset(local, CountyClock.Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}

/// <summary>Instants that come back from both databases as they were.</summary>
internal static class Instants
{
    public static DateTimeOffset Microseconds(DateTimeOffset at) =>
        new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}
