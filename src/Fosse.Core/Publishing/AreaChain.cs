using Fosse.Foundation;
using Fosse.Places;

namespace Fosse.Publishing;

/// <summary>Ties small areas, wards, police neighbourhoods and districts to each other, so that a page of one leads to the next either
/// way.</summary>
internal static class AreaChain
{
    internal static async Task Give(
        SafetyDb db,
        IReadOnlyList<Area> areas,
        IReadOnlyList<AreaFacts> facts,
        IReadOnlyDictionary<int, AreaFacts> byId,
        CancellationToken stop
    )
    {
        var neighbourhoods = await db.Outlines(AreaKind.Neighbourhood, null, stop);
        for (var i = 0; i < areas.Count; i++)
        {
            if (areas[i].LastVintage is not null || areas[i].Kind is not (AreaKind.Lsoa or AreaKind.Ward))
                continue;
            if (areas[i] is { Kind: AreaKind.Lsoa, BestFitWardId: { } ward })
                facts[i].Ward = byId[ward];
            if (areas[i] is { Longitude: { } x, Latitude: { } y } && neighbourhoods.At(x, y) is { } neighbourhood)
                facts[i].Neighbourhood = byId[neighbourhood];
        }
        foreach (var own in facts.Where(f => f is { Neighbourhood: not null, District: not null }).GroupBy(f => f.Neighbourhood!))
            own.Key.DistrictOfMost = own.GroupBy(f => f.District!).MaxBy(g => g.Count())!.Key;
    }
}
