using Microsoft.Extensions.Configuration;

namespace Fosse.Web.Public.Map;

/// <summary>What lies beneath the areas of a map, where the county has tiles of its own.</summary>
/// <param name="Tiles">Their addresses; none where there are none.</param>
/// <param name="Attribution">Whoever serves tiles must name those who made them; tiles of this kind are made from OpenStreetMap.</param>
public sealed record BaseMap(string? Tiles, string? Attribution)
{
    public static BaseMap Of(IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var tiles = settings["Map:Tiles"] is { Length: > 0 } ? PublicLinks.MapTiles("{z}", "{x}", "{y}") : null;
        return new(
            tiles,
            settings["Map:Attribution"] is { Length: > 0 } said ? said
                : tiles is null ? null
                : "© OpenStreetMap contributors"
        );
    }
}
