using System.Buffers;
using System.Globalization;
using Fosse.Exchange.Geo;
using Fosse.Foundation;
using Fosse.Places;
using Fosse.Publishing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fosse.Web.Public.Map;

/// <summary>What the map's script fetches: figures, outlines and, where the county has them, tiles of a base map.</summary>
public static class MapEndpoints
{
    private const string ForEver = "public, max-age=31536000, immutable";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var map = endpoints.MapGroup("/map").AllowAnonymous();
        map.MapGet("/figures.json", Figures);
        map.MapGet("/areas/{kind}.geojson", Areas);
        map.MapGet("/names.geojson", Names);
        map.MapGet("/tiles/{z:int:min(0)}/{x:int:min(0)}/{y:int:min(0)}.pbf", Tile);
    }

    internal static async Task<IResult> Figures([AsParameters] MapAddress address, PublishedFigures published, CancellationToken stop)
    {
        var figures = await published.Now(stop);
        var asked = MapQuestion.Of(address.Wish, figures);
        return asked.Accepted(out var question)
            ? Results.Json(MapJson.Of(MapFigures.Of(question, figures), figures))
            : Refused(asked.Refusals);
    }

    internal static async Task<IResult> Areas(
        string kind,
        string? v,
        PublishedFigures published,
        SafetyDb db,
        HttpResponse response,
        CancellationToken stop
    )
    {
        var figures = await published.Now(stop);
        if (!MapQuestion.Kinds.Any(k => MapQuestion.WordOf(k) == kind))
            return Results.NotFound();
        var outlines = await db.MapShapes(figures, MapQuestion.Kinds.First(k => MapQuestion.WordOf(k) == kind), stop);
        return Features(
            outlines.Shapes.Select(s => new GeoFeature(
                new Dictionary<string, string?>
                {
                    ["code"] = s.Area.Code,
                    ["slug"] = s.Area.Slug,
                    ["name"] = s.Area.Name,
                },
                s.Polygons,
                []
            )),
            v,
            figures,
            response
        );
    }

    internal static async Task<IResult> Names(
        string? v,
        PublishedFigures published,
        SafetyDb db,
        HttpResponse response,
        CancellationToken stop
    )
    {
        var figures = await published.Now(stop);
        return Features(
            (await db.MapNames(figures, stop)).Select(n => new GeoFeature(
                new Dictionary<string, string?> { ["name"] = n.Name, ["residents"] = n.Residents.ToString(CultureInfo.InvariantCulture) },
                [],
                [
                    [n.Longitude, n.Latitude],
                ]
            )),
            v,
            figures,
            response
        );
    }

    private static IResult Features(IEnumerable<GeoFeature> features, string? version, CountyFigures figures, HttpResponse response)
    {
        var written = new ArrayBufferWriter<byte>();
        GeoJsonWriter.Write(written, features, 5);
        // Only the address of these very data may be kept for ever.
        if (version == figures.DataVersion.ToString(CultureInfo.InvariantCulture))
            response.Headers.CacheControl = ForEver;
        return Results.Bytes(written.WrittenMemory, "application/geo+json");
    }

    internal static IResult Tile(int z, int x, int y, string? v, StreetTiles streets, HttpResponse response)
    {
        if (streets.Now() is not { } map)
            return Results.NotFound();
        // Only the address of this very import may be kept for ever.
        response.Headers.CacheControl = map.Version is { } version && v == version ? ForEver : "public, max-age=86400";
        // A folder holds the county and not what lies around it: that is an empty piece of map and no failure.
        return map.FileOf(z, x, y) is { } file ? Results.File(file, "application/x-protobuf") : Results.NoContent();
    }

    private static IResult Refused(IReadOnlyList<Refusal> refusals) =>
        Results.ValidationProblem(
            refusals.GroupBy(r => r.Field).ToDictionary(g => g.Key, g => g.Select(r => r.Message).ToArray()),
            detail: string.Join(" ", refusals.Select(r => r.Message)),
            title: "The map cannot show this."
        );
}
