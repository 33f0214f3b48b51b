using Fosse.Publishing;

namespace Fosse.Web.Public.Map;

/// <summary>The figures as the map's script reads them; its <c>scripts/figures.ts</c> is the other half.</summary>
internal sealed record MapJson(string Kind, string From, string To, string Measure, string Category, string Unit, IReadOnlyList<double> Breaks,
    IReadOnlyList<MapJson.Area> Areas, bool Held, int DataVersion)
{
    internal sealed record Area(string Code, string Slug, string Name, long? Count, double? Rate, double? Low, double? High, int? ClassIndex);

    internal static MapJson Of(MapFigures map, CountyFigures figures)
    {
        var question = map.Question;
        return new(MapQuestion.WordOf(question.Kind), question.From.ToString(), question.To.ToString(), MapQuestion.WordOf(question.Measure), question.Category,
            UnitOf(question, figures), map.Breaks,
            [.. map.Areas.Select(a => new Area(a.Area.Code, a.Area.Slug, a.Area.Name, a.Count, a.Rate?.Value, a.Rate?.Low, a.Rate?.High, a.ClassIndex))],
            map.Held, figures.DataVersion);
    }

    /// <summary>What is counted: "recorded crimes per 1,000 residents".</summary>
    internal static string UnitOf(MapQuestion question, CountyFigures figures) =>
        question.Measure == MapMeasure.Rate ? $"{CountedOf(question, figures)} per 1,000 residents" : CountedOf(question, figures);

    internal static string CountedOf(MapQuestion question, CountyFigures figures) => question.Category switch
    {
        MapQuestion.AllCrime => "recorded crimes",
        MapQuestion.AntiSocial => "reports of anti-social behaviour",
        var word => $"recorded crimes of the category {figures.Categories.First(c => MapQuestion.WordOf(c) == word)}",
    };
}
