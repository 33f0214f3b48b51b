using Microsoft.AspNetCore.Html;

namespace Fosse.Web.Design.Charts;

/// <summary>Where a place lies among the areas around it: a small picture whose description says the same in words.</summary>
public static class LocatorMap
{
    private const double Width = 300,
        Edge = 4;

    /// <param name="around">Outlines as rings of longitude, latitude, longitude, latitude…</param>
    /// <param name="place">The outline of the place, drawn over them.</param>
    public static IHtmlContent Render(
        string id,
        string title,
        string description,
        IReadOnlyList<IReadOnlyList<double[]>> around,
        IReadOnlyList<double[]> place
    )
    {
        ArgumentNullException.ThrowIfNull(around);
        ArgumentNullException.ThrowIfNull(place);
        var view = Viewport.Around([.. around.Append(place).Select(rings => new MapArea("", "", 0, rings))]);
        var project = new Projection(view, Width, Edge);
        var drawing = Drawing.Picture(id, "chart-locator", Width, project.Height, title, description);
        foreach (var rings in around)
            drawing.Mark("path", ("class", "chart-around"), ("fill-rule", "evenodd"), ("d", project.Path(rings)));
        drawing.Mark("path", ("class", "chart-place"), ("fill-rule", "evenodd"), ("d", project.Path(place)));
        // A place too small to be seen is ringed.
        var (west, east) = (
            place.Min(ring => ring.Where((_, i) => i % 2 == 0).Min()),
            place.Max(ring => ring.Where((_, i) => i % 2 == 0).Max())
        );
        if ((east - west) / (view.East - view.West) < .06)
        {
            var (south, north) = (
                place.Min(ring => ring.Where((_, i) => i % 2 == 1).Min()),
                place.Max(ring => ring.Where((_, i) => i % 2 == 1).Max())
            );
            var (x, y) = project.Point((west + east) / 2, (south + north) / 2);
            drawing.Mark("circle", ("class", "chart-ring"), ("cx", x), ("cy", y), ("r", 16));
        }
        return drawing.Done();
    }
}
