using System.Text;
using Fosse.Accountability.Subjects;
using Fosse.Exchange;
using Fosse.Exchange.Evidence;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Reporting;
using Microsoft.Extensions.Options;

namespace Fosse.Tests.Reporting.EvidenceFiles;

/// <summary>Photos and papers are known by their content, say nothing of who made them, and lie locked.</summary>
public sealed class EvidenceTests(TestDarkroom darkroom) : IClassFixture<TestDarkroom>, IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    private FileStore Store => new(Options.Create(new FileStoreOptions { Folder = folder.Path }));

    private Task<Outcome<DraftFile>> Take(byte[] content, string name = "photo.jpg") =>
        new Evidence(Store, darkroom.Clean).Take(new MemoryStream(content), name, default);

    private async Task<byte[]> Kept(byte[] content, string mediaType)
    {
        Assert.True((await Take(content)).Accepted(out var file));
        Assert.Equal(mediaType, file.MediaType);
        var kept = Assert.IsType<byte[]>(await new Evidence(Store, darkroom.Clean).Read(file, default));
        Assert.Equal(kept.Length, file.Bytes);
        return kept;
    }

    [Fact]
    public async Task A_photo_from_a_telephone_keeps_its_picture_and_nothing_else()
    {
        Assert.NotEmpty(Judge.Finds(MadeUpFiles.TelephonePhoto(6))); // so the judge can see what is looked for
        var kept = await Kept(MadeUpFiles.TelephonePhoto(6), "image/jpeg");
        Assert.Empty(Judge.Finds(kept));
        Assert.Equal((16, 16), (SmallPhotos.Seen(kept).Width, SmallPhotos.Seen(kept).Height));
        var grey = SmallPhotos.Seen(kept).Corners[0];
        Assert.InRange(grey.Red, 126, 130);
        Assert.Equal((grey.Red, grey.Red), (grey.Green, grey.Blue));
    }

    [Fact]
    public async Task A_screenshot_keeps_its_pixels_and_nothing_that_was_said_about_it()
    {
        Assert.NotEmpty(Judge.Finds(MadeUpFiles.Screenshot()));
        var kept = await Kept(MadeUpFiles.Screenshot(), "image/png");
        Assert.Empty(Judge.Finds(kept));
        Assert.Equal(["IHDR", "IDAT", "IEND"], Chunks(kept).Distinct());
        Assert.Empty(Judge.Finds(await Kept(MadeUpFiles.Png(3, 1, 1, 3, raw: [0, 0x40]), "image/png")));
        Assert.Empty(Judge.Finds(await Kept(MadeUpFiles.Png(9, 7, 8, 0, 1, raw: new byte[Adam7(9, 7)]), "image/png")));
    }

    [Fact]
    public async Task A_webp_keeps_its_picture_and_its_transparency()
    {
        Assert.NotEmpty(Judge.Finds(MadeUpFiles.WebpPhoto()));
        Assert.Empty(Judge.Finds(await Kept(MadeUpFiles.WebpPhoto(), "image/webp")));
        Assert.Empty(Judge.Finds(await Kept(MadeUpFiles.WebpLossless, "image/webp")));
        var clear = await Kept(MadeUpFiles.WebpTransparent, "image/webp");
        Assert.Empty(Judge.Finds(clear));
        using var before = SkiaSharp.SKBitmap.Decode(MadeUpFiles.WebpTransparent);
        using var after = SkiaSharp.SKBitmap.Decode(clear);
        Assert.NotEqual(255, before.GetPixel(0, 0).Alpha);
        Assert.Equal(before.GetPixel(0, 0).Alpha, after.GetPixel(0, 0).Alpha);
    }

    [Fact]
    public async Task What_hides_in_a_photo_beside_its_pixels_does_not_come_out()
    {
        byte[] page = [.. MadeUpFiles.Jpeg(scans: 1)[..^3], .. "\0<script>alert(1)</script>"u8, 0xFF, 0xD9];
        var kept = await Kept(page, "image/jpeg");
        Assert.True(kept.AsSpan().IndexOf("<script"u8) < 0);
        Assert.Empty(Judge.Finds(await Kept(MadeUpFiles.Png(5, 4, raw: [.. new byte[64], .. new byte[900_000]]), "image/png")));
    }

    public static TheoryData<string, byte[], string> NotTaken() =>
        new()
        {
            { "nothing", [], "The file is empty" },
            { "an iPhone's photo", [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0], "Save or share it as a JPEG" },
            { "a video", [0, 0, 0, 24, .. "ftypmp42"u8, 0, 0, 0, 0], "Videos are not taken here" },
            { "a moving picture", "GIF89a\u0001\0\u0001\0"u8.ToArray(), "Save it as a JPEG or PNG" },
            { "a drawing", "<?xml version=\"1.0\"?><svg onload=\"x\"/>"u8.ToArray(), "Take a screenshot of it" },
            { "a page", "<!DOCTYPE html><p>"u8.ToArray(), "print it to PDF" },
            { "a zip", HostileFiles.Zip(), "Unpack a zip" },
            { "a program", "MZ\u0090\0"u8.ToArray(), "Add photos (JPEG, PNG, WebP) or PDFs" },
            { "words", "Dear Sir"u8.ToArray(), "neither a photo (JPEG, PNG, WebP) nor a PDF" },
            { "a photo in part", SmallPhotos.Jpeg()[..^90], "cut off" },
            { "a photo of 4 billion pixels", MadeUpFiles.Jpeg(width: 65_535, height: 65_535), "more than 50 million pixels" },
            { "a photo of many layers", MadeUpFiles.Jpeg(scans: 65, frame: 0xC2), "too many layers" },
            { "a PNG that is large within its limits", MadeUpFiles.Png(7000, 7000, 16, 6, raw: [0]), "unpacks to more than" },
            { "a PNG with a wrong sum", WrongSum(), "damaged" },
            {
                "a moving WebP",
                MadeUpFiles.Riff([
                    .. MadeUpFiles.RiffChunk("VP8X", [2, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
                    .. MadeUpFiles.RiffChunk("ANIM", new byte[6]),
                ]),
                "Moving pictures are not taken"
            },
            { "a locked paper", MadeUpFiles.Pdf(trailer: "/Encrypt 5 0 R "), "locked with a password" },
            {
                "objects packed otherwise",
                MadeUpFiles.Pdf(
                    objects: MadeUpFiles.PdfStream("/Type /Obj#53tm /Filter [/ASCIIHexDecode /FlateDecode]", "78>"u8.ToArray())
                ),
                "cannot be looked into"
            },
            { "a file in a paper", MadeUpFiles.Pdf("/Names << /Embedded#46iles << /Names [(a) 5 0 R] >> >>"), "other files inside" },
            { "a paper and a zip", MadeUpFiles.Pdf(after: Encoding.Latin1.GetString(HostileFiles.Zip())), "Something follows the end" },
            { "a paper that begins late", [.. "GIF"u8, .. MadeUpFiles.Pdf()], "does not begin like one" },
        };

    [Theory, MemberData(nameof(NotTaken), DisableDiscoveryEnumeration = true)]
    public async Task What_is_not_taken_is_refused_with_how_to_mend_it(string what, byte[] content, string says)
    {
        var outcome = await Take(content);
        var refusal = Assert.Single(outcome.Refusals);
        Assert.True(refusal.Field == "files" && refusal.Message.Contains(says, StringComparison.Ordinal), $"{what}: {refusal}");
        Assert.Empty(Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Of_hundreds_of_hostile_files_each_is_refused_in_words_or_kept_clean()
    {
        var (refused, kept) = (0, 0);
        foreach (var (name, content) in HostileFiles.All())
        {
            var outcome = await Take(content, name);
            if (!outcome.Accepted(out var file))
            {
                refused++;
                Assert.True(Assert.Single(outcome.Refusals).Message is { Length: > 20 and < 200 }, name);
                continue;
            }
            kept++;
            var bytes = await new Evidence(Store, darkroom.Clean).Read(file, default);
            Assert.NotNull(bytes);
            if (file.MediaType != "application/pdf")
                Assert.True(Judge.Finds(bytes) is { Count: 0 }, $"{name}: {string.Join(", ", Judge.Finds(bytes))}");
            // What came out clean is taken again.
            Assert.True((await darkroom.Clean(bytes, default)).Accepted(out _), name);
            await using var locked = Store.Open(file.File)!;
            Assert.NotEqual(bytes[..4], await Start(locked));
        }
        Assert.True(refused > 500 && kept > 200, $"{refused} refused, {kept} kept");
    }

    [Fact]
    public async Task A_file_without_end_is_given_up_after_ten_megabytes()
    {
        using var endless = new Endless();
        var outcome = await new Evidence(Store, darkroom.Clean).Take(endless, "endless.jpg", default);
        Assert.Contains("smaller than 10 MB", Assert.Single(outcome.Refusals).Message, StringComparison.Ordinal);
        Assert.InRange(endless.Given, Evidence.LargestBytes, Evidence.LargestBytes + 200_000);
    }

    [Fact]
    public async Task A_file_opens_with_its_own_key_and_not_when_a_byte_has_changed()
    {
        Assert.True((await Take(MadeUpFiles.Jpeg())).Accepted(out var file));
        Assert.True((await Take(MadeUpFiles.Jpeg())).Accepted(out var same));
        Assert.NotEqual(file.File, same.File); // so that one can be removed without the other
        var evidence = new Evidence(Store, darkroom.Clean);
        Assert.NotNull(await evidence.Read(file, default));
        Assert.Null(await evidence.Read(file with { Key = BoxKey.New().Text }, default));
        Assert.Null(await evidence.Read(file with { Key = "?" }, default));
        var path = Directory.EnumerateFiles(folder.Path, file.File, SearchOption.AllDirectories).Single();
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[20] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
        Assert.Null(await evidence.Read(file, default));
        Store.Remove(file.File);
        Assert.Null(await evidence.Read(file, default));
    }

    [Theory]
    [InlineData("IMG_0042.JPG", "IMG_0042.jpg")]
    [InlineData(@"C:\Users\asha\Pictures\van.jpeg", "van.jpeg")]
    [InlineData("../../etc/passwd", "passwd.jpg")]
    [InlineData("invoice\u202Egpj.exe", "invoicegpj.jpg")]
    [InlineData("a\0b\nc\u200B.png", "ab c.jpg")]
    [InlineData("<b>\"x\".jpg", "b x.jpg")]
    [InlineData("…", "….jpg")]
    [InlineData(".jpg", "photo.jpg")]
    [InlineData("ગુજરાતી 😀.jpg", "ગુજરાતી 😀.jpg")]
    public async Task A_name_says_what_the_file_is_and_nothing_that_cannot_be_seen(string given, string kept)
    {
        Assert.True((await Take(MadeUpFiles.Jpeg(), given)).Accepted(out var file));
        Assert.Equal(kept, file.Name);
        Assert.True((await Take(MadeUpFiles.Jpeg(), new string('w', 300) + "😀.jpg")).Accepted(out var longer));
        Assert.Equal(100, longer.Name.Length);
    }

    [Fact]
    public void What_is_refused_names_the_problem_alone() =>
        Assert.Equal(
            "The file is empty. Choose it again, or choose another file.",
            Assert.Throws<ExchangeFormatException>(() => EvidenceFile.Look(default)).Problem
        );

    private static async Task<byte[]> Start(Stream content)
    {
        var start = new byte[4];
        await content.ReadExactlyAsync(start);
        return start;
    }

    // A bit of the packed pixels is another, and their sum is not.
    private static byte[] WrongSum()
    {
        var png = MadeUpFiles.Png();
        png[png.AsSpan().IndexOf("IDAT"u8) + 8] ^= 64;
        return png;
    }

    private static IEnumerable<string> Chunks(byte[] png)
    {
        for (var at = 8; at < png.Length; at += 12 + System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at)))
            yield return Encoding.ASCII.GetString(png, at + 4, 4);
    }

    // Bytes of a grey picture in seven passes, counted pixel by pixel.
    private static int Adam7(int width, int height)
    {
        int[,] passes =
        {
            { 0, 0, 8, 8 },
            { 4, 0, 8, 8 },
            { 0, 4, 4, 8 },
            { 2, 0, 4, 4 },
            { 0, 2, 2, 4 },
            { 1, 0, 2, 2 },
            { 0, 1, 1, 2 },
        };
        var bytes = 0;
        for (var p = 0; p < 7; p++)
        {
            for (var y = passes[p, 1]; y < height; y += passes[p, 3])
            {
                var across = Enumerable.Range(0, width).Count(x => x >= passes[p, 0] && (x - passes[p, 0]) % passes[p, 2] == 0);
                if (across > 0)
                    bytes += across + 1;
            }
        }
        return bytes;
    }

    private sealed class Endless : Stream
    {
        public long Given { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Given += count;
            return count;
        }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
