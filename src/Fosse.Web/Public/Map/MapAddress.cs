using Fosse.Places;
using Fosse.Publishing;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace Fosse.Web.Public.Map;

/// <summary>The words of a map's address; the page and its figures take the same ones, so that a link shows the same again.</summary>
public sealed class MapAddress
{
    [FromQuery(Name = "kind")]
    public string? Kind { get; init; }

    [FromQuery(Name = "measure")]
    public string? Measure { get; init; }

    [FromQuery(Name = "category")]
    public string? Category { get; init; }

    [FromQuery(Name = "from")]
    public string? From { get; init; }

    [FromQuery(Name = "to")]
    public string? To { get; init; }

    [FromQuery(Name = "period")]
    public string? Period { get; init; }

    /// <summary>The area that is pointed out, by its slug; it changes no figure, and one that the map has not is passed over.</summary>
    [FromQuery(Name = "area")]
    public string? Area { get; init; }

    internal MapWish Wish => new(Kind, Measure, Category, From, To, Period);

    /// <summary>The map of a category over a period with a place pointed out, or the county's districts or small areas where places of its
    /// kind have no map; nothing where these months have none.</summary>
    internal static string? OfPlace(CountyFigures county, AreaFacts area, string category, FiguresPeriod period)
    {
        var kind =
            MapQuestion.Kinds.Contains(area.Kind) ? area.Kind
            : area.Kind is AreaKind.County ? AreaKind.District
            : AreaKind.Lsoa;
        var wish = new MapWish(MapQuestion.WordOf(kind), null, MapQuestion.WordOf(category), period.From.ToString(), period.To.ToString());
        return MapQuestion.Of(wish, county).Accepted(out var question)
            ? Of(SiteLinks.Map, question, kind == area.Kind ? [("area", area.Slug)] : [])
            : null;
    }

    /// <summary>The words of its address, for a form that asks more of the same map.</summary>
    /// <param name="area">The slug of the area that is pointed out, if any.</param>
    internal static IReadOnlyList<(string Name, string Value)> Parts(MapQuestion question, string? area) =>
        [
            ("kind", MapQuestion.WordOf(question.Kind)),
            ("measure", MapQuestion.WordOf(question.Measure)),
            ("category", question.Category),
            ("from", question.From.ToString()),
            ("to", question.To.ToString()),
            .. area is null ? [] : new[] { ("area", area) },
        ];

    internal static string Of(string path, MapQuestion question, params (string Name, string Value)[] more)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in Parts(question, null).Concat(more))
            query.Add(name, value);
        return path + query.ToQueryString();
    }
}
