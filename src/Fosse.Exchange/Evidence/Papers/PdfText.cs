using System.Text;

namespace Fosse.Exchange.Evidence.Papers;

/// <summary>The letters of names and strings, whatever way they are written (ISO 32000-1, 7.3.4 and 7.3.5). Each begins at the mark that
/// opens it and leaves off behind its end.</summary>
internal static class PdfText
{
    private const int LongestName = 127;

    public static string Name(ReadOnlySpan<byte> bytes, ref int at)
    {
        var name = new StringBuilder();
        for (at++; at < bytes.Length && !PdfReader.IsWhite(bytes[at]) && !PdfReader.IsDelimiter(bytes[at]); at++)
        {
            var letter = (char)bytes[at];
            if (letter == '#' && at + 2 < bytes.Length && IsHex(bytes[at + 1]) && IsHex(bytes[at + 2]))
            {
                letter = (char)Convert.ToByte(Encoding.Latin1.GetString(bytes.Slice(at + 1, 2)), 16);
                at += 2;
            }
            if (name.Append(letter).Length > LongestName)
                throw EvidenceFile.DamagedPaper();
        }
        return name.ToString();
    }

    /// <summary>Between pointed brackets.</summary>
    public static byte[] Hexadecimal(ReadOnlySpan<byte> bytes, ref int at)
    {
        var digits = new StringBuilder();
        for (at++; at < bytes.Length && bytes[at] != '>'; at++)
        {
            if (IsHex(bytes[at]))
                digits.Append((char)bytes[at]);
            else if (!PdfReader.IsWhite(bytes[at]))
                throw EvidenceFile.DamagedPaper();
        }
        if (at++ >= bytes.Length)
            throw EvidenceFile.DamagedPaper();
        return Convert.FromHexString(digits.Length % 2 == 0 ? digits.ToString() : digits.Append('0').ToString());
    }

    /// <summary>Between round brackets.</summary>
    public static byte[] Literal(ReadOnlySpan<byte> bytes, ref int at)
    {
        var text = new List<byte>();
        var open = 1;
        for (at++; at < bytes.Length; at++)
        {
            var letter = bytes[at];
            if (letter == '\\')
            {
                if (++at < bytes.Length)
                    Escaped(bytes, ref at, text);
                continue;
            }
            open += letter switch
            {
                (byte)'(' => 1,
                (byte)')' => -1,
                _ => 0,
            };
            if (open == 0)
            {
                at++;
                return [.. text];
            }
            text.Add(letter);
        }
        throw EvidenceFile.DamagedPaper();
    }

    private static void Escaped(ReadOnlySpan<byte> bytes, ref int at, List<byte> text)
    {
        var letter = (char)bytes[at];
        if (letter is >= '0' and <= '7')
        {
            var (code, more) = (letter - '0', 2);
            while (more-- > 0 && at + 1 < bytes.Length && bytes[at + 1] is >= (byte)'0' and <= (byte)'7')
                code = code * 8 + bytes[++at] - '0';
            text.Add((byte)code);
        }
        else if (letter == '\r')
            at += at + 1 < bytes.Length && bytes[at + 1] == '\n' ? 1 : 0; // the line goes on
        else if (letter != '\n')
            text.Add(
                (byte)(
                    letter switch
                    {
                        'n' => '\n',
                        'r' => '\r',
                        't' => '\t',
                        'b' => '\b',
                        'f' => '\f',
                        _ => letter,
                    }
                )
            );
    }

    private static bool IsHex(byte b) => char.IsAsciiHexDigit((char)b);
}
