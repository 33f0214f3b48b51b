using Microsoft.AspNetCore.Html;

namespace Fosse.Web.Design.Charts;

/// <summary>
/// An area of a map: its class from 0 (lowest), or -1 when its figure is not held; rings as longitude, latitude, longitude, latitude, …;
/// what the reader sees on pointing at it is its name.
/// </summary>
public sealed record MapArea(string Slug, string Name, int ClassIndex, IReadOnlyList<double[]> Rings, bool Highlight = false);

/// <summary>An outline over the areas: a district around its wards.</summary>
public sealed record MapBorder(IReadOnlyList<double[]> Rings, bool Highlight = false);

/// <summary>The piece of the earth a map shows, in degrees.</summary>
public readonly record struct Viewport(double West, double South, double East, double North)
{
    /// <summary>Just around these areas.</summary>
    public static Viewport Around(IEnumerable<MapArea> areas)
    {
        var view = new Viewport(double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
        foreach (var ring in areas.SelectMany(area => area.Rings))
        {
            for (var i = 0; i + 1 < ring.Length; i += 2)
            {
                view = new(
                    Math.Min(view.West, ring[i]),
                    Math.Min(view.South, ring[i + 1]),
                    Math.Max(view.East, ring[i]),
                    Math.Max(view.North, ring[i + 1])
                );
            }
        }
        return view.West <= view.East ? view : new(0, 0, 1, 1);
    }
}

/// <summary>A county as shaded areas, drawn on the server: it needs no script, no tiles and no third party. A table beside it says the
/// same.</summary>
public static class OutlineMap
{
    private const double Width = 480,
        Edge = 4;

    public static IHtmlContent Render(
        string id,
        string title,
        IReadOnlyList<MapArea> areas,
        Viewport view,
        int classes = Ramp.Shades,
        IReadOnlyList<MapBorder>? borders = null,
        ChartWords? words = null
    )
    {
        ArgumentNullException.ThrowIfNull(areas);
        words ??= ChartWords.English;
        var project = new Projection(view, Width, Edge);
        var missing = areas.Count(area => area.ClassIndex < 0);
        var drawing = Drawing
            .Picture(id, "chart-map", Width, project.Height, title, Lettering.Say(words.AreasShown, areas.Count, classes, missing))
            .Hatch(id);

        // The chosen areas come last, or their neighbours would be drawn over half of their outline.
        foreach (var area in areas.OrderBy(area => area.Highlight))
        {
            var held = area.ClassIndex >= 0;
            var shade = held ? Ramp.Class(area.ClassIndex, classes) : "chart-not-held";
            drawing.Open(
                "path",
                ("class", $"chart-area {shade}{(area.Highlight ? " chart-area-this" : "")}"),
                ("data-area", area.Slug),
                ("fill-rule", "evenodd"),
                ("fill", held ? null : $"url(#{id}-hatch)"),
                ("d", project.Path(area.Rings))
            );
            drawing.Leaf("title", held ? area.Name : $"{area.Name}: {words.NotHeld}").Close("path");
        }
        foreach (var border in (borders ?? []).OrderBy(border => border.Highlight))
        {
            drawing.Mark(
                "path",
                ("class", border.Highlight ? "chart-border chart-border-this" : "chart-border"),
                ("fill", "none"),
                ("d", project.Path(border.Rings))
            );
        }
        return drawing.Done();
    }
}
