namespace Fosse.Foundation;

/// <summary>Times of day as the county's clocks show them.</summary>
public static class Daily
{
    /// <summary>The next time that the county's clocks show this, after an instant. A time that a change of the clocks leaves out is an
    /// hour later.</summary>
    public static DateTimeOffset After(DateTimeOffset instant, TimeOnly at)
    {
        var day = CountyClock.DayOf(instant);
        var today = CountyClock.At(day, at);
        return today > instant ? today : CountyClock.At(day.AddDays(1), at);
    }
}

/// <summary>Instants that come back from both databases as they were.</summary>
internal static class Instants
{
    public static DateTimeOffset Microseconds(DateTimeOffset at) =>
        new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}
