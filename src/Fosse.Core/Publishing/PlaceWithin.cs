using Fosse.Places;

namespace Fosse.Publishing;

/// <summary>The smaller areas that a reader may go on to from a place.</summary>
public static class PlaceWithin
{
    public static IReadOnlyList<AreaFacts> Of(CountyFigures county, AreaFacts area)
    {
        ArgumentNullException.ThrowIfNull(county);
        ArgumentNullException.ThrowIfNull(area);
        return
        [
            .. (
                area.Kind switch
                {
                    AreaKind.County => county.Of(AreaKind.District),
                    AreaKind.District => county.Of(AreaKind.Ward).Concat(county.Of(AreaKind.Msoa)).Where(a => a.District?.Id == area.Id),
                    AreaKind.Msoa => county.Of(AreaKind.Lsoa).Where(a => a.Msoa?.Id == area.Id),
                    _ => [],
                }
            )
                .OrderBy(a => a.Kind)
                .ThenBy(a => a.Name, StringComparer.Ordinal),
        ];
    }
}
