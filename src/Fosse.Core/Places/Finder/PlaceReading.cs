namespace Fosse.Places;

/// <summary>
/// Reads which places people mean by what they write: "12 Mill Ln, Colville", "the play area behind Mill Lane in Ashby". Names are found
/// word by word anywhere in the text; a town, village or area beside a street says which street of that name it is. The search and
/// the reports ask the same one.
/// </summary>
internal sealed class PlaceReading(IReadOnlyList<PlaceEntry> entries)
{
    private const int MostWords = 24;

    // A street is of a settlement within this; a part of a street within that of another part.
    private const double Reach = 4000,
        OneStreet = 1500,
        Corner = 800,
        Nearer = 1000;

    private readonly NameHits names = new(entries);

    internal PlaceRead Read(string text)
    {
        var typed = Spelling.Words(text).Take(MostWords).ToArray();
        if (typed.Length == 0)
            return PlaceRead.Nothing;
        var hits = names.In(typed);
        var (streets, towns, areas) = (
            hits.Where(h => h.Entry.Kind is FoundKind.Street).ToList(),
            hits.Where(h => h.Entry.Kind is FoundKind.Settlement).ToList(),
            hits.Where(h => h.Entry.Kind is FoundKind.District or FoundKind.Ward or FoundKind.Neighbourhood).ToList()
        );
        if (towns.Count == 0)
            towns = names.TownsLike(typed, streets);
        if (OfStreets(streets, towns, areas) is { } named)
            return named;
        if (towns.Count == 0)
            return areas.Count > 0 ? OfAreas(areas) : Asked(Parts(names.StreetsBegunBy(typed)), false);
        var read = OfTowns(towns, areas, typed);
        // Who writes "Highcross" may mean a street of that name as well as the village of High Cross.
        return read.Places.Sure ? read : Asked([.. Parts(names.StreetsBegunBy(typed)), .. read.Towns], false);
    }

    private static PlaceRead? OfStreets(List<NameHit> streets, List<NameHit> towns, List<NameHit> areas)
    {
        if (streets.Count == 0)
            return null;
        var placed = streets.Where(s => towns.Any(t => !t.Overlaps(s) && IsIn(s.Entry, t.Entry))).ToList();
        if (placed.Count > 0)
            placed = Closest(placed, towns);
        else if (areas.Where(a => streets.TrueForAll(s => !s.Overlaps(a))).ToList() is { Count: > 0 } around)
            placed = [.. streets.Where(s => around.Exists(a => Lies(s.Entry, a.Entry)))];
        if (placed.Count == 0 && towns.Exists(t => streets.TrueForAll(s => !s.Overlaps(t))))
            return null; // no street of that name is there, and the town is known
        var left = placed.Count > 0 ? placed : streets;
        left = Crossing(left) ?? [.. left.Where(h => h.From == left.Min(l => l.From))];
        var parts = Parts(left);
        return Asked(parts, parts.Count == 1 && left.Min(h => h.Slips) <= (placed.Count > 0 ? 1 : 0), placed.Count > 0);
    }

    // "The corner of Mill Lane and High Street" is where both are.
    private static List<NameHit>? Crossing(List<NameHit> hits)
    {
        var first = hits.Where(h => h.From == hits.Min(l => l.From)).ToList();
        var near = first.Where(f => hits.Exists(o => !o.Overlaps(f) && o.Entry.From(f.Entry) <= Corner)).ToList();
        return near.Count > 0 ? near : null;
    }

    private static List<NameHit> Closest(List<NameHit> streets, List<NameHit> towns)
    {
        var own = streets.Where(s => towns.Exists(t => s.Entry.Spot.Near == t.Entry.Label && Lies(s.Entry, t.Entry))).ToList();
        if (own.Count > 0)
            return own;
        if (towns.Exists(t => NamesDistrict(t.Entry)))
            return streets;
        var nearest = streets.Min(Away);
        return [.. streets.Where(s => Away(s) <= nearest + Nearer)];

        double Away(NameHit street) => towns.Where(t => !t.Overlaps(street)).Min(t => t.Entry.From(street.Entry));
    }

    private static PlaceRead OfTowns(List<NameHit> towns, List<NameHit> areas, string[] typed)
    {
        if (towns.Exists(t => !t.IsStreetsOwn(typed)) && towns.Exists(t => t.IsStreetsOwn(typed)))
            towns = [.. towns.Where(t => !t.IsStreetsOwn(typed))];
        // "Highcross shopping centre, Leicester" is in Leicester, and not in High Cross twenty kilometres off.
        if (towns.Where(t => t.Slips == 0).ToList() is { Count: > 0 } written)
            towns = [.. towns.Where(t => t.Slips == 0 || written.Exists(w => IsIn(t.Entry, w.Entry)))];
        var around = areas.Where(a => towns.TrueForAll(t => !t.Overlaps(a))).ToList();
        if (towns.Where(t => around.Exists(a => Lies(t.Entry, a.Entry))).ToList() is { Count: > 0 } within)
            towns = within;
        // "Thringstone, Coalville" is Thringstone; "between Sileby and Seagrave" is one of them.
        var first = towns.Where(t => t.From == towns.Min(l => l.From)).ToList();
        var beside = first
            .Where(f => towns.Exists(t => !t.Overlaps(f) && IsIn(f.Entry, t.Entry) && typed[t.From - 1] is not ("and" or "to" or "or")))
            .ToList();
        var left = beside.Count > 0 ? beside : towns;
        var sure = left.Count == 1 && left[0].Slips == 0 && !left[0].IsStreetsOwn(typed);
        var district = sure ? areas.Find(a => a.Entry.Kind is FoundKind.District && a.Overlaps(left[0]))?.Entry : null;
        return Asked(
            [district is not null && NamesDistrict(left[0].Entry) ? district : left[0].Entry, .. left.Skip(1).Select(h => h.Entry)],
            sure
        );
    }

    private static PlaceRead OfAreas(List<NameHit> areas)
    {
        var largest = areas.Where(a => a.Slips == 0).OrderBy(a => a.Entry.Kind).DistinctBy(a => (a.From, a.Entry.Key)).ToList();
        return Asked([.. largest.Select(a => a.Entry)], largest.Count == 1);
    }

    // One for each ward that a street runs through, for another desk may answer there.
    private static List<PlaceEntry> Parts(List<NameHit> streets)
    {
        var parts = new List<PlaceEntry>();
        foreach (var hit in streets.OrderBy(s => s.Slips).Select(s => s.Entry))
        {
            if (!parts.Exists(p => p.Key == hit.Key && p.Spot.Ward == hit.Spot.Ward && p.From(hit) <= OneStreet))
                parts.Add(hit);
        }
        return parts;
    }

    private static PlaceRead Asked(IReadOnlyList<PlaceEntry> found, bool sure, bool placed = false)
    {
        var twice = found.GroupBy(f => (f.Label, f.Detail)).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet();
        var places = new MeantPlaces([.. found.Select(f => f.Meant(twice.Contains((f.Label, f.Detail))))], sure && found.Count == 1);
        return new(places, placed ? found : [], placed ? [] : found);
    }

    private static bool IsIn(PlaceEntry place, PlaceEntry town) =>
        place.Spot.Near == town.Label && place.Spot.District == town.Spot.District
        || (NamesDistrict(town) ? place.Spot.District == town.Spot.District : place.From(town) <= Reach);

    private static bool Lies(PlaceEntry place, PlaceEntry around) =>
        around.Kind is FoundKind.Ward ? place.Spot.Ward == around.Spot.Ward : place.Spot.District == around.Spot.District;

    // A city that is a district: what lies anywhere in it is said to be there.
    private static bool NamesDistrict(PlaceEntry town) => town.Detail == town.Label;
}

/// <summary>What was read in a text.</summary>
/// <param name="Streets">Those that a town or an area beside them places.</param>
/// <param name="Towns">What else it names.</param>
internal sealed record PlaceRead(MeantPlaces Places, IReadOnlyList<PlaceEntry> Streets, IReadOnlyList<PlaceEntry> Towns)
{
    internal static readonly PlaceRead Nothing = new(MeantPlaces.Nothing, [], []);
}
