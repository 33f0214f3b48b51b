using System.Globalization;
using System.Text.RegularExpressions;

namespace Fosse.Exchange.Open311;

/// <summary>Instants as Open311 writes them: the profile of ISO 8601 in the W3C note "Date and Time Formats", always with a zone.</summary>
public static partial class Open311Time
{
    /// <summary>In UTC, to the second, such as 2026-11-22T08:15:30Z.</summary>
    public static string Text(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads an instant with its zone. A blank in place of the plus sign is what is left of one that was not encoded in an
    /// address.</summary>
    /// <returns>None where it is no such instant, no zone is given, or it is not of the years 1900 to 2199.</returns>
    public static DateTimeOffset? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!Shape.IsMatch(text))
            return null;
        return
            DateTimeOffset.TryParse(
                text.Replace(' ', '+'),
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var instant
            ) && instant.Year is >= 1900 and < 2200
            ? instant
            : null;
    }

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,7})?)?(Z|[+\- ][0-9]{2}:[0-9]{2})\z")]
    private static partial Regex Shape { get; }
}
