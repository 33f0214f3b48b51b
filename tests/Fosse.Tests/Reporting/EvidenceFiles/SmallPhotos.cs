using System.Buffers.Binary;
using SkiaSharp;

namespace Fosse.Tests.Reporting.EvidenceFiles;

/// <summary>Small photos of four colours, one in each corner, as a camera could have written them: with words of its own beside
/// them.</summary>
internal static class SmallPhotos
{
    public const int Width = 48,
        Height = 32;

    /// <summary>Red, green, blue, white: top left, top right, bottom left, bottom right.</summary>
    public static IReadOnlyList<SKColor> Corners { get; } = [new(0xFFCC2222), new(0xFF22AA33), new(0xFF2233CC), new(0xFFEEEEEE)];

    public static byte[] Jpeg(byte orientation = 1)
    {
        var plain = Written(new SKJpegEncoderOptions(92));
        return
        [
            .. plain[..2],
            .. MadeUpFiles.Segment(0xE1, MadeUpFiles.Exif(orientation)),
            .. MadeUpFiles.Segment(0xFE, "WAGTAIL"u8.ToArray()),
            .. plain[2..],
        ];
    }

    public static byte[] Png(byte orientation = 1)
    {
        var plain = Written(new SKPngEncoderOptions());
        return
        [
            .. plain[..33], // the signature and IHDR
            .. MadeUpFiles.Chunk("eXIf", MadeUpFiles.Exif(orientation)[6..]),
            .. MadeUpFiles.Chunk("tEXt", "Author\0WAGTAIL"u8.ToArray()),
            .. plain[33..],
        ];
    }

    public static byte[] Webp(byte orientation = 1, bool lossless = false)
    {
        var plain = Written(
            new SKWebpEncoderOptions(lossless ? SKWebpEncoderCompression.Lossless : SKWebpEncoderCompression.Lossy, lossless ? 0 : 95)
        );
        byte[] canvas = [8, 0, 0, 0, Width - 1, 0, 0, Height - 1, 0, 0];
        return MadeUpFiles.Riff([
            .. MadeUpFiles.RiffChunk("VP8X", canvas),
            .. plain[12..],
            .. MadeUpFiles.RiffChunk("EXIF", MadeUpFiles.Exif(orientation)[6..]),
        ]);
    }

    /// <summary>The colours in the corners of a photo as anybody would see it, without any regard for what is said beside it.</summary>
    public static (int Width, int Height, IReadOnlyList<SKColor> Corners) Seen(byte[] photo)
    {
        using var pixels = SKBitmap.Decode(photo);
        var (right, bottom) = (pixels.Width - 4, pixels.Height - 4);
        return (
            pixels.Width,
            pixels.Height,
            [pixels.GetPixel(3, 3), pixels.GetPixel(right, 3), pixels.GetPixel(3, bottom), pixels.GetPixel(right, bottom)]
        );
    }

    /// <summary>Of which corner's colour each is.</summary>
    public static int[] Named(IEnumerable<SKColor> seen) =>
        [
            .. seen.Select(s =>
                Corners.Select((c, i) => (Far: Far(s, c), i)).Where(c => c.Far < 40).Select(c => c.i).DefaultIfEmpty(-1).First()
            ),
        ];

    private static int Far(SKColor a, SKColor b) => Math.Abs(a.Red - b.Red) + Math.Abs(a.Green - b.Green) + Math.Abs(a.Blue - b.Blue);

    private static byte[] Written(object how)
    {
        using var pixels = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
                pixels.SetPixel(x, y, Corners[(y < Height / 2 ? 0 : 2) + (x < Width / 2 ? 0 : 1)]);
        }
        using var map = pixels.PeekPixels();
        using var written = how switch
        {
            SKJpegEncoderOptions jpeg => map.Encode(jpeg),
            SKPngEncoderOptions png => map.Encode(png),
            SKWebpEncoderOptions webp => map.Encode(webp),
            _ => throw new ArgumentException("none of three", nameof(how)),
        };
        return written!.ToArray();
    }

    /// <summary>A grey photo of many pixels in few bytes, in several layers over one another.</summary>
    public static byte[] Layers(int width, int height, int scans)
    {
        var blocks = (width + 7) / 8 * ((height + 7) / 8);
        var size = new byte[4];
        BinaryPrimitives.WriteInt16BigEndian(size, (short)height);
        BinaryPrimitives.WriteInt16BigEndian(size.AsSpan(2), (short)width);
        return
        [
            0xFF,
            0xD8,
            .. MadeUpFiles.Segment(0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]),
            .. MadeUpFiles.Segment(0xC2, [8, .. size, 1, 1, 0x11, 0]),
            .. MadeUpFiles.Segment(0xC4, [0x00, 1, .. new byte[15], 0]),
            .. MadeUpFiles.Segment(0xC4, [0x10, 1, .. new byte[15], 0]),
            .. MadeUpFiles.Segment(0xDA, [1, 1, 0, 0, 0, 0]),
            .. new byte[(blocks + 7) / 8],
            .. Enumerable
                .Range(1, scans - 1)
                .SelectMany(k => (byte[])[.. MadeUpFiles.Segment(0xDA, [1, 1, 0, (byte)k, (byte)k, 0]), .. new byte[(blocks + 7) / 8]]),
            0xFF,
            0xD9,
        ];
    }
}
