using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Places;

/// <summary>Reads names and postcodes out of the database into an index.</summary>
public static class PlaceIndexLoad
{
    private const double NearInDegrees = 0.05; // about 5 km: further off, a settlement says nothing about a street

    public static async Task<PlaceIndex> LoadPlaceIndex(this SafetyDb db, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        var version = await DataVersions.Current(db, stop);
        var areas = await db.Set<Area>().AsNoTracking().OrderBy(a => a.Id).Take(200_000).ToListAsync(stop);
        var slugs = await db.Set<AreaSlug>()
            .AsNoTracking()
            .Where(s => s.Current)
            .Take(200_000)
            .ToDictionaryAsync(s => s.AreaId, s => s.Slug, stop);
        var places = await db.Set<NamedPlace>().AsNoTracking().OrderBy(p => p.Id).Take(1_000_000).ToListAsync(stop);
        var postcodes = await db.Set<Postcode>().AsNoTracking().OrderBy(p => p.Code).Take(3_000_000).ToListAsync(stop);

        var names = areas.ToDictionary(a => a.Id, a => a.Name);
        var byId = areas.Where(a => slugs.ContainsKey(a.Id)).ToDictionary(a => a.Id, a => Of(a, slugs[a.Id], Name(names, a.DistrictId)));
        var settlements = places.Where(p => p.Kind is NamedPlaceKind.Settlement).ToList();
        var named = places
            .Select(p => (Place: p, Near: p.Kind is NamedPlaceKind.Street ? Nearest(p, settlements) : null))
            .DistinctBy(p => (p.Place.Kind, string.Join(' ', Spelling.Words(p.Place.Name)), p.Near, p.Place.WardId));
        var addresses = new WhereAddresses();
        return new PlaceIndex(
            version?.Id ?? 0,
            [.. byId.Values, .. named.Select(p => Of(p.Place, byId, p.Near, addresses)).OfType<PlaceEntry>()],
            new PostcodeIndex(postcodes, byId)
        );
    }

    private static PlaceEntry Of(Area area, string slug, string? district)
    {
        var kind = area.Kind switch
        {
            AreaKind.County => FoundKind.County,
            AreaKind.District => FoundKind.District,
            AreaKind.Ward => FoundKind.Ward,
            AreaKind.Neighbourhood => FoundKind.Neighbourhood,
            AreaKind.Msoa => FoundKind.Msoa,
            _ => FoundKind.Lsoa,
        };
        // A code that is no longer in use is found by itself only: its successor often has the same name.
        var words = area.LastVintage is null ? Spelling.Words(area.Name) : [];
        string?[] detail = [district, kind is FoundKind.Lsoa or FoundKind.Msoa ? area.Code : null];
        return new(
            kind,
            area.Name,
            string.Join(", ", detail.Where(d => d is not null)),
            "",
            $"/place/{slug}",
            words,
            area.LastVintage is null && district is not null ? Spelling.Words(district) : [],
            area.Code.ToUpperInvariant(),
            new(
                area.Longitude,
                area.Latitude,
                area.Kind is AreaKind.Ward ? area.Id : null,
                area.Kind is AreaKind.District ? area.Id : area.DistrictId,
                Area: area.Id
            )
        );
    }

    private static PlaceEntry? Of(NamedPlace place, Dictionary<int, PlaceEntry> areas, string? near, WhereAddresses addresses)
    {
        if ((Area(place.WardId) ?? Area(place.LsoaId) ?? Area(place.DistrictId)) is null)
            return null;
        var kind = place.Kind is NamedPlaceKind.Settlement ? FoundKind.Settlement : FoundKind.Street;
        var detail = string.Join(", ", new[] { near, Area(place.DistrictId)?.Label }.Where(n => n is not null).Distinct());
        return new(
            kind,
            place.Name,
            detail,
            "",
            addresses.Of(place.Name, near, Area(place.DistrictId)?.Label),
            Spelling.Words(place.Name),
            Spelling.Words(detail),
            null,
            new(place.Longitude, place.Latitude, place.WardId, place.DistrictId, near),
            Area(place.WardId)?.Label ?? ""
        );

        PlaceEntry? Area(int? id) => id is { } known ? areas.GetValueOrDefault(known) : null;
    }

    private static string? Nearest(NamedPlace street, List<NamedPlace> settlements)
    {
        var narrow = Math.Cos(street.Latitude * Math.PI / 180);
        var (best, name) = (NearInDegrees * NearInDegrees, (string?)null);
        foreach (var settlement in settlements)
        {
            var (x, y) = ((settlement.Longitude - street.Longitude) * narrow, settlement.Latitude - street.Latitude);
            if (settlement.DistrictId == street.DistrictId && x * x + y * y < best)
                (best, name) = (x * x + y * y, settlement.Name);
        }
        return name;
    }

    private sealed class WhereAddresses
    {
        private readonly HashSet<string> taken = new(StringComparer.Ordinal);

        /// <summary>Of several that are called the same, the later ones have a number.</summary>
        public string Of(params string?[] names)
        {
            var slug = Slug.Of(string.Join(' ', names.Where(n => !string.IsNullOrEmpty(n)).Distinct()));
            var free = slug;
            for (var i = 2; !taken.Add(free); i++)
                free = $"{slug}-{i}";
            return PlaceIndex.Where + free;
        }
    }

    private static string? Name(Dictionary<int, string> names, int? id) => id is { } known ? names.GetValueOrDefault(known) : null;
}
