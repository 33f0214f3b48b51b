using Fosse.Foundation;

namespace Fosse.Web.Partner.Shared;

/// <summary>Measures how long somebody is busy saying why they read: from when the form was shown until it came back.</summary>
public static class TypingTime
{
    private const int LongestPause = 3600;

    /// <summary>What the form carries: the time at which it was first shown, in seconds.</summary>
    public static long Shown(this CountyClock clock, long before)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return before == 0 ? clock.Now.ToUnixTimeSeconds() : before;
    }

    /// <summary>Seconds since the form was shown. A form left open over lunch counts as an hour, and one with a made-up time as
    /// none.</summary>
    public static int SecondsSince(this CountyClock clock, long shownAt)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return (int)Math.Clamp(clock.Now.ToUnixTimeSeconds() - shownAt, 0, LongestPause);
    }
}
