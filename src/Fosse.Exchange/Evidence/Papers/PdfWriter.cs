using System.Globalization;
using System.Text;

namespace Fosse.Exchange.Evidence.Papers;

/// <summary>Writes a PDF in its plainest form: every object once, none packed, one list at the end (ISO 32000-1, 7.5).</summary>
internal sealed class PdfWriter : IDisposable
{
    private const int MostObjects = 100_000;

    private readonly MemoryStream written = new();
    private readonly List<long> positions = [];
    private readonly int most;

    public PdfWriter(int most)
    {
        this.most = most;
        Bytes([.. "%PDF-1.7\n%"u8, 0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
    }

    public static PdfValue Nothing { get; } = new PdfPlain("null");

    /// <summary>The number of an object that is written later.</summary>
    public int Next()
    {
        if (positions.Count >= MostObjects)
            throw EvidenceFile.Wrong("This PDF has too many parts. Open it and print it to PDF, and add that.");
        positions.Add(0);
        return positions.Count;
    }

    public void Put(int number, PdfValue value)
    {
        positions[number - 1] = written.Position;
        Text($"{number} 0 obj\n");
        if (value is PdfStream stream)
        {
            Value(stream.Dictionary);
            Text("\nstream\n");
            Bytes(stream.Packed.Span);
            Text("\nendstream");
        }
        else
            Value(value);
        Text("\nendobj\n");
    }

    public byte[] Ended(int root)
    {
        var list = written.Position;
        Text(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {positions.Count + 1}\n0000000000 65535 f \n"));
        foreach (var position in positions)
            Text(string.Create(CultureInfo.InvariantCulture, $"{position:0000000000} 00000 n \n"));
        Text(
            string.Create(
                CultureInfo.InvariantCulture,
                $"trailer\n<< /Size {positions.Count + 1} /Root {root} 0 R >>\nstartxref\n{list}\n%%EOF\n"
            )
        );
        return written.ToArray();
    }

    public void Dispose() => written.Dispose();

    private void Value(PdfValue value)
    {
        switch (value)
        {
            case PdfPlain plain:
                Text(plain.Text);
                break;
            case PdfName name:
                Name(name.Text);
                break;
            case PdfWords words:
                Text($"<{Convert.ToHexString(words.Bytes)}>");
                break;
            case PdfReference reference:
                Text(string.Create(CultureInfo.InvariantCulture, $"{reference.Number} 0 R"));
                break;
            case PdfList list:
                Text("[");
                foreach (var item in list.Items)
                {
                    Value(item);
                    Text(" ");
                }
                Text("]");
                break;
            case PdfDictionary dictionary:
                Text("<<");
                foreach (var (key, held) in dictionary.Entries)
                {
                    Name(key);
                    Text(" ");
                    Value(held);
                    Text("\n");
                }
                Text(">>");
                break;
            default:
                throw new InvalidOperationException("A stream is an object of its own.");
        }
    }

    private void Name(string name)
    {
        var text = new StringBuilder("/");
        foreach (var letter in name)
        {
            if (letter is > ' ' and <= '~' && !"()<>[]{}/%#".Contains(letter, StringComparison.Ordinal))
                text.Append(letter);
            else
                text.Append(CultureInfo.InvariantCulture, $"#{(int)letter:X2}");
        }
        Text(text.ToString());
    }

    private void Text(string text) => Bytes(Encoding.Latin1.GetBytes(text));

    private void Bytes(ReadOnlySpan<byte> bytes)
    {
        if (written.Length + bytes.Length > most)
            throw EvidenceFile.Wrong("This PDF becomes too large when it is written anew. Print it to a smaller PDF, and add that.");
        written.Write(bytes);
    }
}
