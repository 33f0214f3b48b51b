namespace Fosse.Cli.Analyse;

/// <summary>A raster in three colours that can draw lines, boxes and words, and be written as PNG.</summary>
internal sealed class Picture(int width, int height)
{
    public static readonly (byte, byte, byte) Ink = (11, 12, 12), Grey = (177, 180, 182), White = (255, 255, 255);

    private readonly byte[] pixels = [.. Enumerable.Repeat((byte)255, width * height * 3)];

    public int Width => width;

    public int Height => height;

    public void Set(int x, int y, (byte R, byte G, byte B) colour)
    {
        if (x < 0 || y < 0 || x >= width || y >= height) return;
        var at = (y * width + x) * 3;
        (pixels[at], pixels[at + 1], pixels[at + 2]) = colour;
    }

    public void Box(int x, int y, int w, int h, (byte, byte, byte) colour)
    {
        for (var j = y; j < y + h; j++) for (var i = x; i < x + w; i++) Set(i, j, colour);
    }

    /// <param name="dash">Pixels drawn and then left out; 0 for a whole line.</param>
    public void Line(double x0, double y0, double x1, double y1, (byte, byte, byte) colour, int dash = 0, int thick = 1)
    {
        var steps = (int)Math.Ceiling(Math.Max(Math.Abs(x1 - x0), Math.Abs(y1 - y0))) + 1;
        for (var s = 0; s <= steps; s++)
        {
            if (dash > 0 && s / dash % 2 == 1) continue;
            var (x, y) = ((int)Math.Round(x0 + (x1 - x0) * s / steps), (int)Math.Round(y0 + (y1 - y0) * s / steps));
            Box(x - (thick - 1) / 2, y - (thick - 1) / 2, thick, thick, colour);
        }
    }

    public void Words(int x, int y, string words, int size = 2)
    {
        foreach (var letter in words)
        {
            var columns = Letters.Of(letter);
            for (var c = 0; c < 5; c++)
            {
                for (var r = 0; r < 8; r++)
                {
                    if ((columns[c] >> r & 1) == 1) Box(x + c * size, y + r * size, size, size, Ink);
                }
            }
            x += 6 * size;
        }
    }

    public static int WidthOf(string words, int size = 2) => words.Length * 6 * size;

    public byte[] Png() => PngFile.Of(pixels, width, height);
}
