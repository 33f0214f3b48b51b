using System.Runtime.CompilerServices;
using Fosse.Foundation;
using Fosse.Places;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Publishing;

/// <summary>A settlement's name on the map, and about how many residents go by it: the larger the settlement, the earlier its name is
/// shown.</summary>
public sealed record MapName(string Name, double Longitude, double Latitude, long Residents);

/// <summary>Names to find one's way by, from the county's own list of settlements, so that they are there without a base map too.</summary>
public static class MapNameQueries
{
    private const double CityReach = 6,
        CityShare = .9;
    private const long Suburb = 2_500;
    private static readonly ConditionalWeakTable<CountyFigures, IReadOnlyList<MapName>> Made = [];

    public static async Task<IReadOnlyList<MapName>> MapNames(this SafetyDb db, CountyFigures figures, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(figures);
        if (Made.TryGetValue(figures, out var held))
            return held;
        var settlements = await db.Set<NamedPlace>()
            .AsNoTracking()
            .Where(p => p.Kind == NamedPlaceKind.Settlement)
            .OrderBy(p => p.Id)
            .Take(20_000)
            .Select(p => new
            {
                p.Name,
                p.Longitude,
                p.Latitude,
                p.DistrictId,
                p.WardId,
            })
            .ToListAsync(stop);
        var names = settlements.Select(s => new MapName(s.Name, s.Longitude, s.Latitude, 0)).ToArray();
        var inside = settlements.Select(s => new Inside(s.DistrictId, s.WardId)).ToArray();
        return Made.GetValue(figures, f => Sized(names, inside, f));
    }

    private readonly record struct Inside(int? District, int? Ward);

    // The list does not say how large a settlement is. Each small area's residents count for the settlement nearest to them;
    // a town is all the wards that bear its name, and a city that gave its district its name is all of the district.
    private static IReadOnlyList<MapName> Sized(MapName[] names, Inside[] inside, CountyFigures figures)
    {
        if (names.Length == 0)
            return names;
        var residents = new long[names.Length];
        var placed = figures.Of(AreaKind.Lsoa).Where(a => a is { Longitude: not null, Latitude: not null, Residents: not null }).ToList();
        foreach (var area in placed)
            residents[Enumerable.Range(0, names.Length).MinBy(i => Kilometres(names[i], area))] += area.Residents!.Count;
        var swallowedBy = new Dictionary<int, string>();
        for (var i = 0; i < names.Length; i++)
        {
            var wards = figures.Of(AreaKind.Ward).Where(w => w.District?.Id == inside[i].District && IsOf(w.Name, names[i].Name)).ToList();
            foreach (var ward in wards)
                swallowedBy[ward.Id] = names[i].Name;
            residents[i] = Math.Max(residents[i], wards.Sum(w => w.Residents?.Count ?? 0));
            var district = placed.Where(a => a.District?.Name == names[i].Name).ToList();
            if (district.Count == 0 || district.Count(a => Kilometres(names[i], a) < CityReach) < CityShare * district.Count)
                continue;
            residents[i] = district.Sum(a => a.Residents!.Count);
            swallowedBy[district[0].District!.Id] = names[i].Name;
        }
        for (var i = 0; i < names.Length; i++)
        {
            // A suburb's name would stand where the town's belongs.
            int?[] around = [inside[i].District, inside[i].Ward];
            if (around.Any(id => id is { } area && swallowedBy.TryGetValue(area, out var town) && town != names[i].Name))
                residents[i] = Math.Min(residents[i], Suburb);
        }
        return
        [
            .. names
                .Select((name, i) => name with { Residents = residents[i] })
                .OrderByDescending(n => n.Residents)
                .ThenBy(n => n.Name, StringComparer.Ordinal),
        ];
    }

    private static bool IsOf(string ward, string town) =>
        ward.StartsWith(town, StringComparison.Ordinal) && (ward.Length == town.Length || ward[town.Length] is ' ' or '-');

    private static double Kilometres(MapName name, AreaFacts area)
    {
        var (east, north) = (
            (area.Longitude!.Value - name.Longitude) * Math.Cos(name.Latitude * Math.PI / 180),
            area.Latitude!.Value - name.Latitude
        );
        return 111.2 * Math.Sqrt(east * east + north * north);
    }
}
