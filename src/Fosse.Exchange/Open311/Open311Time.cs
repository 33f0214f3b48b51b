using System.Globalization;
using System.Text.RegularExpressions;

namespace Fosse.Exchange.Open311;

/// <summary>Instants as Open311 writes them: the profile of ISO 8601 in the W3C note "Date and Time Formats", always with a zone.</summary>
public static partial class Open311Time
{
    /// <summary>In UTC, to the second, such as 2026-11-22T08:15:30Z.</summary>
    public static string Text(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads an instant with its zone, also as it is written by hand or by another library: with a blank for the T, small letters,
    /// +0100 or +01. A blank in place of the plus sign is what is left of one that was not encoded in an address.</summary>
    /// <returns>None where it is no such instant, no zone is given, or it is not of the years 1900 to 2199.</returns>
    public static DateTimeOffset? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Shape.Match(text) is not { Success: true } read)
            return null;
        var (fraction, hours) = (read.Groups["fraction"].Value, read.Groups["hours"].Value);
        var minutes = read.Groups["minutes"] is { Success: true } said ? said.Value : "00";
        var zone = hours.Length == 0 ? "+00:00" : $"{read.Groups["sign"].Value.Replace(' ', '+')}{hours}:{minutes}";
        return
            DateTimeOffset.TryParseExact(
                $"{read.Groups["day"].Value}T{read.Groups["time"].Value}{(read.Groups["seconds"].Success ? "" : ":00")}"
                    + $".{fraction.PadRight(7, '0')[..7]}{zone}",
                "yyyy-MM-dd'T'HH:mm:ss.fffffffzzz",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AdjustToUniversal,
                out var instant
            ) && instant.Year is >= 1900 and < 2200
            ? instant
            : null;
    }

    [GeneratedRegex(
        @"\A(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ](?<time>[0-9]{2}:[0-9]{2}(?<seconds>:[0-9]{2})?)([.,](?<fraction>[0-9]{1,12}))?"
            + @"(?:[Zz]|(?<sign>[+\- ])(?<hours>[0-9]{2})(?::?(?<minutes>[0-9]{2}))?)\z"
    )]
    private static partial Regex Shape { get; }
}
