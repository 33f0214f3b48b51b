using System.Text;

namespace Fosse.Exchange.Evidence;

/// <summary>What to say of a file that is not taken: how to make one of it that is.</summary>
internal static class OtherKinds
{
    public static string Says(ReadOnlySpan<byte> bytes)
    {
        var start = bytes[..Math.Min(bytes.Length, 1024)];
        if (Brand(start) is { } brand)
        {
            return brand is "heic" or "heix" or "heim" or "heis" or "hevc" or "hevx" or "mif1" or "msf1" or "avif" or "avis"
                ? "This photo is a HEIC or AVIF. Save or share it as a JPEG: on an iPhone, a screenshot of the photo does."
                : "Videos are not taken here. Say in your report that you have one, and we will ask for it safely.";
        }
        if (start.StartsWith("GIF8"u8))
            return "This is a GIF. Save it as a JPEG or PNG.";
        if (start.StartsWith("PK"u8))
            return "This is a zip or an office document. Unpack a zip and add the photos; print a document to PDF.";
        if (start.StartsWith("BM"u8) || start.StartsWith("II*\0"u8) || start.StartsWith("MM\0*"u8))
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

    // Pictures and videos in boxes name their kind at the ninth byte.
    private static string? Brand(ReadOnlySpan<byte> start) =>
        start.Length >= 12 && start[4..8].SequenceEqual("ftyp"u8) ? Encoding.Latin1.GetString(start[8..12]) : null;
}
