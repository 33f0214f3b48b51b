using Fosse.Publishing;
using Fosse.Web.Design.Charts;
using Microsoft.AspNetCore.Html;

namespace Fosse.Web.Public.Map;

/// <summary>The map as the server draws it: what is seen until the script's map is there, without script, and on paper.</summary>
internal static class MapDrawing
{
    internal const string Id = "map-drawn";

    // Which end of the shades is dark depends on the reader's screen; the key beside the picture says what each stands for.
    private static readonly ChartWords Words = ChartWords.English with
    {
        AreasShown = "{0} areas in {1} shades; {2} not held. The table holds the same figures.",
    };

    /// <param name="borders">The outlines of districts, to find one's way by.</param>
    internal static IHtmlContent Of(MapFigures map, MapOutlines outlines, MapOutlines borders, string? chosen, string title)
    {
        var figures = map.Areas.ToDictionary(a => a.Area.Id);
        var areas = outlines
            .Shapes.Where(s => figures.ContainsKey(s.Area.Id))
            .Select(s => Drawn(s, figures[s.Area.Id], map.Question.Measure, chosen))
            .ToList();
        return OutlineMap.Render(
            Id,
            title,
            areas,
            Viewport.Around(areas),
            map.Breaks.Count + 1,
            [.. borders.Shapes.Select(s => new MapBorder(Rings(s)))],
            Words
        );
    }

    private static MapArea Drawn(MapShape shape, MapFigure figure, MapMeasure measure, string? chosen) =>
        new(
            shape.Area.Slug,
            figure.ClassIndex is null ? shape.Area.Name : $"{shape.Area.Name}: {Said(figure, measure)}",
            figure.ClassIndex ?? -1,
            Rings(shape),
            shape.Area.Slug == chosen
        );

    private static string Said(MapFigure figure, MapMeasure measure) =>
        measure == MapMeasure.Rate && figure.Rate is { } rate ? MapModel.SaidRate(rate.Value) : MapModel.SaidCount(figure.Count ?? 0);

    private static List<double[]> Rings(MapShape shape) => [.. shape.Polygons.SelectMany(p => p).Select(Coarse)];

    // A picture of the whole county shows no more than this, and the page is a third of the size. One grid for all, so neighbours still
    // meet.
    private static double[] Coarse(double[] ring) => [.. ring.Select((degrees, i) => Math.Round(degrees / Grid(i)) * Grid(i))];

    private static double Grid(int index) => index % 2 == 0 ? .0012 : .00075;
}
