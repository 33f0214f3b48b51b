using Fosse.Places;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Public.Search;

/// <summary>A line beneath the search box.</summary>
internal sealed record Suggestion(string Label, string Kind, string Href);

/// <summary>Suggestions while somebody types.</summary>
public static class SearchEndpoints
{
    private const int Most = 8;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/search/suggest", Suggest);

    private static async Task<IResult> Suggest(
        HttpContext context,
        PlaceFinder finder,
        IStringLocalizer<SearchWords> words,
        string? q,
        CancellationToken stop
    )
    {
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        var found = string.IsNullOrWhiteSpace(q) ? [] : await finder.Search(q, Most, stop);
        return Results.Json(found.Select(f => new Suggestion(f.Label, Line(f, words), context.Request.PathBase + f.Href)));
    }

    private static string Line(Found found, IStringLocalizer words)
    {
        var kind = words["Kind." + found.Kind].Value;
        return found.Detail.Length > 0 ? $"{kind}, {found.Detail}" : kind;
    }
}
