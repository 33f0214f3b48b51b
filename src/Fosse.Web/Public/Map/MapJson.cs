using Fosse.Publishing;

namespace Fosse.Web.Public.Map;

/// <summary>The figures as the map's script reads them; its <c>scripts/figures.ts</c> is the other half.</summary>
internal sealed record MapJson(
    string Kind,
    string From,
    string To,
    string Measure,
    string Category,
    string Unit,
    IReadOnlyList<double> Breaks,
    IReadOnlyList<MapJson.Area> Areas,
    MapJson.Area? Whole,
    bool Held,
    int Shaded,
    int Unsure,
    int DataVersion
)
{
    internal sealed record Area(
        string Code,
        string Slug,
        string Name,
        long? Count,
        double? Rate,
        double? Low,
        double? High,
        int? ClassIndex,
        bool Unsure
    );

    internal static MapJson Of(MapFigures map, CountyFigures figures)
    {
        var question = map.Question;
        return new(
            MapQuestion.WordOf(question.Kind),
            question.From.ToString(),
            question.To.ToString(),
            MapQuestion.WordOf(question.Measure),
            question.Category,
            UnitOf(question, figures),
            map.Breaks,
            [.. map.Areas.Select(Said)],
            map.Whole is { } whole ? Said(whole) : null,
            map.Held,
            map.Shaded,
            map.Unsure,
            figures.DataVersion
        );
    }

    private static Area Said(MapFigure f) =>
        new(f.Area.Code, f.Area.Slug, f.Area.Name, f.Count, f.Rate?.Value, f.Rate?.Low, f.Rate?.High, f.ClassIndex, f.Unsure);

    /// <summary>What is counted: "recorded crimes per 1,000 residents".</summary>
    internal static string UnitOf(MapQuestion question, CountyFigures figures) =>
        question.Measure == MapMeasure.Rate ? $"{CountedOf(question, figures)} per 1,000 residents" : CountedOf(question, figures);

    internal static string CountedOf(MapQuestion question, CountyFigures figures) =>
        question.Category switch
        {
            MapQuestion.AllCrime => "recorded crimes",
            MapQuestion.AntiSocial => "reports of anti-social behaviour",
            var word => $"recorded crimes of the category {figures.Categories.First(c => MapQuestion.WordOf(c) == word)}",
        };
}
