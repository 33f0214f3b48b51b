namespace Fosse.Exchange.Evidence.Papers;

/// <summary>
/// Pictures can be written into the marks of a page, and name there how they are packed (ISO 32000-1, 8.9.7). Such a name has no short form
/// and stands in the bytes as it is, but for letters written as numbers, wherever a reader would look for it.
/// </summary>
internal static class PdfInline
{
    private static readonly string[] Refused = ["JBIG2Decode", "JPXDecode"];
    private static readonly int Longest = Refused.Max(r => r.Length);

    /// <summary>Whether marks name a way of packing that is not taken.</summary>
    public static bool Names(ReadOnlySpan<byte> marks)
    {
        Span<char> name = stackalloc char[Longest];
        for (var left = marks; left.IndexOf((byte)'/') is >= 0 and var slash; )
        {
            left = left[(slash + 1)..];
            var (at, length) = (0, 0);
            while (length < Longest && at < left.Length)
            {
                var (letter, taken) =
                    left[at] == '#'
                    && at + 2 < left.Length
                    && Digit(left[at + 1]) is >= 0 and var high
                    && Digit(left[at + 2]) is >= 0 and var low
                        ? ((char)(high << 4 | low), 3)
                        : ((char)left[at], 1);
                if (!char.IsAsciiLetterOrDigit(letter))
                    break;
                name[length++] = letter;
                at += taken;
            }
            foreach (var refused in Refused)
            {
                if (name[..length].StartsWith(refused, StringComparison.Ordinal))
                    return true;
            }
        }
        return false;
    }

    private static int Digit(byte b) =>
        b switch
        {
            >= (byte)'0' and <= (byte)'9' => b - '0',
            >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
            >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
            _ => -1,
        };
}
