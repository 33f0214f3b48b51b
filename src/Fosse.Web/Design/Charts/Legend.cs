using Microsoft.AspNetCore.Html;
using static Fosse.Web.Design.Charts.Lettering;

namespace Fosse.Web.Design.Charts;

/// <summary>What the shades of a map mean, as a list in words.</summary>
public static class Legend
{
    /// <param name="breaks">Rising boundaries; a value on one belongs above it.</param>
    /// <param name="unit">What is counted, in what.</param>
    /// <param name="withNotHeld">Whether the map has areas without a figure.</param>
    public static IHtmlContent Render(IReadOnlyList<double> breaks, string unit, bool withNotHeld = false, ChartWords? words = null)
    {
        ArgumentNullException.ThrowIfNull(breaks);
        words ??= ChartWords.English;
        var drawing = new Drawing();
        drawing
            .Open("div", ("class", "chart-legend"))
            .Leaf("p", unit, ("class", "chart-legend-unit"))
            .Open("ul", ("class", "chart-legend-list"));
        for (var i = 0; i <= breaks.Count && breaks.Count > 0; i++)
        {
            var range =
                i == 0 ? Say(words.Under, Round(breaks[0]))
                : i == breaks.Count ? Say(words.AndOver, Round(breaks[^1]))
                : Say(words.Range, Round(breaks[i - 1]), Round(breaks[i]));
            Swatch(drawing, Ramp.Class(i, breaks.Count + 1));
            drawing.Leaf("span", range).Close("li");
        }
        if (withNotHeld)
        {
            Swatch(drawing, "chart-hatch-ground");
            drawing.Leaf("span", words.NotHeld).Close("li");
        }
        return drawing.Close("ul").Done("div");
    }

    private static void Swatch(Drawing drawing, string shade)
    {
        drawing
            .Open("li")
            .Open(
                "svg",
                ("xmlns", "http://www.w3.org/2000/svg"),
                ("class", "chart chart-swatch"),
                ("viewBox", "0 0 22 14"),
                ("width", 22),
                ("height", 14),
                ("aria-hidden", "true"),
                ("focusable", "false")
            );
        drawing.Mark("rect", ("class", $"chart-area {shade}"), ("x", .5), ("y", .5), ("width", 21), ("height", 13));
        if (shade == "chart-hatch-ground")
        {
            for (var x = 4; x <= 28; x += 7)
                drawing.Mark("line", ("class", "chart-hatch-line"), ("x1", x), ("y1", 1), ("x2", x - 12), ("y2", 13), ("stroke-width", 2));
        }
        drawing.Close("svg");
    }
}
