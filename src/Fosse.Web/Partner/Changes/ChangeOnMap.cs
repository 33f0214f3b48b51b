using Fosse.Publishing;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Http.Extensions;

namespace Fosse.Web.Partner.Changes;

/// <summary>A change on the map: the same kind, areas of the same level, the same months.</summary>
internal static class ChangeOnMap
{
    public static string Of(ClearChange change, FiguresPeriod period) =>
        SiteLinks.Map
        + new QueryBuilder
        {
            { "kind", MapQuestion.WordOf(change.Area.Kind) },
            { "category", MapQuestion.WordOf(change.Category) },
            { "from", period.From.ToString() },
            { "to", period.To.ToString() },
            { "area", change.Area.Slug },
        }.ToQueryString();
}
