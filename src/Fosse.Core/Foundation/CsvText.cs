using System.Buffers;
using System.Globalization;
using System.Text;

namespace Fosse.Foundation;

/// <summary>
/// Writes CSV for people to download (RFC 4180: CRLF, quotes where needed). Text that a spreadsheet would run as a formula gets an
/// apostrophe before it (OWASP, CSV injection); what must come back unchanged is written with <see cref="Unchanged"/>.
/// </summary>
public static class CsvText
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");

    /// <summary>Writes one row; null is an empty field.</summary>
    public static StringBuilder CsvRow(this StringBuilder text, params ReadOnlySpan<string?> fields)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (var i = 0; i < fields.Length; i++)
            text.Append(i > 0 ? "," : "").Append(Field(fields[i]));
        return text.Append("\r\n");
    }

    /// <summary>One field as it stands in a download.</summary>
    public static string Field(string? text) =>
        string.IsNullOrEmpty(text) ? ""
        : IsFormula(text) ? Unchanged("'" + text)
        : Unchanged(text);

    /// <summary>One field of a file for programs: as it is, in quotes where it needs them.</summary>
    public static string Unchanged(string text) => text.AsSpan().ContainsAny(NeedQuotes) ? InQuotes(text) : text;

    /// <summary>One field of a file whose texts all stand in quotes.</summary>
    public static string InQuotes(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    // Spreadsheets look past leading spaces, and take the full-width signs for the common ones.
    private static bool IsFormula(string text)
    {
        var start = text.AsSpan().TrimStart();
        return text[0] is '\t' or '\r' or '\n'
            || (!start.IsEmpty && start[0] is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠' && !IsNumber(start));
    }

    private static bool IsNumber(ReadOnlySpan<char> text) =>
        char.IsAsciiDigit(text[^1])
        && double.TryParse(text, NumberStyles.Float & ~NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out _);
}
