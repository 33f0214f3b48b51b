using System.Security.Cryptography;
using Fosse.Exchange.Evidence;
using SkiaSharp;

namespace Fosse.Cli.Photos;

internal delegate void TakeRebuilt(ReadOnlySpan<byte> photo);

/// <summary>
/// Builds a photo anew from its pixels with Skia, as the same kind. Nothing goes over but pixels: they are turned the way they are held
/// and, where the photo has a profile of its own for colours, brought to sRGB, which needs no saying.
/// </summary>
internal static class SkiaPhoto
{
    // Letters and number plates stay readable; a photo of a telephone keeps about its size.
    private const int Quality = 90;

    // Of what is packed without loss: little effort, for each step more takes seconds and saves some per cent.
    private const int Effort = 0;

    public static IReadOnlyList<SKEncodedImageFormat> Kinds { get; } =
    [SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Png, SKEncodedImageFormat.Webp];

    public static PhotoVerdict Of(byte[] photo, PhotoTraits traits, EvidenceLimits limits, TakeRebuilt take)
    {
        using var pinned = new Pinned(traits.Ends || !IsJpeg(photo) ? photo : [.. photo, .. JpegEnd]);
        using var codec = SKCodec.Create(pinned.Data);
        if (codec is null || !Kinds.Contains(codec.EncodedFormat))
            return PhotoVerdict.Damaged;
        var info = codec.Info;
        if (info.Width <= 0 || info.Height <= 0 || (long)info.Width * info.Height > limits.Pixels)
            return info.Width <= 0 || info.Height <= 0 ? PhotoVerdict.Damaged : PhotoVerdict.TooManyPixels;
        var to = new SKImageInfo(
            info.Width,
            info.Height,
            SKColorType.Rgba8888,
            info.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul,
            traits.HasProfile ? SKColorSpace.CreateSrgb() : null
        );
        using var pixels = new SKBitmap();
        if (!pixels.TryAllocPixels(to.WithColorSpace(null)))
            return PhotoVerdict.TooMuch;
        switch (codec.GetPixels(to, pixels.GetPixels()))
        {
            case SKCodecResult.Success:
                break;
            case SKCodecResult.IncompleteInput:
                return PhotoVerdict.CutOff;
            default:
                return PhotoVerdict.Damaged;
        }
        if (!traits.Ends && codec.EncodedFormat == SKEncodedImageFormat.Jpeg && !IsWhole(photo, to, pixels))
            return PhotoVerdict.CutOff;
        using var upright = Upright.Turn(pixels, traits.Orientation);
        if (upright is null)
            return PhotoVerdict.TooMuch;
        if (!ReferenceEquals(upright, pixels))
            pixels.Dispose(); // before the memory for writing is asked for
        return Write(upright, codec.EncodedFormat, traits.IsLossless, take);
    }

    /// <summary>A photo to practise on.</summary>
    public static byte[] Sample(SKEncodedImageFormat kind)
    {
        using var pixels = new SKBitmap(new SKImageInfo(16, 24, SKColorType.Rgba8888, SKAlphaType.Opaque));
        pixels.Erase(SKColors.SlateGray);
        byte[] sample = [];
        Write(pixels, kind, lossless: false, photo => sample = photo.ToArray());
        return sample;
    }

    private static PhotoVerdict Write(SKBitmap pixels, SKEncodedImageFormat kind, bool lossless, TakeRebuilt take)
    {
        using var map = pixels.PeekPixels();
        using var written = kind switch
        {
            SKEncodedImageFormat.Jpeg => map.Encode(
                new SKJpegEncoderOptions(Quality, SKJpegEncoderDownsample.Downsample420, SKJpegEncoderAlphaOption.Ignore)
            ),
            SKEncodedImageFormat.Png => map.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.Sub | SKPngEncoderFilterFlags.Up, 4)),
            _ => map.Encode(
                lossless
                    ? new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, Effort)
                    : new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, Quality)
            ),
        };
        if (written is null)
            return PhotoVerdict.Damaged;
        take(kind == SKEncodedImageFormat.Png ? WithoutBits(written.AsSpan()) : written.AsSpan());
        return PhotoVerdict.Rebuilt;
    }

    // The encoder says after the header how many bits of each colour count, which is all of them.
    private static ReadOnlySpan<byte> WithoutBits(ReadOnlySpan<byte> png)
    {
        const int after = 33; // the signature and the header
        return png[after..].Length > 12 && png.Slice(after + 4, 4).SequenceEqual("sBIT"u8)
            ? (byte[])[.. png[..after], .. png[(after + 12 + png[after + 3])..]]
            : png;
    }

    // Where the mark of the end is missing, the decoder fills what may be missing with it and says nothing. Whether something was missing
    // shows when other bytes stand there: a whole picture does not change.
    private static bool IsWhole(byte[] photo, SKImageInfo to, SKBitmap pixels)
    {
        var first = SHA256.HashData(pixels.GetPixelSpan());
        using var pinned = new Pinned([.. photo, .. Enumerable.Repeat((byte)0x5A, 512), .. JpegEnd]);
        using var codec = SKCodec.Create(pinned.Data);
        return codec is not null
            && codec.GetPixels(to, pixels.GetPixels()) == SKCodecResult.Success
            && SHA256.HashData(pixels.GetPixelSpan()).AsSpan().SequenceEqual(first);
    }

    private static ReadOnlySpan<byte> JpegEnd => [0xFF, 0xD9];

    private static bool IsJpeg(ReadOnlySpan<byte> photo) => photo.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]);

    /// <summary>Bytes that stay where they are while native code reads them.</summary>
    private sealed class Pinned : IDisposable
    {
        private System.Runtime.InteropServices.GCHandle handle;

        public Pinned(byte[] bytes)
        {
            handle = System.Runtime.InteropServices.GCHandle.Alloc(bytes, System.Runtime.InteropServices.GCHandleType.Pinned);
            Data = SKData.Create(handle.AddrOfPinnedObject(), bytes.Length);
        }

        public SKData Data { get; }

        public void Dispose()
        {
            Data.Dispose();
            handle.Free();
        }
    }
}
