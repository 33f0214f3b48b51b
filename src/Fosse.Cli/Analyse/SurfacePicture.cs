using System.Globalization;
using Fosse.Analysis;

namespace Fosse.Cli.Analyse;

/// <summary>A surface as a picture: north up, one colour scale from nothing to the highest value, and a legend that says the numbers and the unit.</summary>
internal static class SurfacePicture
{
    private const int Longest = 1000, Margin = 20, LegendWidth = 190;

    // From light to dark, so that it reads in grey as well (after ColorBrewer's YlOrRd, Brewer 2003).
    private static readonly (double R, double G, double B)[] Stops = [(255, 255, 240), (254, 217, 118), (253, 141, 60), (227, 26, 28), (128, 0, 38)];
    private static readonly (double R, double G, double B)[] BothWays = [(33, 102, 172), (146, 197, 222), (247, 247, 247), (244, 165, 130), (178, 24, 43)];

    public static Picture Of(Grid grid, double[] values, string unit, string title)
    {
        var zoom = Math.Max(1, Longest / Math.Max(grid.Columns, grid.Rows));
        var skip = Math.Max(1, (Math.Max(grid.Columns, grid.Rows) + Longest - 1) / Longest);
        var (w, h) = (grid.Columns * zoom / skip, grid.Rows * zoom / skip);
        var finite = values.Where(double.IsFinite).ToArray();
        var (low, high) = finite.Length == 0 ? (0, 1) : (finite.Min(), finite.Max());
        var both = low < 0;
        (low, high) = both ? (-Math.Max(-low, high), Math.Max(-low, high)) : (0, high > 0 ? high : 1);

        var picture = new Picture(Math.Max(w, 300) + LegendWidth + 3 * Margin, Math.Max(h, 300) + 3 * Margin + 20);
        picture.Words(Margin, 10, title);
        for (var y = 0; y < h; y++)
        {
            for (var x = 0; x < w; x++)
            {
                var value = values[Math.Min(grid.Rows - 1, (h - 1 - y) * skip / zoom) * grid.Columns + Math.Min(grid.Columns - 1, x * skip / zoom)];
                picture.Set(Margin + x, Margin + 20 + y, double.IsFinite(value) ? Colour((value - low) / (high - low), both) : Picture.Grey);
            }
        }
        Legend(picture, Margin * 2 + Math.Max(w, 300), Margin + 20, low, high, both, unit);
        return picture;
    }

    private static void Legend(Picture picture, int x, int y, double low, double high, bool both, string unit)
    {
        const int Tall = 240;
        picture.Words(x, y, unit);
        y += 32;
        for (var i = 0; i < Tall; i++) picture.Box(x, y + i, 24, 1, Colour(1 - i / (Tall - 1.0), both));
        for (var tick = 0; tick <= 4; tick++)
        {
            var at = y + (Tall - 1) * (4 - tick) / 4;
            picture.Line(x + 24, at, x + 30, at, Picture.Ink);
            picture.Words(x + 36, at - 7, (low + (high - low) * tick / 4).ToString("G3", CultureInfo.InvariantCulture));
        }
    }

    internal static (byte, byte, byte) Colour(double share, bool both = false)
    {
        var stops = both ? BothWays : Stops;
        var at = Math.Clamp(share, 0, 1) * (stops.Length - 1);
        var i = Math.Min((int)at, stops.Length - 2);
        var (a, b, t) = (stops[i], stops[i + 1], at - i);
        return ((byte)(a.R + (b.R - a.R) * t), (byte)(a.G + (b.G - a.G) * t), (byte)(a.B + (b.B - a.B) * t));
    }
}
