using System.Text;

namespace Fosse.Tests.Reporting.EvidenceFiles;

/// <summary>Files that somebody could send to do harm: each with its seed, so that the same come again.</summary>
internal static class HostileFiles
{
    public static IEnumerable<(string Name, byte[] Content)> All() => [.. Changed(), .. CutOff(), .. Joined(), .. Lying(), .. Noise()];

    private static (string Name, byte[] Content)[] Whole() =>
        [
            ("photo.jpg", MadeUpFiles.TelephonePhoto(6)),
            ("plain.jpg", MadeUpFiles.Jpeg()),
            ("shot.png", MadeUpFiles.Screenshot()),
            ("adam7.png", MadeUpFiles.Png(1, 1, raw: [0, 1, 2, 3], interlace: 1)),
            ("photo.webp", MadeUpFiles.WebpPhoto()),
            ("clear.webp", MadeUpFiles.WebpTransparent),
            ("tiny.webp", MadeUpFiles.WebpLossless),
            ("paper.pdf", MadeUpFiles.Pdf(objects: MadeUpFiles.PdfPacked("/Type /ObjStm /N 1 /First 4", "7 0 << /Lang (en) >>"))),
        ];

    // One to four bytes are others.
    private static IEnumerable<(string, byte[])> Changed()
    {
        var random = new Random(20_261);
        foreach (var (name, content) in Whole())
        {
            for (var i = 0; i < 60; i++)
            {
                var bytes = content.ToArray();
                for (var n = random.Next(1, 5); n > 0; n--)
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                yield return ($"changed-{i}-{name}", bytes);
            }
        }
    }

    private static IEnumerable<(string, byte[])> CutOff()
    {
        var random = new Random(20_262);
        return Whole()
            .SelectMany(w => Enumerable.Range(0, 25).Select(i => ($"cut-{i}-{w.Name}", w.Content[..random.Next(w.Content.Length)])));
    }

    // Two kinds in one file: one after the other, one in the middle of the other.
    private static IEnumerable<(string, byte[])> Joined()
    {
        var others = Whole()
            .Append(("page.html", "<html><script>alert(1)</script></html>"u8.ToArray()))
            .Append(("folder.zip", Zip()))
            .Append(("movie.gif", "GIF89a\u0001\0\u0001\0"u8.ToArray()))
            .ToList();
        foreach (var (name, first) in others)
        {
            foreach (var (other, second) in others.Where(o => o.Item1 != name))
            {
                yield return ($"{other}-after-{name}", [.. first, .. second]);
                yield return ($"{other}-within-{name}", [.. first[..(first.Length / 2)], .. second, .. first[(first.Length / 2)..]]);
            }
        }
    }

    // Right in form, and about themselves they lie.
    private static IEnumerable<(string, byte[])> Lying()
    {
        foreach (var size in (int[])[0, 1, 15, 17, 40_000, 65_535])
            yield return ($"jpeg-{size}", MadeUpFiles.Jpeg(width: size, height: size));
        for (var marker = 0; marker < 256; marker++)
            yield return (
                $"marker-{marker:x}",
                MadeUpFiles.Jpeg([MadeUpFiles.Segment((byte)marker, Encoding.ASCII.GetBytes(MadeUpFiles.Canary))])
            );
        foreach (
            var (width, height) in ((int, int)[])
                [(0, 0), (5, 0), (4, 5), (6, 4), (int.MaxValue, int.MaxValue), (-1, 4), (10_000, 10_000), (1, 50_000_001)]
        )
            yield return ($"png-{width}-{height}", MadeUpFiles.Png(width, height, raw: new byte[64]));
        for (byte colour = 0; colour < 8; colour++)
        {
            foreach (var depth in (byte[])[0, 1, 2, 3, 4, 8, 16, 32])
                yield return ($"png-kind-{colour}-{depth}", MadeUpFiles.Png(3, 3, depth, colour, (byte)(depth & 1), raw: new byte[30]));
        }
        yield return ("bomb.png", MadeUpFiles.Png(7000, 7000, raw: new byte[90_000_000]));
        yield return ("layers.jpg", MadeUpFiles.Jpeg(scans: 4000, frame: 0xC2));
        yield return ("many-chunks.png", MadeUpFiles.Png(said: Enumerable.Range(0, 100_000).Select(_ => MadeUpFiles.Chunk("tEXt", []))));
        yield return (
            "many-streams.pdf",
            MadeUpFiles.Pdf(objects: [.. Enumerable.Repeat(MadeUpFiles.PdfStream("", [0x78, 0x9c, 1]), 30_000).SelectMany(s => s)])
        );
        yield return (
            "bomb.pdf",
            MadeUpFiles.Pdf(objects: MadeUpFiles.PdfStream("/Type /ObjStm /Filter /FlateDecode", MadeUpFiles.Packed(new byte[40_000_000])))
        );
        yield return ("names.pdf", MadeUpFiles.Pdf(objects: Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("/#4a#53", 500_000)))));
        foreach (var chunk in (string[])["ANIM", "ANMF", "VP8X", "VP8L", "ALPH"])
            yield return (
                $"webp-{chunk}",
                MadeUpFiles.Riff([.. MadeUpFiles.RiffChunk(chunk, new byte[16]), .. MadeUpFiles.WebpLossy[12..]])
            );
    }

    private static IEnumerable<(string, byte[])> Noise()
    {
        var random = new Random(20_263);
        byte[][] starts =
        [
            [],
            [0xFF, 0xD8, 0xFF],
            MadeUpFiles.Signature,
            "RIFF\u0010\0\0\0WEBPVP8 "u8.ToArray(),
            "%PDF-1.4\n"u8.ToArray(),
            "PK\u0003\u0004"u8.ToArray(),
        ];
        for (var i = 0; i < 120; i++)
        {
            var bytes = new byte[random.Next(0, 4000)];
            random.NextBytes(bytes);
            yield return ($"noise-{i}", [.. starts[i % starts.Length], .. bytes]);
        }
    }

    public static byte[] Zip()
    {
        using var content = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(content, System.IO.Compression.ZipArchiveMode.Create))
        {
            using var entry = zip.CreateEntry("a.txt").Open();
            entry.Write(Encoding.ASCII.GetBytes(MadeUpFiles.Canary));
        }
        return content.ToArray();
    }
}
