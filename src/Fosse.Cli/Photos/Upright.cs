using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace Fosse.Cli.Photos;

/// <summary>Turns pixels the way a photo is held (Exif 2.3, tag 274), each to its place, none mixed with another.</summary>
internal static class Upright
{
    // A square of pixels that stays in the processor's nearest memory, for rows become columns.
    private const int Square = 32;

    /// <param name="held">1 to 8: 2 mirrored, 3 upside down, 4 mirrored top to bottom, 5 to 8 lying on a side.</param>
    /// <returns>The same, where it is upright; none where there is no memory to turn it in.</returns>
    public static SKBitmap? Turn(SKBitmap pixels, byte held)
    {
        if (held is < 2 or > 8)
            return pixels;
        var lies = held >= 5;
        var turned = new SKBitmap();
        if (!turned.TryAllocPixels(lies ? pixels.Info.WithSize(pixels.Height, pixels.Width) : pixels.Info))
            return null;
        Copy(
            MemoryMarshal.Cast<byte, uint>(pixels.GetPixelSpan()),
            MemoryMarshal.Cast<byte, uint>(turned.GetPixelSpan()),
            pixels.Width,
            pixels.Height,
            Step(held, pixels.Width, pixels.Height)
        );
        return turned;
    }

    /// <summary>Where the first pixel goes, and how far apart its neighbours to the right and below come to stand.</summary>
    private static (int First, int Right, int Below) Step(byte held, int width, int height) =>
        held switch
        {
            2 => (width - 1, -1, width),
            3 => (width * height - 1, -1, -width),
            4 => (width * (height - 1), 1, -width),
            5 => (0, height, 1),
            6 => (height - 1, height, -1),
            7 => (width * height - 1, -height, -1),
            _ => (height * (width - 1), -height, 1),
        };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy(ReadOnlySpan<uint> from, Span<uint> to, int width, int height, (int First, int Right, int Below) step)
    {
        for (var top = 0; top < height; top += Square)
        {
            for (var left = 0; left < width; left += Square)
            {
                for (var y = top; y < Math.Min(top + Square, height); y++)
                {
                    for (var x = left; x < Math.Min(left + Square, width); x++)
                        to[step.First + x * step.Right + y * step.Below] = from[y * width + x];
                }
            }
        }
    }
}
