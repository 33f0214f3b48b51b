using System.Text;

namespace Fosse.Exchange;

/// <summary>What came of reading a file: rows passed on, rows kept aside, and how many of those passed on have no coordinates.</summary>
public sealed record ReadCounts(int Rows, int Refused, int WithoutLocation);

/// <summary>A row kept aside while reading went on.</summary>
/// <param name="Line">Line in the file, counted from 1; the header is line 1.</param>
/// <param name="Reason">Why, in words for the person who brought the file.</param>
/// <param name="Text">The line itself, at most 500 characters of it.</param>
public sealed record RefusedRow(int Line, string Reason, string Text)
{
    private const int TextLength = 500;

    /// <summary>A row kept aside with as much of its line as is kept; bytes that are no text become replacement characters.</summary>
    public static RefusedRow Of(int line, string reason, ReadOnlySpan<byte> whole)
    {
        var text = Encoding.UTF8.GetString(whole[..Math.Min(whole.Length, 4 * TextLength)]);
        var length = Math.Min(text.Length, TextLength);
        if (length == TextLength && char.IsHighSurrogate(text[TextLength - 1]))
            length--; // half a character is not text
        return new(line, reason, text[..length]);
    }
}
