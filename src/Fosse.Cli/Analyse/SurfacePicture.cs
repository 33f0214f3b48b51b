using System.Globalization;

namespace Fosse.Cli.Analyse;

/// <summary>A surface as a picture: north up, one colour scale with its numbers and unit, a bar of length, and what it was made
/// of.</summary>
internal static class SurfacePicture
{
    private static readonly int[] Round = [5, 2, 1];

    private const int Longest = 1000,
        Margin = 20,
        Head = 46,
        LegendWidth = 220,
        Ramp = 240;

    /// <param name="surface">What is drawn.</param>
    /// <param name="title">Above it.</param>
    /// <param name="made">Below it: file and parameters.</param>
    /// <param name="top">The value of the darkest colour, so that pictures can be compared; the highest value when left out.</param>
    public static Picture Of(Surface surface, string title, string made, double? top = null)
    {
        var (grid, values) = (surface.Grid, surface.Values);
        var zoom = Math.Max(1, Longest / Math.Max(grid.Columns, grid.Rows));
        var skip = Math.Max(1, (Math.Max(grid.Columns, grid.Rows) + Longest - 1) / Longest);
        var (w, h) = (Math.Max(1, grid.Columns * zoom / skip), Math.Max(1, grid.Rows * zoom / skip));
        var finite = values.Where(double.IsFinite).ToArray();
        var (least, most) = finite.Length == 0 ? (0, 1) : (finite.Min(), finite.Max());
        var both = least < 0;
        var high =
            top
            ?? (
                both ? Math.Max(-least, most)
                : most > 0 ? most
                : 1
            );
        var low = both ? -high : 0;

        var width = Math.Max(Math.Max(w, 300) + LegendWidth + 2 * Margin, Math.Min(Picture.WidthOf(title) + 2 * Margin, Longest));
        var caption = Picture.Wrapped(made, width - 2 * Margin);
        var body = Math.Max(h, Ramp + 190);
        var picture = new Picture(width, Head + body + 60 + 20 * caption.Count);
        foreach (var (line, i) in Picture.Wrapped(title, width - 2 * Margin).Take(2).Select((l, i) => (l, i)))
            picture.Words(Margin, 4 + 20 * i, line);
        for (var y = 0; y < h; y++)
        {
            for (var x = 0; x < w; x++)
            {
                var value = values[
                    Math.Min(grid.Rows - 1, (h - 1 - y) * skip / zoom) * grid.Columns + Math.Min(grid.Columns - 1, x * skip / zoom)
                ];
                picture.Set(
                    Margin + x,
                    Head + y,
                    !double.IsFinite(value) ? Colours.Grey
                        : surface.Classes.Count > 0 ? Class(value)
                        : Colours.Of((value - low) / (high - low), both)
                );
            }
        }
        picture.Frame(Margin - 1, Head - 1, w + 2, h + 2);
        if (surface.Mark is { } mark)
        {
            var (mx, my) = (
                Margin + (int)((mark.X - grid.X0) / grid.Cell * zoom / skip),
                Head + h - 1 - (int)((mark.Y - grid.Y0) / grid.Cell * zoom / skip)
            );
            picture.Box(mx - 6, my - 6, 13, 13, Colours.White);
            picture.Box(mx - 4, my - 4, 9, 9, Colours.Ink);
        }
        Legend(picture, Margin * 2 + Math.Max(w, 300), surface, (low, high, least, most), both, finite.Length < values.Length);
        LengthBar(picture, Head + body + 14, grid.Cell * skip / zoom, w);
        for (var i = 0; i < caption.Count; i++)
            picture.Words(Margin, Head + body + 50 + 20 * i, caption[i], ink: Colours.Middle);
        return picture;
    }

    private static (byte, byte, byte) Class(double value) => value >= 1 ? Colours.Blue : Colours.White;

    private static void Legend(
        Picture picture,
        int x,
        Surface surface,
        (double Low, double High, double Least, double Most) scale,
        bool both,
        bool gaps
    )
    {
        var y = Head;
        void Box((byte, byte, byte) colour, string words)
        {
            picture.Box(x, y, 24, 16, colour);
            picture.Frame(x, y, 24, 16);
            foreach (var line in Picture.Wrapped(words, LegendWidth - 60))
            {
                picture.Words(x + 32, y + 1, line);
                y += 20;
            }
            y += 6;
        }
        for (var c = surface.Classes.Count - 1; c >= 0; c--)
            Box(Class(c), surface.Classes[c]);
        if (surface.Classes.Count == 0)
        {
            foreach (var line in Picture.Wrapped(surface.Unit, LegendWidth - 30))
            {
                picture.Words(x, y, line);
                y += 20;
            }
            y += 10;
            for (var i = 0; i < Ramp; i++)
                picture.Box(x, y + i, 24, 1, Colours.Of(1 - i / (Ramp - 1.0), both));
            picture.Frame(x, y, 24, Ramp);
            foreach (var value in Ticks.Within(scale.Low, scale.High))
            {
                var at = y + (int)((Ramp - 1) * (1 - (value - scale.Low) / (scale.High - scale.Low)));
                picture.Line(x + 24, at, x + 30, at, Colours.Ink);
                picture.Words(x + 36, at - 7, Ticks.Words(value));
            }
            y += Ramp + 14;
            foreach (
                var line in Picture.Wrapped(
                    $"highest {scale.Most.ToString("G3", CultureInfo.InvariantCulture)}"
                        + (scale.Most > scale.High ? ", above the scale" : ""),
                    LegendWidth - 30
                )
            )
            {
                picture.Words(x, y, line);
                y += 20;
            }
            y += 10;
        }
        if (gaps)
            Box(Colours.Grey, surface.NoValue);
        if (surface.Mark is { } mark)
            Box(Colours.Ink, mark.Name);
    }

    // A round length of at most a third of the width, and which way is north.
    private static void LengthBar(Picture picture, int y, double metres, int width)
    {
        var longest = metres * Math.Max(width, 120) / 3;
        var power = Math.Pow(10, Math.Floor(Math.Log10(longest)));
        var length = Round.Select(m => m * power).First(l => l <= longest);
        var pixels = (int)(length / metres);
        picture.Box(Margin, y + 4, pixels, 5, Colours.Ink);
        picture.Box(Margin, y, 2, 13, Colours.Ink);
        picture.Box(Margin + pixels - 2, y, 2, 13, Colours.Ink);
        picture.Words(
            Margin + pixels + 10,
            y - 1,
            $"{(length >= 1000 ? Ticks.Words(length / 1000) + " km" : Ticks.Words(length) + " m")}, north is up"
        );
    }
}
