using System.Buffers.Binary;
using System.Text;

namespace Fosse.Exchange.Evidence;

/// <summary>What to say of a file that is not taken: how to make one of it that is.</summary>
internal static class OtherKinds
{
    // ISO/IEC 23008-12, annex B, MIAF and AVIF; a series of photos counts as photos.
    private static readonly HashSet<string> Photos = new(StringComparer.OrdinalIgnoreCase)
    {
        "heic",
        "heix",
        "heim",
        "heis",
        "hevc",
        "hevx",
        "hevm",
        "hevs",
        "mif1",
        "mif2",
        "msf1",
        "miaf",
        "MiHB",
        "MiHA",
        "MiHE",
        "MiAn",
        "avif",
        "avis",
        "avio",
        "MA1A",
        "MA1B",
    };

    public static string Says(ReadOnlySpan<byte> bytes)
    {
        var start = bytes[..Math.Min(bytes.Length, 1024)];
        if (Brands(start) is { Count: > 0 } brands)
        {
            return brands.Exists(Photos.Contains)
                ? "HEIC photos are not taken, nor AVIF. Save or share it as a JPEG: on an iPhone, a screenshot of the photo does."
                : "Videos are not taken here. Say in your report that you have one, and we will ask for it safely.";
        }
        if (start.StartsWith("GIF8"u8))
            return "This is a GIF. Save it as a JPEG or PNG.";
        if (start.StartsWith("PK"u8))
            return "This is a zip or an office document. Unpack a zip and add the photos; print a document to PDF.";
        if (start.StartsWith("BM"u8) || start.StartsWith("II*\0"u8) || start.StartsWith("MM\0*"u8) || IsJpegXl(start))
            return "This kind of picture is not taken. Save it as a JPEG or PNG.";
        if (start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]) || start.StartsWith("{\\rtf"u8))
            return "This is a document. Print it to PDF, and add that.";
        if (start.StartsWith("MZ"u8) || start.StartsWith("\x7f"u8) || start.StartsWith("#!"u8))
            return "This is a program. Add photos (JPEG, PNG, WebP) or PDFs.";
        if (start.StartsWith("RIFF"u8) || start.StartsWith("ID3"u8) || start.StartsWith("OggS"u8))
            return "Sound and video are not taken here. Say in your report that you have it, and we will ask for it safely.";
        var text = Encoding.Latin1.GetString(start).TrimStart('\u00ef', '\u00bb', '\u00bf', ' ', '\t', '\r', '\n');
        if (text.StartsWith('<'))
            return text.Contains("<svg", StringComparison.OrdinalIgnoreCase)
                ? "This is a drawing (SVG). Take a screenshot of it, and add that."
                : "This is a web page. Take a screenshot of it, or print it to PDF.";
        if (text.Contains("%PDF-", StringComparison.Ordinal))
            return "This PDF does not begin like one. Open it and print it to PDF, and add that.";
        return "This is neither a photo (JPEG, PNG, WebP) nor a PDF, or it is damaged. Save it again as one of these.";
    }

    private static bool IsJpegXl(ReadOnlySpan<byte> start) =>
        start.StartsWith("\0\0\0\fJXL "u8) || start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x0A]);

    // Pictures and videos in boxes name their kind at the ninth byte (ISO/IEC 14496-12), and after it what else can open them: a photo of
    // Canon or of a burst has a name of its own in front.
    private static List<string> Brands(ReadOnlySpan<byte> start)
    {
        var brands = new List<string>();
        if (start.Length < 12 || !start[4..8].SequenceEqual("ftyp"u8))
            return brands;
        var end = (int)Math.Min((uint)start.Length, BinaryPrimitives.ReadUInt32BigEndian(start));
        for (var at = 8; at + 4 <= Math.Max(end, 12); at += at == 8 ? 8 : 4) // the version stands between
            brands.Add(Encoding.Latin1.GetString(start.Slice(at, 4)));
        return brands;
    }
}
