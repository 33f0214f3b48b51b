namespace Fosse.Tests.Reporting.EvidenceFiles;

/// <summary>JPEGs as cameras, telephones and programs leave them behind, each odd in one way that a decoder of today does not mind; and
/// some that none can show.</summary>
internal static class OddJpegs
{
    private static readonly byte[] Photo = SmallPhotos.Jpeg();

    /// <summary>With nothing said beside the picture, and a restart after each block.</summary>
    private static byte[] Restarts(byte[] end) =>
        [
            .. MadeUpFiles.Jpeg()[..^(Segment(0xDA).Length + 9)],
            .. MadeUpFiles.Segment(0xDD, [0, 1]),
            .. MadeUpFiles.Segment(0xDA, [1, 1, 0, 0, 63, 0]),
            .. (byte[])[0x3F, 0xFF, 0xD0, 0x3F, 0xFF, 0xD1, 0x3F, 0xFF, 0xD2, 0x3F],
            .. end,
        ];

    public static IEnumerable<(string What, byte[] Content)> Taken() =>
        [
            ("without its end, in layers", SmallPhotos.Layers(64, 64, 4)[..^2]),
            ("without its end, with restarts", Restarts([])),
            ("without its end, with half of it", Photo[..^1]),
            ("without its end, filled up with nothing to a block of the disk", [.. Photo[..^2], .. new byte[4096]]),
            ("without its end, grey", MadeUpFiles.Jpeg()[..^2]),
            ("without its end, with something of its maker after it", [.. Photo[..^2], .. MadeUpFiles.Segment(0xEF, [1, 2, 3])]),
            ("its end twice", [.. Photo, 0xFF, 0xD9]),
            ("restarts", Restarts([0xFF, 0xD9])),
            ("a restart too many at the end", [.. Photo[..^2], 0xFF, 0xD3, 0xFF, 0xD9]),
            ("an empty list of tables at the beginning", After(2, Segment(0xC4))),
            ("an empty list of tables between", After(Before(0xDA), Segment(0xC4))),
            ("an empty list of quantisation tables", After(2, Segment(0xDB))),
            ("an empty comment", After(2, Segment(0xFE))),
            ("an empty mark of JFIF", After(2, Segment(0xE0))),
            ("an empty mark of Exif", After(2, Segment(0xE1))),
            ("an empty mark of its maker", After(Before(0xC0), Segment(0xEC))),
            ("arithmetic tables that nothing uses", After(Before(0xC0), MadeUpFiles.Segment(0xCC, [0, 0x10]))),
            ("no restarts, said", After(Before(0xDA), MadeUpFiles.Segment(0xDD, [0, 0]))),
            ("its height said again after the scan", [.. Photo[..^2], .. MadeUpFiles.Segment(0xDC, [0, SmallPhotos.Height]), 0xFF, 0xD9]),
            ("stray bytes before the tables", After(Before(0xDB), [1, 2])),
            ("stray bytes before the frame", After(Before(0xC0), [0x41, 0x42, 0x43])),
            ("stray bytes before the scan", After(Before(0xDA), [0, 0, 0, 0, 0, 0])),
            ("a stray stuffed byte before the scan", After(Before(0xDA), [0xFF, 0])),
            ("a stray restart before the scan", After(Before(0xDA), [0xFF, 0xD0])),
            ("fill bytes before a mark", After(Before(0xC4), [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF])),
            ("fill bytes before the end", [.. Photo[..^2], 0xFF, 0xFF, 0xFF, 0xD9]),
            ("an Exif whose beginning lies beyond it", After(2, MadeUpFiles.Segment(0xE1, [.. "Exif\0\0II*\0"u8, 255, 255, 0, 0]))),
            ("a preview with an end of its own", After(2, MadeUpFiles.Segment(0xE1, [.. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 0, 0, .. Photo]))),
            ("a mark of Adobe's that says nothing known", After(2, MadeUpFiles.Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 9]))),
            (
                "a profile of which the second part is missing",
                After(2, MadeUpFiles.Segment(0xE2, [.. "ICC_PROFILE\0"u8, 1, 2, 0, 0, 0, 0]))
            ),
            ("a text after its end", [.. Photo, .. "Sent from my telephone"u8]),
            ("another photo after its end", [.. Photo, .. SmallPhotos.Jpeg(6)]),
            ("a page of the disk after its end", [.. Photo, .. new byte[5000]]),
        ];

    public static IEnumerable<(string What, byte[] Content, string Says)> Refused() =>
        [
            ("begins twice", [0xFF, 0xD8, .. Photo], "damaged"),
            ("another photo before the frame", After(Before(0xC0), SmallPhotos.Jpeg()), "damaged"),
            ("another photo where the end should be", [.. Photo[..^2], .. SmallPhotos.Jpeg()], "damaged"),
            ("another photo in the middle of the scan", [.. Photo[..^20], .. SmallPhotos.Jpeg(6), .. Photo[^20..]], "damaged"),
            ("begins again after two scans", [.. SmallPhotos.Layers(64, 64, 4)[..^2], 0xFF, 0xD8, 0xFF, 0xD9], "damaged"),
            ("two frames", After(Before(0xDA), MadeUpFiles.Segment(0xC0, [8, 0, 16, 0, 16, 1, 1, 0x11, 0])), "damaged"),
            ("stray bytes right after its beginning", After(2, [1, 2]), "damaged"),
            ("nothing but its beginning and end", [0xFF, 0xD8, 0xFF, 0xD9], "damaged"),
            ("its beginning alone", [0xFF, 0xD8], "damaged"),
            ("arithmetic", MadeUpFiles.Jpeg(frame: 0xC9), "unusual kind of JPEG"),
            ("lossless", MadeUpFiles.Jpeg(frame: 0xC3), "unusual kind of JPEG"),
            (
                "of JPEG-LS",
                [0xFF, 0xD8, .. MadeUpFiles.Segment(0xF7, [8, 0, 16, 0, 16, 1, 1, 0x11, 0]), 0xFF, 0xD9],
                "unusual kind of JPEG"
            ),
            ("cut off in the scan", Photo[..^60], "cut off"),
            ("cut off in its tables", Photo[..300], "cut off"),
        ];

    private static byte[] Segment(byte marker) => MadeUpFiles.Segment(marker, []);

    private static int Before(byte marker) => Photo.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, marker]);

    private static byte[] After(int at, byte[] more) => [.. Photo[..at], .. more, .. Photo[at..]];
}
