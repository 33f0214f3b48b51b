using System.Text;

namespace Fosse.Exchange.Evidence;

/// <summary>Looks for names (ISO 32000-1, 7.3.5) that a paper handed in has no need of, also where letters of them are written as numbers
/// ("/J#61vaScript").</summary>
internal static class PdfNames
{
    private const int Longest = 32;

    private static readonly HashSet<string> Acts = new(StringComparer.Ordinal)
    {
        "JavaScript",
        "Launch",
        "Rendition",
        "RichMedia",
        "ImportData",
        "SubmitForm",
        "GoToE",
        "OpenAction",
        "XFA",
    };
    private static readonly HashSet<string> Packed = new(StringComparer.Ordinal) { "EmbeddedFile", "EmbeddedFiles", "Collection" };

    // So short that they turn up in packed bytes by chance: looked for only where there is text.
    private static readonly HashSet<string> Short = new(StringComparer.Ordinal) { "JS", "AA" };

    /// <param name="text">Whether the bytes are text of the PDF itself, rather than what is packed in a stream.</param>
    /// <param name="more">Whether more follows, so that a name at the end may be half of one.</param>
    public static void RefuseIn(ReadOnlySpan<byte> bytes, bool text, bool more = false)
    {
        foreach (var name in new Names(bytes, more))
        {
            if (Acts.Contains(name) || (text && Short.Contains(name)))
                throw EvidenceFile.Wrong("This PDF does something by itself when it is opened. Open it and print it to PDF, and add that.");
            if (Packed.Contains(name))
                throw EvidenceFile.Wrong("This PDF has other files inside. Take them out, or open it and print it to PDF, and add that.");
            if (text && name == "Encrypt")
                throw EvidenceFile.Wrong("This PDF is locked with a password. Open it and print it to PDF without one, and add that.");
        }
    }

    public static bool Has(ReadOnlySpan<byte> bytes, string wanted)
    {
        foreach (var name in new Names(bytes, more: false))
        {
            if (name == wanted)
                return true;
        }
        return false;
    }

    /// <summary>The names in some bytes, one after the other.</summary>
    private ref struct Names(ReadOnlySpan<byte> bytes, bool more)
    {
        private readonly bool more = more;
        private ReadOnlySpan<byte> rest = bytes;

        public string Current { get; private set; } = "";

        public readonly Names GetEnumerator() => this;

        public bool MoveNext()
        {
            while (rest.IndexOf((byte)'/') is var at and >= 0)
            {
                rest = rest[(at + 1)..];
                if (rest.Length > 0 && (char.IsAsciiLetter((char)rest[0]) || rest[0] == '#'))
                {
                    Current = Read(rest, out var whole);
                    if (whole || !more)
                        return true;
                }
            }
            return false;
        }

        private static string Read(ReadOnlySpan<byte> from, out bool whole)
        {
            var name = new StringBuilder();
            whole = true;
            for (var i = 0; i < from.Length && name.Length <= Longest; i++)
            {
                var c = (char)from[i];
                if (c is <= ' ' or '/' or '(' or ')' or '<' or '>' or '[' or ']' or '{' or '}' or '%')
                    break;
                if (c == '#' && i + 2 < from.Length && char.IsAsciiHexDigit((char)from[i + 1]) && char.IsAsciiHexDigit((char)from[i + 2]))
                {
                    c = (char)Convert.ToByte(Encoding.ASCII.GetString(from.Slice(i + 1, 2)), 16);
                    i += 2;
                }
                name.Append(c);
                whole = i + 1 < from.Length;
            }
            return name.ToString();
        }
    }
}
