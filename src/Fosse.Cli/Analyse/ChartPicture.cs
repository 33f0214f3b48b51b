using System.Globalization;

namespace Fosse.Cli.Analyse;

/// <summary>One line of a chart: its name, a value for each place on the axis (gaps are NaN), and whether it is a limit or points of their own.</summary>
internal sealed record ChartLine(string Name, IReadOnlyList<double> Values, (byte, byte, byte) Colour, bool Dashed = false, bool Dots = false);

/// <summary>A chart of lines over one axis, with its scale in numbers and a legend under it.</summary>
internal static class ChartPicture
{
    public static readonly (byte, byte, byte) Blue = (29, 112, 184), Red = (190, 32, 32), Green = (0, 112, 60), Purple = (83, 55, 139);
    private const int Wide = 1000, Tall = 520, Left = 110, Top = 50, Right = 30, Bottom = 90;

    public static Picture Of(string title, IReadOnlyList<string> along, params ChartLine[] lines)
    {
        var picture = new Picture(Wide, Tall);
        picture.Words(Left, 14, title);
        var finite = lines.SelectMany(l => l.Values).Where(double.IsFinite).ToArray();
        if (finite.Length == 0) return picture;
        var (low, high) = (finite.Min(), finite.Max());
        if (low > 0 && low < high / 2) low = 0;
        if (high <= low) high = low + 1;
        double X(int i) => Left + (Wide - Left - Right) * (along.Count < 2 ? 0.5 : i / (along.Count - 1.0));
        double Y(double v) => Tall - Bottom - (Tall - Top - Bottom) * (v - low) / (high - low);

        for (var tick = 0; tick <= 4; tick++)
        {
            var value = low + (high - low) * tick / 4;
            picture.Line(Left, Y(value), Wide - Right, Y(value), Picture.Grey);
            var words = value.ToString(Math.Abs(value) >= 1000 ? "F0" : "G4", CultureInfo.InvariantCulture);
            picture.Words(Left - 8 - Picture.WidthOf(words), (int)Y(value) - 7, words);
        }
        foreach (var i in along.Count < 3 ? [0] : new[] { 0, along.Count / 2, along.Count - 1 })
        {
            var x = Math.Clamp((int)X(i) - Picture.WidthOf(along[i]) / 2, 0, Wide - Picture.WidthOf(along[i]));
            picture.Words(x, Tall - Bottom + 10, along[i]);
        }
        foreach (var line in lines) Draw(picture, line, X, Y);
        var at = Left;
        foreach (var line in lines.Where(l => l.Name.Length > 0))
        {
            picture.Line(at, Tall - 30, at + 24, Tall - 30, line.Colour, line.Dashed ? 5 : 0, 3);
            picture.Words(at + 32, Tall - 37, line.Name);
            at += 56 + Picture.WidthOf(line.Name);
        }
        return picture;
    }

    private static void Draw(Picture picture, ChartLine line, Func<int, double> x, Func<double, double> y)
    {
        for (var i = 0; i < line.Values.Count; i++)
        {
            if (!double.IsFinite(line.Values[i])) continue;
            if (line.Dots) picture.Box((int)x(i) - 3, (int)y(line.Values[i]) - 3, 7, 7, line.Colour);
            else if (i > 0 && double.IsFinite(line.Values[i - 1])) picture.Line(x(i - 1), y(line.Values[i - 1]), x(i), y(line.Values[i]), line.Colour, line.Dashed ? 5 : 0, 2);
        }
    }
}
