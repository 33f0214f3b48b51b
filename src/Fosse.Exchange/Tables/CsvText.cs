using System.Buffers;
using System.Globalization;
using System.Text;

namespace Fosse.Exchange.Tables;

/// <summary>
/// Writes CSV for people to download (RFC 4180: UTF-8, CRLF, quotes where needed). Text that a spreadsheet would run as a
/// formula gets an apostrophe before it (OWASP, CSV injection), so it is not for data that must come back unchanged.
/// </summary>
public sealed class CsvText(IBufferWriter<byte> to)
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");

    /// <summary>Writes one row; null is an empty field.</summary>
    public void Row(params ReadOnlySpan<string?> fields)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            if (i > 0)
                to.Write(","u8);
            Encoding.UTF8.GetBytes(Field(fields[i]), to);
        }
        to.Write("\r\n"u8);
    }

    /// <summary>One field as it stands in the file.</summary>
    public static string Field(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        if (IsFormula(text))
            text = "'" + text;
        return text.AsSpan().ContainsAny(NeedQuotes) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
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
