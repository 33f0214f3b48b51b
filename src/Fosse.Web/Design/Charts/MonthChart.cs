using Microsoft.AspNetCore.Html;
using static Fosse.Web.Design.Charts.Lettering;

namespace Fosse.Web.Design.Charts;

/// <summary>A count or a rate for a month (as 202210); null when it is not held.</summary>
public readonly record struct MonthPoint(int Month, double? Value);

/// <summary>Something the reader must know of a month: a change in recording, the start of an action.</summary>
public readonly record struct MonthNote(int Month, string Text);

/// <summary>
/// Monthly counts, or rates, as a line from zero. A month that is not held, or not given between two that are, is hatched and
/// never bridged.
/// </summary>
public static class MonthChart
{
    private const double Width = 360,
        Plot = 150,
        Right = 350,
        Lane = 19;

    /// <param name="highest">The highest value of all the charts that are to have one scale; 0 for a scale of its own.</param>
    /// <param name="rates">True where half a unit is one.</param>
    public static IHtmlContent Render(
        string id,
        string title,
        IReadOnlyList<MonthPoint> points,
        IReadOnlyList<MonthNote> notes,
        ChartWords? words = null,
        double highest = 0,
        bool rates = false
    )
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(notes);
        words ??= ChartWords.English;
        var months = MonthSpan.Of(points);
        if (months.Held.Count == 0)
            return Drawing.Picture(id, "chart-months", Width, 40, title, words.Nothing).Words(words.Nothing, "chart-label", 0, 25).Done();

        var most = Math.Max(highest, months.Held.Max());
        var axis = rates ? NiceAxis.For(most, 4) : NiceAxis.ForCounts(most, 4);
        var left = axis.Ticks.Max(tick => WidthOfFigures(Round(tick), Small)) + 8;
        var across = (Right - left) / months.Values.Count;
        double X(double place) => left + across * (place + .5);

        var labels = NoteLanes.Place(notes.Where(note => months.Contains(note.Month)), note => X(months.Place(note.Month)), left, Width);
        var top = 10 + Lane * (labels.Count == 0 ? 0 : labels.Max(label => label.Lane) + 1);
        var bottom = top + Plot;
        double Y(double value) => bottom - Plot * value / axis.Top;

        var narrow = months.Gaps.Any(gap => gap.Length * across < Small + 2);
        var drawing = Drawing
            .Picture(id, "chart-months", Width, bottom + (narrow ? 54 : 32), title, Description(months, labels, words))
            .Hatch(id);
        foreach (var tick in axis.Ticks)
        {
            drawing.Line(tick == 0 ? "chart-base" : "chart-grid", left, Y(tick), Right, Y(tick));
            drawing.Words(Round(tick), "chart-tick", left - 6, Y(tick) + 4, "end");
        }
        foreach (var (place, label, anchor) in months.Ticks(across))
            drawing.Words(label, "chart-tick", X(place), bottom + 23, anchor);
        foreach (var gap in months.Gaps)
            Gap(drawing, id, gap.Start * across + left, gap.Length * across, top, words.NotHeld);
        foreach (var run in months.Runs)
            Run(drawing, [.. run.Select(point => (X(point.Place), Y(point.Value)))]);
        foreach (var label in labels)
        {
            var y = top - 6 - Lane * label.Lane;
            drawing
                .Line("chart-mark", label.At, y + 3, label.At, bottom)
                .Words(label.Text, "chart-mark-text", label.TextAt, y, label.Anchor);
        }
        if (narrow)
        {
            drawing.Mark(
                "rect",
                ("class", "chart-gap"),
                ("x", left),
                ("y", bottom + 38),
                ("width", 16),
                ("height", 11),
                ("fill", $"url(#{id}-hatch)")
            );
            drawing.Words(words.NotHeld, "chart-gap-text", left + 22, bottom + 49);
        }
        return drawing.Done();
    }

    private static void Gap(Drawing drawing, string id, double x, double width, double top, string notHeld)
    {
        drawing.Mark(
            "rect",
            ("class", "chart-gap"),
            ("x", x),
            ("y", top),
            ("width", width),
            ("height", Plot),
            ("fill", $"url(#{id}-hatch)")
        );
        var (middle, centre) = (x + width / 2, top + Plot / 2);
        if (width >= Width(notHeld, Small) + 4)
            drawing.Words(notHeld, "chart-gap-text", middle, centre + 4, "middle");
        else if (width >= Small + 2)
        {
            drawing.Leaf(
                "text",
                notHeld,
                ("class", "chart-gap-text"),
                ("text-anchor", "middle"),
                ("transform", $"translate({Drawing.Number(middle + 4)} {Drawing.Number(centre)}) rotate(-90)")
            );
        }
    }

    private static void Run(Drawing drawing, (double X, double Y)[] run)
    {
        if (run is [var (x, y)])
            drawing.Mark("circle", ("class", "chart-point"), ("cx", x), ("cy", y), ("r", 2));
        else
            drawing.Mark(
                "polyline",
                ("class", "chart-line"),
                ("fill", "none"),
                ("points", string.Join(' ', run.Select(p => $"{Drawing.Number(p.X)},{Drawing.Number(p.Y)}")))
            );
    }

    private static string Description(MonthSpan months, IReadOnlyList<NoteLabel> labels, ChartWords words)
    {
        var missing = months.Values.Count - months.Held.Count;
        return string.Join(
            ' ',
            [
                Say(
                    words.MonthsHeld,
                    Month(months.MonthAt(0)),
                    Month(months.MonthAt(months.Values.Count - 1)),
                    Round(months.Held.Min()),
                    Round(months.Held.Max())
                ),
                .. missing > 0 ? [Say(words.MonthsMissing, missing)] : Array.Empty<string>(),
                .. labels.Select(label => Say(words.MonthMark, Month(label.Note.Month), label.Note.Text)),
            ]
        );
    }
}
