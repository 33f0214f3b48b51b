namespace Fosse.Cli.Analyse;

/// <summary>A chart of lines over one axis, with round numbers up the side, a legend under it and what it was made of.</summary>
internal static class ChartPicture
{
    private static readonly int[] Apart = [1, 2, 3, 6, 12, 24, 36, 60, 120];

    private const int Wide = 1000,
        Left = 110,
        Top = 76,
        Right = 50,
        Plot = 380;

    public static Picture Of(Chart chart, string made)
    {
        var caption = Picture.Wrapped(made, Wide - 40);
        var picture = new Picture(Wide, Top + Plot + 90 + 20 * caption.Count);
        picture.Words(20, 14, chart.Title);
        for (var i = 0; i < caption.Count; i++)
            picture.Words(20, Top + Plot + 84 + 20 * i, caption[i], ink: Colours.Middle);
        var finite = chart
            .Lines.SelectMany(l => l.Values)
            .Concat(chart.Band?.Low ?? [])
            .Concat(chart.Band?.High ?? [])
            .Where(double.IsFinite)
            .ToArray();
        if (finite.Length == 0)
        {
            picture.Words(Left, Top, "Nothing to draw: no value is a number.");
            return picture;
        }
        var (low, high) = (finite.Min(), finite.Max());
        if (low > 0 && low < high / 2)
            low = 0;
        if (high <= low)
            high = low + 1;
        var ticks = Ticks.Around(low, high);
        (low, high) = (ticks[0], ticks[^1]);
        picture.Words(
            20,
            44,
            low > 0 ? $"{chart.Unit} (the scale begins at {Ticks.Words(low)}, not at 0)" : chart.Unit,
            ink: Colours.Middle
        );
        double X(double i) => Left + (Wide - Left - Right) * (chart.Along.Count < 2 ? 0.5 : i / (chart.Along.Count - 1.0));
        double Y(double v) => Top + Plot - Plot * (v - low) / (high - low);

        if (chart.Late.Count > 0)
        {
            var (from, to) = (
                (int)Math.Max(Left, X(chart.Late.From - .5)),
                (int)Math.Min(Wide - Right + 4, X(chart.Late.From + chart.Late.Count - .5))
            );
            picture.Box(from, Top, Math.Max(6, to - from), Plot, Colours.Shade);
        }
        foreach (var value in ticks)
        {
            picture.Line(Left, Y(value), Wide - Right, Y(value), value == 0 ? Colours.Middle : Colours.Grid);
            picture.Words(Left - 8 - Picture.WidthOf(Ticks.Words(value)), (int)Y(value) - 7, Ticks.Words(value));
        }
        Along(picture, chart.Along, chart.Every, X);
        if (chart.Band is { } band)
            Fill(picture, band.Low, band.High, X, Y);
        foreach (var line in chart.Lines)
            Draw(picture, line, X, Y);
        Legend(picture, chart);
        return picture;
    }

    // As many labels as have room, a whole year apart where the axis is of months.
    private static void Along(Picture picture, IReadOnlyList<string> along, int? given, Func<double, double> x)
    {
        if (along.Count == 0)
            return;
        var room = (Wide - Left - Right) / (along.Max(a => Picture.WidthOf(a)) + 20);
        var every = given ?? Apart.FirstOrDefault(k => (along.Count + k - 1) / k <= room, Math.Max(1, along.Count / Math.Max(1, room) + 1));
        for (var i = 0; i < along.Count; i += every)
        {
            picture.Line(x(i), Top + Plot, x(i), Top + Plot + 6, Colours.Ink);
            picture.Words(
                Math.Clamp((int)x(i) - Picture.WidthOf(along[i]) / 2, 0, Wide - Picture.WidthOf(along[i])),
                Top + Plot + 12,
                along[i]
            );
        }
    }

    private static void Legend(Picture picture, Chart chart)
    {
        var (at, y) = (20, Top + Plot + 54);
        void Name(string words)
        {
            picture.Words(at + 32, y - 7, words);
            at += 56 + Picture.WidthOf(words);
        }
        foreach (var line in chart.Lines.Where(l => l.Name.Length > 0))
        {
            if (line.Dots)
                picture.Box(at + 8, y - 4, 9, 9, line.Colour);
            else
                picture.Line(at, y, at + 24, y, line.Colour, line.Dashed ? 5 : 0, 3);
            Name(line.Name);
        }
        if (chart.Band is { } band)
        {
            picture.Box(at, y - 8, 24, 16, Colours.Sky);
            Name(band.Name);
        }
        if (chart.Late.Count == 0)
            return;
        picture.Box(at, y - 8, 24, 16, Colours.Shade);
        Name("may still rise");
    }

    private static void Fill(
        Picture picture,
        IReadOnlyList<double> low,
        IReadOnlyList<double> high,
        Func<double, double> x,
        Func<double, double> y
    )
    {
        for (var i = 1; i < low.Count; i++)
        {
            if (!double.IsFinite(low[i]) || !double.IsFinite(low[i - 1]))
                continue;
            for (var px = (int)x(i - 1); px <= (int)x(i); px++)
            {
                var t = Math.Clamp((px - x(i - 1)) / (x(i) - x(i - 1)), 0, 1);
                var (top, bottom) = ((int)y(high[i - 1] + (high[i] - high[i - 1]) * t), (int)y(low[i - 1] + (low[i] - low[i - 1]) * t));
                picture.Box(px, top, 1, bottom - top + 1, Colours.Sky);
            }
        }
    }

    private static void Draw(Picture picture, ChartLine line, Func<double, double> x, Func<double, double> y)
    {
        for (var i = 0; i < line.Values.Count; i++)
        {
            if (!double.IsFinite(line.Values[i]))
                continue;
            if (line.Dots)
                picture.Box((int)x(i) - 4, (int)y(line.Values[i]) - 4, 9, 9, line.Colour);
            else if (i > 0 && double.IsFinite(line.Values[i - 1]))
                picture.Line(
                    x(i - 1),
                    y(line.Values[i - 1]),
                    x(i),
                    y(line.Values[i]),
                    line.Colour,
                    line.Dashed ? 5 : 0,
                    line.Dashed ? 2 : 3
                );
        }
    }
}
