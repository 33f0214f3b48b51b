using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Fosse.Tests.Reporting.EvidenceFiles;

/// <summary>Photos and papers that we made up, valid to the byte, with a canary wherever a camera or a person could have left a
/// word.</summary>
internal static class MadeUpFiles
{
    public const string Canary = "WAGTAIL";

    private static byte[] Words => Encoding.ASCII.GetBytes(Canary);

    // 16 by 16 grey pixels: every block is "no difference, end of block", which these tables write in two bits.
    public static byte[] Jpeg(
        IEnumerable<byte[]>? said = null,
        byte[]? after = null,
        int width = 16,
        int height = 16,
        int scans = 1,
        byte frame = 0xC0
    ) =>
        [
            0xFF,
            0xD8,
            .. (said ?? []).SelectMany(s => s),
            .. Segment(0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]),
            .. Segment(frame, [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0]),
            .. Segment(0xC4, [0x00, 1, .. new byte[15], 0]),
            .. Segment(0xC4, [0x10, 1, .. new byte[15], 0]),
            .. Enumerable.Repeat((byte[])[.. Segment(0xDA, [1, 1, 0, 0, 63, 0]), 0x00], scans).SelectMany(s => s),
            0xFF,
            0xD9,
            .. after ?? [],
        ];

    public static byte[] Segment(byte marker, byte[] data) =>
        [0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data];

    /// <summary>Everything that a telephone writes into a photo, and a second picture after its end.</summary>
    public static byte[] TelephonePhoto(byte orientation = 1) =>
        Jpeg(
            [
                Segment(0xE0, [.. "JFIF\0"u8, 1, 2, 1, 0, 72, 0, 72, 1, 1, 0x57, 0x41, 0x47]), // with a thumbnail of one pixel
                Segment(0xE1, Exif(orientation)),
                Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>"u8, .. Words]),
                Segment(0xE2, [.. "ICC_PROFILE\0"u8, 1, 1, .. new byte[128], .. Words]),
                Segment(0xE2, [.. "MPF\0MM\0*"u8, 0, 0, 0, 8, .. Words]),
                Segment(0xED, [.. "Photoshop 3.0\0"u8, .. Words]),
                Segment(0xEF, Words),
                Segment(0xFE, Words),
            ],
            after: [.. Jpeg([Segment(0xFE, Words)]), .. Words]
        );

    /// <summary>Camera, name, place (a directory of its own) and orientation, as TIFF, with the low byte first.</summary>
    public static byte[] Exif(byte orientation)
    {
        var tiff = new byte[140];
        "II*\0"u8.CopyTo(tiff);
        tiff[4] = 8;
        tiff[8] = 4;
        Entry(0, 0x010F, 2, 8, 80); // the maker
        Entry(1, 0x0112, 3, 1, orientation);
        Entry(2, 0x013B, 2, 8, 80); // the photographer
        Entry(3, 0x8825, 4, 1, 96); // where the place is
        Words.CopyTo(tiff, 80);
        tiff[96] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(98), 0x001D); // the day, in the directory of the place
        BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(100), 2);
        BinaryPrimitives.WriteUInt32LittleEndian(tiff.AsSpan(102), 8);
        BinaryPrimitives.WriteUInt32LittleEndian(tiff.AsSpan(106), 120);
        Words.CopyTo(tiff, 120);
        return [.. "Exif\0\0"u8, .. tiff];

        void Entry(int at, ushort tag, ushort type, uint count, uint value)
        {
            var entry = tiff.AsSpan(10 + 12 * at);
            BinaryPrimitives.WriteUInt16LittleEndian(entry, tag);
            BinaryPrimitives.WriteUInt16LittleEndian(entry[2..], type);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[4..], count);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[8..], value);
        }
    }

    public static byte[] Png(
        int width = 5,
        int height = 4,
        byte depth = 8,
        byte colour = 2,
        byte interlace = 0,
        byte[]? raw = null,
        IEnumerable<byte[]>? said = null,
        byte[]? after = null,
        byte[]? inPixels = null
    ) =>
        [
            .. Signature,
            .. Header(width, height, depth, colour, interlace),
            .. colour == 3 ? Chunk("PLTE", [1, 2, 3, 4, 5, 6]) : [],
            .. (said ?? []).SelectMany(s => s),
            .. Chunk(
                "IDAT",
                [
                    .. Packed(raw ?? [.. Enumerable.Repeat((byte[])[1, .. new byte[width * 3]], height).SelectMany(r => r)]),
                    .. inPixels ?? [],
                ]
            ),
            .. Chunk("IEND", []),
            .. after ?? [],
        ];

    public static byte[] Signature => [0x89, .. "PNG\r\n"u8, 26, 10];

    public static byte[] Header(int width, int height, byte depth, byte colour, byte interlace = 0)
    {
        var data = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(data, width);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(4), height);
        (data[8], data[9], data[12]) = (depth, colour, interlace);
        return Chunk("IHDR", data);
    }

    /// <summary>A screenshot with everything said about it that a PNG can hold.</summary>
    public static byte[] Screenshot() =>
        Png(
            said:
            [
                Chunk("tEXt", [.. "Author\0"u8, .. Words]),
                Chunk("zTXt", [.. "Comment\0\0"u8, .. Packed(Words)]),
                Chunk("iTXt", [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. Words]),
                Chunk("eXIf", Exif(6)[6..]),
                Chunk("tIME", [7, 234, 11, 22, 1, 1, 1]),
                Chunk("iCCP", [.. Words, 0, 0, .. Packed(Words)]),
                Chunk("pHYs", new byte[9]),
                Chunk("gAMA", [0, 0, 0xB1, 0x8F]),
                Chunk("sRGB", [0]),
                Chunk("acTL", [0, 0, 0, 1, 0, 0, 0, 0]),
                Chunk("waGt", Words),
            ],
            after: Words,
            inPixels: Words
        );

    public static byte[] Chunk(string name, byte[] data)
    {
        byte[] whole = [.. Encoding.ASCII.GetBytes(name), .. data];
        var chunk = new byte[whole.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        whole.CopyTo(chunk, 4);
        var crc = uint.MaxValue; // the same sum written another way: bit by bit
        foreach (var b in whole)
        {
            crc ^= b;
            for (var k = 0; k < 8; k++)
                crc = (crc & 1) == 1 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), ~crc);
        return chunk;
    }

    public static byte[] Packed(byte[] raw)
    {
        using var packed = new MemoryStream();
        using (var to = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            to.Write(raw);
        return packed.ToArray();
    }

    /// <summary>One pixel, packed with loss, without loss, and with transparency beside it.</summary>
    public static byte[] WebpLossy => Convert.FromBase64String("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
    public static byte[] WebpLossless => Convert.FromBase64String("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");
    public static byte[] WebpTransparent =>
        Convert.FromBase64String(
            "UklGRkoAAABXRUJQVlA4WAoAAAAQAAAAAAAAAAAAQUxQSAwAAAARBxAR/Q9ERP8DAABWUDggGAAAABQBAJ0BKgEAAQAAAP4AAA3AAP7mtQAAAA=="
        );

    /// <summary>A WebP with the place, a description and a profile, and a chunk of somebody's own.</summary>
    public static byte[] WebpPhoto() =>
        Riff([
                .. RiffChunk("VP8X", [0x2C, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
                .. RiffChunk("ICCP", Words),
                .. WebpLossy[12..],
                .. RiffChunk("EXIF", Exif(6)[6..]),
                .. RiffChunk("XMP ", [.. "<x:xmpmeta>"u8, .. Words]),
                .. RiffChunk("WAGT", Words),
            ])
            .Concat(Words)
            .ToArray();

    public static byte[] Riff(byte[] inside)
    {
        byte[] file = [.. "RIFF\0\0\0\0WEBP"u8, .. inside];
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        return file;
    }

    public static byte[] RiffChunk(string name, byte[] data)
    {
        byte[] chunk = [.. Encoding.ASCII.GetBytes(name), 0, 0, 0, 0, .. data, .. data.Length % 2 == 1 ? (byte[])[0] : []];
        BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(4), data.Length);
        return chunk;
    }

    /// <summary>A PDF of one empty page; more is added to its catalogue, its trailer, or as objects of its own.</summary>
    public static byte[] Pdf(string catalogue = "", string trailer = "", byte[]? objects = null, string after = "") =>
        [
            .. Encoding.Latin1.GetBytes(
                $"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R {catalogue}>>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] "
                    + $"/Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>\nendobj\n"
            ),
            .. objects ?? [],
            .. Encoding.Latin1.GetBytes(
                $"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 4 /Root 1 0 R {trailer}>>\nstartxref\n9\n%%EOF\n{after}"
            ),
        ];

    public static byte[] PdfStream(string dictionary, byte[] content) =>
        [
            .. Encoding.Latin1.GetBytes($"9 0 obj\n<< {dictionary} /Length {content.Length} >>\nstream\n"),
            .. content,
            .. "\nendstream\nendobj\n"u8,
        ];

    public static byte[] PdfPacked(string dictionary, string content) =>
        PdfStream($"{dictionary} /Filter /FlateDecode", Packed(Encoding.Latin1.GetBytes(content)));
}
