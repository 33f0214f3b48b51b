using Microsoft.AspNetCore.Html;
using static Fosse.Web.Design.Charts.Lettering;

namespace Fosse.Web.Design.Charts;

/// <summary>One place's rate with its interval; <paramref name="IsThis"/> marks the place the page is about.</summary>
public readonly record struct IntervalRow(string Label, string? Href, double Rate, double Low, double High, bool IsThis = false);

/// <summary>Rates as dots on their intervals, one row a place, from zero, in the order given. The same figures belong in a table beside
/// it.</summary>
public static class IntervalChart
{
    private const double Width = 360,
        MostLabel = 140,
        Line = 18,
        Foot = 46;

    public static IHtmlContent Render(string id, string title, IReadOnlyList<IntervalRow> rows, string unit, ChartWords? words = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        words ??= ChartWords.English;
        if (rows.Count == 0)
            return Drawing
                .Picture(id, "chart-intervals", Width, 40, title, words.Nothing)
                .Words(words.Nothing, "chart-label", 0, 25)
                .Done();

        var labels = rows.Select(row => Lines(row.Label, MostLabel)).ToArray();
        var left = labels.SelectMany(lines => lines).Max(line => Width(line)) + 12;
        var right = Width - rows.Max(row => WidthOfFigures(Rate(row.Rate))) - 10;
        var axis = NiceAxis.For(rows.Max(row => row.High), 4);
        var bottom = 6 + labels.Sum(RowHeight);
        double X(double value) => left + (right - left) * Math.Clamp(value / axis.Top, 0, 1);

        var said = string.Join(' ', rows.Select(row => Say(words.IntervalRow, row.Label, Rate(row.Rate), Rate(row.Low), Rate(row.High))));
        var drawing = Drawing.Picture(
            id,
            "chart-intervals",
            Width,
            bottom + Foot,
            title,
            $"{Say(words.Unit, unit)} {said}",
            rows.Any(row => row.Href is not null)
        );
        foreach (var tick in axis.Ticks)
        {
            drawing.Line(tick == 0 ? "chart-base" : "chart-grid", X(tick), 2, X(tick), bottom);
            drawing.Words(Round(tick), "chart-tick", X(tick), bottom + 17, "middle");
        }
        drawing.Words(unit, "chart-unit", Math.Min((left + right) / 2, Width - Width(unit, Small) / 2), bottom + 38, "middle");

        var top = 6.0;
        for (var i = 0; i < rows.Count; i++)
        {
            Row(drawing, rows[i], labels[i], left - 12, top + RowHeight(labels[i]) / 2, X);
            top += RowHeight(labels[i]);
        }
        return drawing.Done();
    }

    private static double RowHeight(IReadOnlyList<string> lines) => 10 + Line * lines.Count;

    private static void Row(
        Drawing drawing,
        IntervalRow row,
        IReadOnlyList<string> lines,
        double labelEnd,
        double y,
        Func<double, double> x
    )
    {
        drawing.Open("g", ("class", row.IsThis ? "chart-row chart-this" : "chart-row"));
        if (row.Href is not null)
            drawing.Open("a", ("href", row.Href));
        drawing.Open("text", ("class", "chart-label"), ("text-anchor", "end"));
        for (var i = 0; i < lines.Count; i++)
        {
            // The space keeps the words apart for whoever copies or hears them.
            drawing.Leaf(
                "tspan",
                i < lines.Count - 1 ? lines[i] + " " : lines[i],
                ("x", labelEnd),
                ("y", y + 5 + Line * (i - (lines.Count - 1) / 2.0))
            );
        }
        drawing.Close("text");
        if (row.Href is not null)
            drawing.Close("a");

        drawing.Line("chart-interval", x(row.Low), y, x(row.High), y);
        // The ends stand out above the dot, so that a short interval is still seen.
        drawing
            .Line("chart-interval", x(row.Low), y - 6, x(row.Low), y + 6)
            .Line("chart-interval", x(row.High), y - 6, x(row.High), y + 6);
        drawing.Mark("circle", ("class", "chart-dot"), ("cx", x(row.Rate)), ("cy", y), ("r", row.IsThis ? 2.8 : 2.2));
        drawing.Words(Rate(row.Rate), "chart-value", Math.Max(x(row.High), x(row.Rate) + 4) + 6, y + 5);
        drawing.Close("g");
    }
}
