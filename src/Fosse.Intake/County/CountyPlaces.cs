using Fosse.Foundation;
using Fosse.Places;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Intake.County;

/// <summary>Stores postcodes, settlements and streets with the areas that they lie in; only what differs from what is held is
/// written.</summary>
internal sealed class CountyPlaces(SafetyDb db, CountyAreas areas, ShortWrites writes)
{
    private AreaOutlines lsoas = new([]),
        wards = new([]);
    private Dictionary<int, int?> districts = [];

    /// <summary>Settlements and streets that lie in none of the county's areas.</summary>
    public int Outside { get; private set; }

    /// <summary>Rows that say once more what an earlier row has said.</summary>
    public int Again { get; private set; }

    public async Task Store(CountyFolder folder, CancellationToken stop)
    {
        if (folder.Postcodes.Count == 0 && folder.Places.Count == 0)
            return;
        lsoas = await db.Outlines(AreaKind.Lsoa, null, stop);
        wards = await db.Outlines(AreaKind.Ward, null, stop);
        districts = areas.All.ToDictionary(a => a.Id, a => a.DistrictId);
        if (folder.Postcodes.Count > 0)
            await StorePostcodes(folder.Postcodes, folder.WithoutPoint, stop);
        foreach (var kind in folder.Places.GroupBy(p => p.Kind))
            await StorePlaces(kind.Key, kind, stop);
    }

    private int? DistrictOf(int? lsoa) => lsoa is { } id ? districts[id] : null;

    private async Task StorePostcodes(List<PostcodeFound> found, IReadOnlySet<string> withoutPoint, CancellationToken stop)
    {
        var held = await db.Set<Postcode>().AsNoTracking().Take(3_000_000).ToDictionaryAsync(p => p.Code, stop);
        var wanted = found
            .DistinctBy(p => p.Code)
            .Select(p =>
            {
                var lsoa = lsoas.At(p.Longitude, p.Latitude);
                return new Postcode
                {
                    Code = p.Code,
                    Longitude = p.Longitude,
                    Latitude = p.Latitude,
                    DistrictId = areas[AreaKind.District, p.District]?.Id ?? DistrictOf(lsoa),
                    WardId = areas[AreaKind.Ward, p.Ward]?.Id ?? wards.At(p.Longitude, p.Latitude),
                    LsoaId = lsoa,
                };
            })
            .ToDictionary(p => p.Code);
        Again += found.Count - wanted.Count;
        foreach (var code in withoutPoint.Where(code => !wanted.ContainsKey(code)))
            held.Remove(code); // neither changed nor taken away
        await Write("Postcodes", held, wanted, p => (p.Longitude, p.Latitude, p.DistrictId, p.WardId, p.LsoaId), stop);
    }

    private async Task StorePlaces(NamedPlaceKind kind, IEnumerable<PlaceFound> found, CancellationToken stop)
    {
        static (string, int?) Key(string name, int? lsoa) => (name.ToUpperInvariant(), lsoa);
        var held = await db.Set<NamedPlace>()
            .AsNoTracking()
            .Where(p => p.Kind == kind)
            .Take(1_000_000)
            .ToDictionaryAsync(p => Key(p.Name, p.LsoaId), stop);
        var id = await db.Set<NamedPlace>().MaxAsync(p => (int?)p.Id, stop) ?? 0;
        var placed = found.Select(p => (Place: p, Lsoa: lsoas.At(p.Longitude, p.Latitude))).ToList();
        var wanted = placed
            .Where(p => p.Lsoa is not null)
            .DistinctBy(p => Key(p.Place.Name, p.Lsoa))
            .Select(p => new NamedPlace
            {
                Id = held.TryGetValue(Key(p.Place.Name, p.Lsoa), out var was) ? was.Id : ++id,
                Kind = kind,
                Name = p.Place.Name,
                Longitude = p.Place.Longitude,
                Latitude = p.Place.Latitude,
                DistrictId = DistrictOf(p.Lsoa),
                WardId = wards.At(p.Place.Longitude, p.Place.Latitude),
                LsoaId = p.Lsoa,
                Source = p.Place.Source,
            })
            .ToDictionary(p => Key(p.Name, p.LsoaId));
        var outside = placed.Count(p => p.Lsoa is null);
        Outside += outside;
        Again += placed.Count - outside - wanted.Count;
        await Write(
            kind is NamedPlaceKind.Street ? "Streets" : "Settlements",
            held,
            wanted,
            p => (p.Name, p.Longitude, p.Latitude, p.DistrictId, p.WardId, p.Source),
            stop
        );
    }

    private Task Write<TKey, TRow, TContent>(
        string what,
        Dictionary<TKey, TRow> held,
        Dictionary<TKey, TRow> wanted,
        Func<TRow, TContent> content,
        CancellationToken stop
    )
        where TKey : notnull
        where TRow : class =>
        writes.Write(
            what,
            [
                .. held.Where(h => !wanted.ContainsKey(h.Key)).Select(h => new Change { Removed = [h.Value] }),
                .. wanted.Where(w => !held.ContainsKey(w.Key)).Select(w => new Change { Added = [w.Value] }),
                .. wanted
                    .Where(w => held.TryGetValue(w.Key, out var was) && !Equals(content(was), content(w.Value)))
                    .Select(w => new Change { Updated = [w.Value] }),
            ],
            stop
        );
}
