namespace Fosse.Cli.Analyse;

/// <summary>A raster in three colours that can draw lines, boxes and words, and be written as PNG.</summary>
internal sealed class Picture(int width, int height)
{
    private readonly byte[] pixels = [.. Enumerable.Repeat((byte)255, width * height * 3)];

    public int Width => width;

    public int Height => height;

    public void Set(int x, int y, (byte R, byte G, byte B) colour)
    {
        if (x < 0 || y < 0 || x >= width || y >= height)
            return;
        var at = (y * width + x) * 3;
        (pixels[at], pixels[at + 1], pixels[at + 2]) = colour;
    }

    public void Box(int x, int y, int w, int h, (byte, byte, byte) colour)
    {
        for (var j = y; j < y + h; j++)
        for (var i = x; i < x + w; i++)
            Set(i, j, colour);
    }

    /// <param name="dash">Pixels drawn and then left out; 0 for a whole line.</param>
    public void Line(double x0, double y0, double x1, double y1, (byte, byte, byte) colour, int dash = 0, int thick = 1)
    {
        var steps = (int)Math.Ceiling(Math.Max(Math.Abs(x1 - x0), Math.Abs(y1 - y0))) + 1;
        for (var s = 0; s <= steps; s++)
        {
            if (dash > 0 && s / dash % 2 == 1)
                continue;
            var (x, y) = ((int)Math.Round(x0 + (x1 - x0) * s / steps), (int)Math.Round(y0 + (y1 - y0) * s / steps));
            Box(x - (thick - 1) / 2, y - (thick - 1) / 2, thick, thick, colour);
        }
    }

    /// <summary>The outline of a box.</summary>
    public void Frame(int x, int y, int w, int h)
    {
        Box(x, y, w, 1, Colours.Middle);
        Box(x, y + h - 1, w, 1, Colours.Middle);
        Box(x, y, 1, h, Colours.Middle);
        Box(x + w - 1, y, 1, h, Colours.Middle);
    }

    public void Words(int x, int y, string words, int size = 2, (byte, byte, byte)? ink = null)
    {
        foreach (var letter in words)
        {
            var columns = Letters.Of(letter);
            for (var c = 0; c < 5; c++)
            {
                for (var r = 0; r < 8; r++)
                {
                    if ((columns[c] >> r & 1) == 1)
                        Box(x + c * size, y + r * size, size, size, ink ?? Colours.Ink);
                }
            }
            x += 6 * size;
        }
    }

    public static int WidthOf(string words, int size = 2) => words.Length * 6 * size;

    /// <summary>Words in lines that are no wider than so many pixels; a word that is wider itself stays whole.</summary>
    public static IReadOnlyList<string> Wrapped(string words, int width, int size = 2)
    {
        var lines = new List<string>();
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && WidthOf($"{lines[^1]} {word}", size) <= width)
                lines[^1] += " " + word;
            else
                lines.Add(word);
        }
        return lines;
    }

    public byte[] Png() => PngFile.Of(pixels, width, height);
}
