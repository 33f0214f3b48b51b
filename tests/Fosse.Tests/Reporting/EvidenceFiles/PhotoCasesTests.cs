using Fosse.Tests.Exchange;

namespace Fosse.Tests.Reporting.EvidenceFiles;

/// <summary>Photos that gave other people trouble: each is taken and says nothing, or is refused in the right words.</summary>
public sealed class PhotoCasesTests(TestDarkroom darkroom) : IClassFixture<TestDarkroom>
{
    [Theory]
    [InlineData("jpeg-444.jpg")]
    [InlineData("jpeg-cmyk.jpg")]
    [InlineData("jpeg-empty-dht-segment.jpg")]
    [InlineData("jpeg-eoi-then-motion-video.jpg")]
    [InlineData("jpeg-grey.jpg")]
    [InlineData("jpeg-mpo-two-pictures.jpg")]
    [InlineData("jpeg-orientation-6-long.jpg")]
    [InlineData("jpeg-orientation-6-short.jpg", true)]
    [InlineData("jpeg-progressive.jpg")]
    [InlineData("jpeg-two-stray-bytes-before-eoi.jpg")]
    [InlineData("jpeg-two-stray-bytes-between-segments.jpg")]
    [InlineData("jpeg-without-eoi.jpg")]
    [InlineData("plain.jpg")]
    [InlineData("plain.png")]
    [InlineData("png-apng.png")]
    [InlineData("png-bytes-after-iend.png")]
    [InlineData("png-gama-after-palette-grey-plte.png")]
    [InlineData("png-idat-bytes-after-zlib-end.png")]
    [InlineData("png-one-row-too-many.png")]
    [InlineData("png-orientation-6-in-exif.png", true)]
    [InlineData("png-rgba-with-trns.png")]
    [InlineData("png-two-srgb-chunks.png")]
    [InlineData("webp-lossy.webp")]
    [InlineData("webp-orientation-6-in-exif.webp", true)]
    public async Task These_are_taken_and_come_out_as_96_by_64_pixels_and_nothing_else(string name, bool turned = false)
    {
        var outcome = await darkroom.Clean(await Case(name), default);
        Assert.True(outcome.Accepted(out var clean), string.Join(' ', outcome.Refusals));
        var kept = clean.Content.ToArray();
        Assert.Empty(Judge.Finds(kept));
        var (width, height, _) = SmallPhotos.Seen(kept);
        Assert.Equal(turned ? (64, 96) : (96, 64), (width, height));
        Assert.EndsWith(
            Path.GetExtension(name).Replace("jpg", "jpeg", StringComparison.Ordinal)[1..],
            clean.MediaType,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("jpeg-starts-twice.jpg", "damaged")]
    [InlineData("jpeg-height-told-after-scan-dnl.jpg", "unusual kind of JPEG")]
    [InlineData("png-iphone-cgbi.png", "unusual kind of PNG")]
    [InlineData("webp-animated.webp", "Moving pictures are not taken")]
    [InlineData("heic-brand-MiHE.heic", "HEIC photos are not taken")]
    [InlineData("heic-from-iphone-named.heic", "HEIC photos are not taken")]
    [InlineData("heic-renamed-to.jpg", "HEIC photos are not taken")]
    [InlineData("jxl-container.jxl", "Save it as a JPEG or PNG")]
    [InlineData("tiff.tif", "Save it as a JPEG or PNG")]
    public async Task These_are_refused_and_it_is_said_why(string name, string says)
    {
        var refusal = Assert.Single((await darkroom.Clean(await Case(name), default)).Refusals);
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
    }

    private static Task<byte[]> Case(string name) => File.ReadAllBytesAsync(Path.Combine(SharedData.Cases("photos"), name));
}
