using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Fosse.Exchange.Evidence;

/// <summary>Walks through a PDF: the text of it, and what is packed in its streams, for objects may lie in those (ISO 32000-1,
/// 7.5.7).</summary>
internal sealed class PdfStreams(EvidenceLimits limits)
{
    private const int LongestDictionary = 16 * 1024;

    private readonly byte[] buffer = new byte[81_920];
    private long unpacked;

    public void LookThrough(ReadOnlySpan<byte> bytes)
    {
        var (from, streams) = (0, 0);
        PdfNames.RefuseIn(bytes, text: false); // wherever it stands, even where a stream only seems to be
        while (bytes[from..].IndexOf("stream"u8) is var next and >= 0)
        {
            var at = from + next;
            var start = at + 6;
            while (start < bytes.Length && bytes[start] is (byte)'\r' or (byte)'\n' && start < at + 8)
                start++;
            if (start == at + 6 || at < 2 || !bytes[Math.Max(0, at - 3)..at].ContainsAny(">\n\r "u8))
            {
                PdfNames.RefuseIn(bytes[from..start], text: true);
                from = start;
                continue;
            }
            if (++streams > limits.Streams)
                throw EvidenceFile.Wrong("This PDF has too many parts. Open it and print it to PDF, and add that.");
            PdfNames.RefuseIn(bytes[from..at], text: true);
            One(bytes, from, at, start);
            from = bytes[start..].IndexOf("endstream"u8) is var end and >= 0
                ? start + end + 9
                : throw EvidenceFile.Wrong("The PDF is cut off or damaged. Add it again, or open it and print it to PDF.");
        }
        PdfNames.RefuseIn(bytes[from..], text: true);
    }

    private void One(ReadOnlySpan<byte> bytes, int from, int at, int start)
    {
        var dictionary = bytes[Math.Max(from, at - LongestDictionary)..at];
        dictionary = dictionary[Math.Max(0, dictionary.LastIndexOf(" obj"u8))..];
        var objects = PdfNames.Has(dictionary, "ObjStm");
        if (objects && (!PdfNames.Has(dictionary, "FlateDecode") || Otherwise(dictionary)))
        {
            // Only the one way of packing that all programs use can be looked into; unpacked, its names were seen already.
            if (PdfNames.Has(dictionary, "Filter") || PdfNames.Has(dictionary, "F"))
                throw EvidenceFile.Wrong(
                    "This PDF is packed in a way that cannot be looked into. Open it and print it to PDF, and add that."
                );
            PdfNames.RefuseIn(bytes[start..], text: true);
            return;
        }
        if (start + 2 <= bytes.Length && (bytes[start] & 15) == 8 && (bytes[start] << 8 | bytes[start + 1]) % 31 == 0)
            Unpack(bytes[start..], objects);
        else if (objects)
            throw EvidenceFile.Wrong("The PDF is damaged. Open it and print it to PDF, and add that.");
    }

    private static bool Otherwise(ReadOnlySpan<byte> dictionary)
    {
        foreach (
            var way in (string[])
                ["ASCIIHexDecode", "AHx", "ASCII85Decode", "A85", "LZWDecode", "LZW", "RunLengthDecode", "RL", "Crypt", "DecodeParms", "DP"]
        )
        {
            if (PdfNames.Has(dictionary, way))
                return true;
        }
        return false;
    }

    // A stream ends where its packing does, whatever the PDF says of its length.
    private unsafe void Unpack(ReadOnlySpan<byte> packed, bool objects)
    {
        if (unpacked > limits.AllStreamBytes && !objects)
            return;
        fixed (byte* first = &MemoryMarshal.GetReference(packed))
        {
            using var from = new ZLibStream(new UnmanagedMemoryStream(first, packed.Length), CompressionMode.Decompress);
            var (kept, total) = (0, 0L);
            try
            {
                // The end of each piece is kept for the next, so that no name is cut in two.
                for (int read; (read = from.Read(buffer, kept, buffer.Length - kept)) > 0; )
                {
                    total += read;
                    unpacked += read;
                    PdfNames.RefuseIn(buffer.AsSpan(0, kept + read), objects, more: true);
                    if (total > limits.StreamBytes || unpacked > limits.AllStreamBytes)
                    {
                        if (objects)
                            throw EvidenceFile.Wrong("This PDF unpacks to too much. Open it and print it to PDF, and add that.");
                        return; // a large picture
                    }
                    var end = Math.Min(128, kept + read);
                    buffer.AsSpan(kept + read - end, end).CopyTo(buffer);
                    kept = end;
                }
                PdfNames.RefuseIn(buffer.AsSpan(0, kept), objects);
            }
            catch (Exception e) when (e is InvalidDataException or IOException)
            {
                if (objects)
                    throw EvidenceFile.Wrong("The PDF is damaged. Open it and print it to PDF, and add that.");
            }
        }
    }
}
