using Fosse.Places;

namespace Fosse.Publishing;

/// <summary>The smaller and the larger areas that a reader may go on to from a place.</summary>
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
                    AreaKind.District => county
                        .Of(AreaKind.Ward)
                        .Concat(county.Of(AreaKind.Msoa))
                        .Where(a => a.District?.Id == area.Id)
                        .Concat(county.Of(AreaKind.Neighbourhood).Where(n => n.DistrictOfMost?.Id == area.Id)),
                    AreaKind.Neighbourhood => county
                        .Of(AreaKind.Ward)
                        .Concat(county.Of(AreaKind.Lsoa))
                        .Where(a => a.Neighbourhood?.Id == area.Id),
                    AreaKind.Ward => county.Of(AreaKind.Lsoa).Where(a => a.Ward?.Id == area.Id),
                    AreaKind.Msoa => county.Of(AreaKind.Lsoa).Where(a => a.Msoa?.Id == area.Id),
                    _ => [],
                }
            )
                .OrderBy(a => a.Kind)
                .ThenBy(a => a.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The areas that decide who answers in it.</summary>
    public static AreasAt AreasOf(AreaFacts area)
    {
        ArgumentNullException.ThrowIfNull(area);
        int? Own(AreaKind kind) => area.Kind == kind ? area.Id : null;
        return new(
            Own(AreaKind.Lsoa),
            Own(AreaKind.Ward) ?? area.Ward?.Id,
            Own(AreaKind.Neighbourhood) ?? area.Neighbourhood?.Id,
            Own(AreaKind.District) ?? area.District?.Id ?? area.DistrictOfMost?.Id
        );
    }

    /// <summary>The larger areas that it lies in, the smallest first: every one leads back here.</summary>
    public static IReadOnlyList<AreaFacts> Around(AreaFacts area)
    {
        ArgumentNullException.ThrowIfNull(area);
        return
        [
            .. new[] { area.Ward, area.Neighbourhood, area.Msoa, area.District ?? area.DistrictOfMost }
                .OfType<AreaFacts>()
                .Where(a => a.LastVintage is null),
        ];
    }
}
