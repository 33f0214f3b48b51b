using Fosse.Places;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Publishing;

/// <summary>
/// Where a place lies: its outline, the outlines around it, what they are together, and on which side of that it is
/// (n, ne, e, … or middle), so that words can say what the picture shows.
/// </summary>
public sealed record PlaceWhere(PlaceOutline Place, IReadOnlyList<PlaceOutline> Around, string Within, string Side)
{
    /// <summary>Nothing for the county itself, and where an outline is not held.</summary>
    public static async Task<PlaceWhere?> Of(CountyFigures county, AreaFacts area, IServiceScopeFactory scopes)
    {
        ArgumentNullException.ThrowIfNull(county);
        ArgumentNullException.ThrowIfNull(area);
        if (area.Kind == AreaKind.County || !(await county.Outlines(area.Kind, scopes)).TryGetValue(area.Id, out var place))
            return null;
        var district = area.District ?? (area.Kind == AreaKind.District ? null : await DistrictOf(county, place, scopes));
        var kind = area.Kind switch
        {
            AreaKind.District => AreaKind.District,
            AreaKind.Ward or AreaKind.Neighbourhood => AreaKind.Ward,
            _ => AreaKind.Msoa,
        };
        var around = (await county.Outlines(kind, scopes))
            .Values.Where(o => o.Area.LastVintage is null && (kind == AreaKind.District || o.Area.District?.Id == district?.Id))
            .ToList();
        return around.Count == 0 ? null : new(place, around, district?.Name ?? county.CountyName, SideOf(place, around));
    }

    // By the middle of its box: a neighbourhood names no district of its own.
    private static async Task<AreaFacts?> DistrictOf(CountyFigures county, PlaceOutline place, IServiceScopeFactory scopes) =>
        (await county.Outlines(AreaKind.Ward, scopes))
            .Values.Where(w => w.Area.District is not null)
            .MinBy(w => Math.Pow(w.MiddleX - place.MiddleX, 2) + Math.Pow(w.MiddleY - place.MiddleY, 2))
            ?.Area.District;

    private static string SideOf(PlaceOutline place, IReadOnlyList<PlaceOutline> around)
    {
        var (west, east, south, north) = (
            around.Min(a => a.West),
            around.Max(a => a.East),
            around.Min(a => a.South),
            around.Max(a => a.North)
        );
        // Thirds: what lies in the middle third lies neither to one side nor to the other.
        string Third(double at, double low, double high, string first, string last) =>
            ((at - low) / (high - low)) switch
            {
                < 1 / 3.0 => first,
                > 2 / 3.0 => last,
                _ => "",
            };
        var side = Third(place.MiddleY, south, north, "s", "n") + Third(place.MiddleX, west, east, "w", "e");
        return side.Length == 0 ? "middle" : side;
    }
}
