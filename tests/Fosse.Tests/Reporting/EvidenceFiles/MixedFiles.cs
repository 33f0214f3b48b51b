using System.Buffers.Binary;
using System.Text;

namespace Fosse.Tests.Reporting.EvidenceFiles;

/// <summary>
/// Odd photos by chance, from a seed: parts of whole ones left out, doubled, put elsewhere and changed, with others between them that a
/// camera, a program or somebody of ill will could have written. Wherever words can stand, the canary does.
/// </summary>
internal sealed class MixedFiles(int seed)
{
    private static readonly byte[] Words = Encoding.ASCII.GetBytes(MadeUpFiles.Canary);

    private static readonly List<byte[]>[] Jpegs =
    [
        Segments(SmallPhotos.Jpeg(6)),
        Segments(MadeUpFiles.Jpeg()),
        Segments(MadeUpFiles.TelephonePhoto(8)),
        Segments(SmallPhotos.Layers(64, 48, 5)),
    ];

    private static readonly List<byte[]>[] Pngs = [Chunks(SmallPhotos.Png(3)), Chunks(MadeUpFiles.Screenshot()), Chunks(MadeUpFiles.Png())];

    private static readonly List<byte[]>[] Webps =
    [
        RiffChunks(SmallPhotos.Webp(7)),
        RiffChunks(SmallPhotos.Webp(lossless: true)),
        RiffChunks(MadeUpFiles.WebpPhoto()),
        RiffChunks(MadeUpFiles.WebpTransparent),
    ];

    private readonly Random random = new(seed);

    public byte[] Jpeg()
    {
        var parts = Changed(One(Jpegs), JpegPart);
        return Ended([0xFF, 0xD8, .. parts.SelectMany(p => p), .. random.Next(4) == 0 ? [] : (byte[])[0xFF, 0xD9]]);
    }

    public byte[] Png() => Ended([.. MadeUpFiles.Signature, .. Changed(One(Pngs), PngPart).SelectMany(p => p)]);

    public byte[] Webp()
    {
        var whole = MadeUpFiles.Riff([.. Changed(One(Webps), WebpPart).SelectMany(p => p)]);
        if (random.Next(6) == 0)
            BinaryPrimitives.WriteInt32LittleEndian(whole.AsSpan(4), whole.Length + random.Next(-40, 40));
        return Ended(whole);
    }

    /// <summary>Named by its first bytes, and by chance from there on.</summary>
    public byte[] Other()
    {
        byte[][] starts =
        [
            [0, 0, 0, (byte)random.Next(40), .. "ftyp"u8, .. Encoding.ASCII.GetBytes(One("heic", "mif1", "avif", "crx ", "qt  ", "XYZ1"))],
            [.. "II*\0"u8, (byte)random.Next(40), 0, 0, 0],
            [.. "MM\0*"u8, 0, 0, 0, (byte)random.Next(40)],
            [.. "FUJIFILMCCD-RAW"u8],
            [0xFF, 0xFE, .. "<\0"u8],
            [.. "GIF89a"u8],
        ];
        var bytes = new byte[random.Next(600)];
        random.NextBytes(bytes);
        for (var at = 0; at + 12 < bytes.Length && random.Next(3) > 0; at += 12)
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), One<ushort>(0x010F, 0x014A, 0x0103, 0x0106, 0xC612));
        return [.. One(starts), .. bytes];
    }

    // Few changes to each, so that many are still shown.
    private List<byte[]> Changed(List<byte[]> whole, Func<byte[]> more)
    {
        var parts = whole.ToList();
        for (var n = random.Next(1, 4); n > 0 && parts.Count > 0; n--)
        {
            var at = random.Next(parts.Count);
            switch (random.Next(9))
            {
                case 0:
                    parts.Insert(at, parts[random.Next(parts.Count)]);
                    break;
                case 1:
                    parts.RemoveAt(at);
                    break;
                case 2:
                    (parts[at], parts[0]) = (parts[0], parts[at]);
                    break;
                case 3:
                    parts[at] = Flipped(parts[at]);
                    break;
                default:
                    parts.Insert(at, more());
                    break;
            }
        }
        return parts;
    }

    private byte[] JpegPart() =>
        random.Next(10) switch
        {
            0 => [0xFF, 0xFF, 0xFF],
            1 => Some(),
            2 => MadeUpFiles.Segment(One<byte>(0xC4, 0xDB, 0xCC, 0xFE, 0xE1), []),
            3 => MadeUpFiles.Segment(One<byte>(0xDC, 0xDD), [0, (byte)random.Next(64)]),
            4 => [0xFF, (byte)random.Next(256)],
            5 => MadeUpFiles.Segment(0xE1, MadeUpFiles.Exif((byte)random.Next(10))),
            6 => MadeUpFiles.Segment(0xE2, [.. "MPF\0MM\0*"u8, .. Words]),
            _ => MadeUpFiles.Segment((byte)random.Next(0xE0, 0xF0), [.. Words, .. Some()]),
        };

    private byte[] PngPart()
    {
        var name = One(
            "tRNS",
            "sRGB",
            "gAMA",
            "iCCP",
            "pHYs",
            "tEXt",
            "zTXt",
            "iTXt",
            "eXIf",
            "tIME",
            "bKGD",
            "hIST",
            "acTL",
            "fcTL",
            "prVt",
            "sBIT"
        );
        var chunk = MadeUpFiles.Chunk(name, name == "eXIf" ? MadeUpFiles.Exif((byte)random.Next(10))[6..] : [.. Words, .. Some()]);
        return random.Next(4) == 0 ? [.. chunk[..^1], (byte)(chunk[^1] ^ 1)] : chunk;
    }

    private byte[] WebpPart() =>
        MadeUpFiles.RiffChunk(
            One("EXIF", "XMP ", "ICCP", "WAGT", "VP8X", "ALPH"),
            random.Next(3) == 0 ? MadeUpFiles.Exif(5) : [.. Words, .. Some()]
        );

    private byte[] Ended(byte[] whole) =>
        random.Next(12) switch
        {
            0 => whole[..random.Next(whole.Length)],
            1 => [.. whole, .. Words],
            2 => [.. whole, .. SmallPhotos.Jpeg()],
            3 => [.. whole, .. "\0\0\0\u0018ftypmp42"u8, .. Words],
            4 => [.. whole, .. new byte[random.Next(5000)]],
            5 => [.. whole, .. HostileFiles.Zip()],
            _ => whole,
        };

    private byte[] Flipped(byte[] part)
    {
        var changed = part.ToArray();
        if (changed.Length > 0)
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
        return changed;
    }

    private byte[] Some()
    {
        var bytes = new byte[random.Next(12)];
        random.NextBytes(bytes);
        return bytes;
    }

    private T One<T>(params T[] of) => of[random.Next(of.Length)];

    private static List<byte[]> Segments(byte[] jpeg)
    {
        var parts = new List<byte[]>();
        for (var at = 2; jpeg[at + 1] != 0xD9; )
        {
            var end = at + 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(at + 2));
            if (jpeg[at + 1] == 0xDA)
            {
                while (jpeg[end] != 0xFF || jpeg[end + 1] is 0 or (>= 0xD0 and <= 0xD7))
                    end++;
            }
            parts.Add(jpeg[at..end]);
            at = end;
        }
        return parts;
    }

    private static List<byte[]> Chunks(byte[] png)
    {
        var parts = new List<byte[]>();
        for (int at = 8, end; at + 12 <= png.Length && png[at] == 0; at = end)
        {
            end = at + 12 + BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            parts.Add(png[at..end]);
        }
        return parts;
    }

    private static List<byte[]> RiffChunks(byte[] webp)
    {
        var parts = new List<byte[]>();
        var all = BinaryPrimitives.ReadInt32LittleEndian(webp.AsSpan(4)) + 8;
        for (int at = 12, end; at < all; at = end)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(webp.AsSpan(at + 4));
            end = at + 8 + length + (length & 1);
            parts.Add(webp[at..end]);
        }
        return parts;
    }
}
