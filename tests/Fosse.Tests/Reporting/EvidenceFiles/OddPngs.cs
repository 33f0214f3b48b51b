using System.Buffers.Binary;
using System.Text;

namespace Fosse.Tests.Reporting.EvidenceFiles;

/// <summary>PNGs and WebPs that are odd in one way which a decoder of today does not mind; and some that none can show.</summary>
internal static class OddPngs
{
    private static readonly byte[] Grey = [0x40];
    private static readonly byte[] Clear = [.. Enumerable.Repeat((byte[])[0, .. new byte[5 * 4]], 4).SelectMany(r => r)];
    private static readonly byte[] Text = MadeUpFiles.Chunk("tEXt", [.. "Author\0"u8, .. Encoding.ASCII.GetBytes(MadeUpFiles.Canary)]);
    private static readonly byte[] Colours = [.. Enumerable.Repeat((byte[])[0, .. new byte[5 * 3]], 4).SelectMany(r => r)];

    public static IEnumerable<(string What, byte[] Content)> Taken() =>
        [
            ("two colours of transparency on RGBA", Rgba(MadeUpFiles.Chunk("tRNS", new byte[6]))),
            ("transparency on RGBA, of no length", Rgba(MadeUpFiles.Chunk("tRNS", []))),
            ("transparency on grey with alpha", MadeUpFiles.Png(3, 1, 8, 4, raw: new byte[7], said: [MadeUpFiles.Chunk("tRNS", [0, 0])])),
            ("transparency before its palette", Palette([MadeUpFiles.Chunk("tRNS", [1])], first: true)),
            ("more transparency than colours", Palette([MadeUpFiles.Chunk("tRNS", new byte[9])])),
            ("transparency twice", Rgb(MadeUpFiles.Chunk("tRNS", new byte[6]), MadeUpFiles.Chunk("tRNS", new byte[6]))),
            ("sRGB twice", Rgb(MadeUpFiles.Chunk("sRGB", [0]), MadeUpFiles.Chunk("sRGB", [0]))),
            ("sRGB of a kind that does not exist", Rgb(MadeUpFiles.Chunk("sRGB", [9]))),
            ("gAMA twice", Rgb(MadeUpFiles.Chunk("gAMA", [0, 0, 0xB1, 0x8F]), MadeUpFiles.Chunk("gAMA", [0, 0, 0xB1, 0x8F]))),
            ("gAMA of nothing", Rgb(MadeUpFiles.Chunk("gAMA", new byte[4]))),
            ("gAMA of three bytes", Rgb(MadeUpFiles.Chunk("gAMA", new byte[3]))),
            ("pHYs twice", Rgb(MadeUpFiles.Chunk("pHYs", new byte[9]), MadeUpFiles.Chunk("pHYs", new byte[9]))),
            (
                "a profile beside sRGB",
                Rgb(MadeUpFiles.Chunk("sRGB", [0]), MadeUpFiles.Chunk("iCCP", [.. "x\0\0"u8, .. MadeUpFiles.Packed([1])]))
            ),
            ("a profile that does not unpack", Rgb(MadeUpFiles.Chunk("iCCP", [.. "x\0\0"u8, 1, 2, 3, 4]))),
            ("colours that do not exist", Rgb(MadeUpFiles.Chunk("cHRM", new byte[32]))),
            ("a time of one byte", Rgb(MadeUpFiles.Chunk("tIME", [1]))),
            ("a background of no length", Rgb(MadeUpFiles.Chunk("bKGD", []))),
            ("a histogram without a palette", Rgb(MadeUpFiles.Chunk("hIST", [0, 1]))),
            ("a palette that is only a proposal", Rgb(MadeUpFiles.Chunk("PLTE", [1, 2, 3]))),
            ("Exif that is none", Rgb(MadeUpFiles.Chunk("eXIf", [1, 2, 3]))),
            ("a chunk of somebody's own", Rgb(MadeUpFiles.Chunk("prVt", [1, 2, 3]))),
            ("a text with a wrong sum", Rgb(Wrong(Text))),
            ("gAMA with a wrong sum", Rgb(Wrong(MadeUpFiles.Chunk("gAMA", [0, 0, 0xB1, 0x8F])))),
            ("transparency with a wrong sum", Rgb(Wrong(MadeUpFiles.Chunk("tRNS", new byte[6])))),
            ("Exif with a wrong sum", Rgb(Wrong(MadeUpFiles.Chunk("eXIf", MadeUpFiles.Exif(6)[6..])))),
            ("a chunk of somebody's own with a wrong sum", Rgb(Wrong(MadeUpFiles.Chunk("prVt", [1, 2, 3])))),
            ("one row too many", MadeUpFiles.Png(raw: [.. Colours, .. new byte[16]])),
            ("half a row too many", MadeUpFiles.Png(raw: [.. Colours, .. new byte[7]])),
            ("a thousand rows too many", MadeUpFiles.Png(raw: [.. Colours, .. new byte[16_000]])),
            ("bytes after its packed pixels", MadeUpFiles.Png(inPixels: [1, 2, 3, 4])),
            ("pixels in chunks of one byte", Split(1)),
            ("pixels with an empty chunk first", Pixels([], MadeUpFiles.Packed(Colours))),
            ("pixels with an empty chunk last", Pixels(MadeUpFiles.Packed(Colours), [])),
            ("a text after its pixels", End(Text)),
            ("gAMA after its pixels", End(MadeUpFiles.Chunk("gAMA", [0, 0, 0xB1, 0x8F]))),
            ("without its end", MadeUpFiles.Png()[..^12]),
            ("with half of its end", MadeUpFiles.Png()[..^5]),
            ("an end with a wrong sum", [.. MadeUpFiles.Png()[..^1], 1]),
            ("an end that holds something", [.. MadeUpFiles.Png()[..^12], .. MadeUpFiles.Chunk("IEND", [1, 2])]),
            ("a page of the disk after its end", [.. MadeUpFiles.Png(), .. new byte[5000]]),
            ("in motion, with more pictures after the first", End(MadeUpFiles.Chunk("fdAT", [0, 0, 0, 1, .. MadeUpFiles.Packed(Colours)]))),
            ("2,000 texts", MadeUpFiles.Png(said: Enumerable.Repeat(Text, 2000))),
            ("1 bit of grey", MadeUpFiles.Png(3, 1, 1, 0, raw: [0, .. Grey])),
            ("16 bits of each colour", MadeUpFiles.Png(1, 1, 16, 6, raw: new byte[9])),
            ("colours that its palette does not have", MadeUpFiles.Png(3, 1, 8, 3, raw: [0, 0, 1, 200])),
        ];

    public static IEnumerable<(string What, byte[] Content, string Says)> Refused() =>
        [
            (
                "of an iPhone's own kind",
                [.. MadeUpFiles.Signature, .. MadeUpFiles.Chunk("CgBI", new byte[4]), .. MadeUpFiles.Png()[8..]],
                "unusual kind of PNG"
            ),
            ("a part that must be known", Rgb(MadeUpFiles.Chunk("ABCD", [1])), "unusual kind of PNG"),
            ("a header with a wrong sum", Changed(29), "damaged"),
            ("pixels with a wrong sum", [.. MadeUpFiles.Png()[..^13], 1, .. MadeUpFiles.Png()[^12..]], "damaged"),
            ("two headers", Rgb(MadeUpFiles.Header(5, 4, 8, 2)), "damaged"),
            ("no pixels", [.. MadeUpFiles.Signature, .. MadeUpFiles.Header(5, 4, 8, 2), .. MadeUpFiles.Chunk("IEND", [])], "damaged"),
            (
                "a palette that is missing",
                [
                    .. MadeUpFiles.Signature,
                    .. MadeUpFiles.Header(1, 1, 8, 3),
                    .. MadeUpFiles.Chunk("IDAT", MadeUpFiles.Packed([0, 0])),
                    .. MadeUpFiles.Chunk("IEND", []),
                ],
                "damaged"
            ),
            ("its beginning alone", MadeUpFiles.Signature, "cut off"),
            // As libpng has it when it is given the file piece by piece: the last row is then lost.
            ("a wrong sum of its packed pixels", Pixels([.. MadeUpFiles.Packed(Colours)[..^4], 1, 2, 3, 4]), "cut off"),
            ("packed pixels without their sum", Pixels(MadeUpFiles.Packed(Colours)[..^4]), "damaged"),
            ("a chunk with a letter that is kept for later", Rgb(MadeUpFiles.Chunk("abcd", [1, 2, 3])), "damaged"),
            ("cut off in its pixels", MadeUpFiles.Png()[..^20], "cut off"),
            ("rows that are missing", MadeUpFiles.Png(raw: Colours[..30]), "cut off"),
        ];

    public static IEnumerable<(string What, byte[] Content)> TakenWebps() =>
        [
            ("bytes after its end", [.. MadeUpFiles.WebpLossy, .. new byte[600]]),
            (
                "a last byte that fills up and is missing",
                MadeUpFiles.Riff([.. MadeUpFiles.WebpLossless[12..], .. MadeUpFiles.RiffChunk("EXIF", [1, 2, 3])])[..^1]
            ),
            ("a length that counts what is not there", Length(MadeUpFiles.WebpLossy, 2)),
            (
                "a length that leaves out the byte that fills up",
                Length(MadeUpFiles.Riff([.. MadeUpFiles.WebpLossless[12..], .. MadeUpFiles.RiffChunk("EXIF", [1, 2, 3])]), -1)
            ),
            ("stray bytes within its end", MadeUpFiles.Riff([.. MadeUpFiles.WebpLossy[12..], 1, 2, 3, 4])),
            (
                "Exif that is cut off after its picture",
                MadeUpFiles.Riff([
                    .. Extended(8),
                    .. MadeUpFiles.WebpLossy[12..],
                    .. MadeUpFiles.RiffChunk("EXIF", MadeUpFiles.Exif(6))[..40],
                ])
            ),
            (
                "a chunk of somebody's own before its picture",
                MadeUpFiles.Riff([.. Extended(0), .. MadeUpFiles.RiffChunk("WAGT", [1, 2, 3]), .. MadeUpFiles.WebpLossy[12..]])
            ),
            (
                "Exif where it says that there is none",
                MadeUpFiles.Riff([
                    .. Extended(0),
                    .. MadeUpFiles.WebpLossy[12..],
                    .. MadeUpFiles.RiffChunk("EXIF", MadeUpFiles.Exif(1)[6..]),
                ])
            ),
            ("no Exif where it says that there is some", MadeUpFiles.Riff([.. Extended(8), .. MadeUpFiles.WebpLossy[12..]])),
            (
                "a profile that is none",
                MadeUpFiles.Riff([.. Extended(32), .. MadeUpFiles.RiffChunk("ICCP", [1, 2, 3]), .. MadeUpFiles.WebpLossy[12..]])
            ),
        ];

    public static IEnumerable<(string What, byte[] Content, string Says)> RefusedWebps() =>
        [
            ("in motion", MadeUpFiles.Riff([.. Extended(2), .. MadeUpFiles.RiffChunk("ANIM", new byte[6])]), "Moving pictures"),
            ("cut off in its picture", MadeUpFiles.WebpLossy[..^6], "cut off"),
            ("without a picture", MadeUpFiles.Riff(Extended(0)), "damaged"),
            ("of no length", Length(MadeUpFiles.WebpLossy, -34), "damaged"),
            ("rubbish for a picture", MadeUpFiles.Riff(MadeUpFiles.RiffChunk("VP8 ", new byte[40])), "damaged"),
        ];

    private static byte[] Extended(byte flags) => MadeUpFiles.RiffChunk("VP8X", [flags, 0, 0, 0, 0, 0, 0, 0, 0, 0]);

    private static byte[] Length(byte[] riff, int more)
    {
        var changed = riff.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(changed.AsSpan(4), riff.Length - 8 + more);
        return changed;
    }

    private static byte[] Rgb(params byte[][] said) => MadeUpFiles.Png(said: said);

    private static byte[] Rgba(params byte[][] said) => MadeUpFiles.Png(5, 4, 8, 6, raw: Clear, said: said);

    private static byte[] Palette(byte[][] said, bool first = false) =>
        first
            ?
            [
                .. MadeUpFiles.Png(3, 1, 8, 3, raw: [0, 0, 1, 0])[..33],
                .. said.SelectMany(s => s),
                .. MadeUpFiles.Png(3, 1, 8, 3, raw: [0, 0, 1, 0])[33..],
            ]
            : MadeUpFiles.Png(3, 1, 8, 3, raw: [0, 0, 1, 0], said: said);

    private static byte[] Pixels(params byte[][] parts) =>
        [
            .. MadeUpFiles.Signature,
            .. MadeUpFiles.Header(5, 4, 8, 2),
            .. parts.SelectMany(p => MadeUpFiles.Chunk("IDAT", p)),
            .. MadeUpFiles.Chunk("IEND", []),
        ];

    private static byte[] Split(int size) => Pixels([.. MadeUpFiles.Packed(Colours).Chunk(size)]);

    private static byte[] End(byte[] chunk) => [.. MadeUpFiles.Png()[..^12], .. chunk, .. MadeUpFiles.Png()[^12..]];

    private static byte[] Wrong(byte[] chunk) => [.. chunk[..^1], (byte)(chunk[^1] ^ 1)];

    private static byte[] Changed(int at)
    {
        var png = MadeUpFiles.Png();
        png[at] ^= 1;
        return png;
    }
}
