using Fosse.Places;

namespace Fosse.Web.Public.Map;

/// <summary>What lies beneath the areas of a map, where the county has tiles of its own.</summary>
/// <param name="Tiles">Their addresses; none where there are none.</param>
/// <param name="Attribution">Whoever serves tiles must name those who made them.</param>
public sealed record BaseMap(string? Tiles, string? Attribution)
{
    public static BaseMap Of(StreetTiles streets)
    {
        ArgumentNullException.ThrowIfNull(streets);
        if (streets.Now() is not { } map)
            return new(null, null);
        var tiles = PublicLinks.MapTiles("{z}", "{x}", "{y}");
        return new(map.Version is { } version ? $"{tiles}?v={version}" : tiles, map.Attribution);
    }
}
