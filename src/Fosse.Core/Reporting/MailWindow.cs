using System.Globalization;
using Fosse.Foundation;

namespace Fosse.Reporting;

/// <summary>The hours of each day in which a message is safe for somebody, by the county's clocks.</summary>
/// <param name="From">In minutes after midnight; none: at any time.</param>
/// <param name="Until">Not any more from then on.</param>
public readonly record struct MailWindow(int? From, int? Until)
{
    public const int Shortest = 15;

    /// <returns>None where the texts are no such hours. Both empty: at any time.</returns>
    public static MailWindow? Of(string from, string until)
    {
        if (from.Length == 0 && until.Length == 0)
            return new(null, null);
        return Minutes(from) is { } first && Minutes(until) is { } last && last - first >= Shortest ? new(first, last) : null;
    }

    public bool IsOpen(DateTimeOffset at) =>
        From is not { } from || Until is not { } until || (MinuteOf(at) >= from && MinuteOf(at) < until);

    /// <returns>The instant itself where it is safe, else the next at which it will be.</returns>
    public DateTimeOffset Next(DateTimeOffset at) => IsOpen(at) ? at : Daily.After(at, new TimeOnly(From!.Value / 60, From.Value % 60));

    private static int MinuteOf(DateTimeOffset at)
    {
        var local = CountyClock.Local(at);
        return local.Hour * 60 + local.Minute;
    }

    private static int? Minutes(string text) =>
        TimeOnly.TryParseExact(text, ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.Hour * 60 + time.Minute
            : null;
}
