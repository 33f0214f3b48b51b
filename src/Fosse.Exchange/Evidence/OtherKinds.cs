using System.Text;

namespace Fosse.Exchange.Evidence;

/// <summary>What to say of a file that is not taken: what it is, and how to make one of it that is.</summary>
internal static class OtherKinds
{
    private const int Looked = 1024;

    private const string Sound = "Sound and video are not taken here. Say in your report that you have it, and we will ask for it safely.",
        Packed = "This is a packed folder. Unpack it and add the photos; print a document to PDF.";

    private static readonly (byte[] Start, string Says)[] Starts =
    [
        ([.. "GIF8"u8], "This is a GIF. Save it as a JPEG or PNG."),
        ([.. "PK"u8], "This is a zip or an office document. Unpack a zip and add the photos; print a document to PDF."),
        ([.. "BM"u8], Picture("BMP")),
        ([.. "II*\0"u8], Picture("TIFF")),
        ([.. "MM\0*"u8], Picture("TIFF")),
        ([.. "II+\0"u8], Picture("TIFF")),
        ([.. "MM\0+"u8], Picture("TIFF")),
        ([.. "\0\0\0\fJXL "u8], Picture("JPEG XL")),
        ([0xFF, 0x0A], Picture("JPEG XL")),
        ([.. "\0\0\0\fjP  "u8], Picture("JPEG 2000")),
        ([0xFF, 0x4F, 0xFF, 0x51], Picture("JPEG 2000")),
        ([(byte)'I', (byte)'I', 0xBC, 1], Picture("JPEG XR")),
        ([.. "8BPS"u8], Picture("Photoshop")),
        ([.. "gimp xcf"u8], Picture("GIMP")),
        ([.. "qoif"u8], Picture("QOI")),
        ([0x8A, .. "MNG"u8], Picture("MNG")),
        ([0x8B, .. "JNG"u8], Picture("JNG")),
        ([0x76, 0x2F, 0x31, 1], Picture("OpenEXR")),
        ([.. "#?RADIANCE"u8], Picture("Radiance")),
        ([.. "AT&TFORM"u8], "This is a DjVu document. Print it to PDF, and add that."),
        ([0, 0, 1, 0], "Icons are not taken. Save it as a PNG, or take a screenshot of it."),
        ([0xD0, 0xCF, 0x11, 0xE0], "This is a document. Print it to PDF, and add that."),
        ([.. "{\\rtf"u8], "This is a document. Print it to PDF, and add that."),
        ([.. "%!PS"u8], "This is a PostScript document. Print it to PDF, and add that."),
        ([0x1F, 0x8B], Packed),
        ([.. "Rar!"u8], Packed),
        ([.. "7z"u8, 0xBC, 0xAF], Packed),
        ([.. "BZh"u8], Packed),
        ([0xFD, .. "7zXZ"u8], Packed),
        ([.. "#!AMR"u8], Sound),
        ([.. "RIFF"u8], Sound),
        ([.. "ID3"u8], Sound),
        ([.. "OggS"u8], Sound),
        ([.. "fLaC"u8], Sound),
        ([.. "FORM"u8], Sound),
        ([.. "caff"u8], Sound),
        ([.. "FLV\u0001"u8], Sound),
        ([0xFF, 0xFB], Sound),
        ([0xFF, 0xF1], Sound),
        ([0x1A, 0x45, 0xDF, 0xA3], Sound),
        ([0x30, 0x26, 0xB2, 0x75], Sound),
        ([0, 0, 1, 0xBA], Sound),
        ([0, 0, 1, 0xB3], Sound),
        ([.. "MZ"u8], Program),
        ([0x7F, .. "ELF"u8], Program),
        ([.. "#!"u8], Program),
    ];

    private static string Program => "This is a program. Add photos (JPEG, PNG, WebP) or PDFs.";

    public static string Says(ReadOnlySpan<byte> bytes)
    {
        if (BoxedKinds.Says(bytes) is { } boxed)
            return boxed;
        if (RawPhotos.Named(bytes) is { } raw)
            return Raw(raw);
        foreach (var (start, says) in Starts)
        {
            if (bytes.StartsWith(start))
                return says;
        }
        var text = Text(bytes[..Math.Min(bytes.Length, Looked)]).TrimStart('\u00ef', '\u00bb', '\u00bf', '\ufeff', ' ', '\t', '\r', '\n');
        if (text.Contains("%PDF-", StringComparison.Ordinal))
            return "This PDF does not begin like one: something stands before it. Open it and print it to PDF, and add that.";
        if (text.StartsWith('<'))
            return text.Contains("<svg", StringComparison.OrdinalIgnoreCase)
                ? "This is a drawing (SVG). Take a screenshot of it, and add that."
                : "This is a web page. Take a screenshot of it, or print it to PDF.";
        return "This is neither a photo (JPEG, PNG, WebP) nor a PDF, or it is damaged. Save it again as one of these.";
    }

    public static string Raw(string name) =>
        $"This is a camera's raw photo{(name.Length > 0 ? $" ({name})" : "")}. Export it as a JPEG in the camera or on a computer, or take "
        + "a screenshot of it.";

    private static string Picture(string kind) => $"{kind} pictures are not taken. Save it as a JPEG or PNG, or take a screenshot of it.";

    private static string Text(ReadOnlySpan<byte> start) =>
        start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? Encoding.Unicode.GetString(start)
        : start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? Encoding.BigEndianUnicode.GetString(start)
        : Encoding.Latin1.GetString(start);
}
