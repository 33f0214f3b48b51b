namespace Fosse.Places;

/// <summary>A postcode, a street, a town or a village, which have a place and no figures of their own.</summary>
/// <param name="Street">Of a postcode, the street that it is nearest to; nothing where none is within a short walk.</param>
/// <param name="Wards">Of a town or a village, the wards that its streets lie in.</param>
public sealed record FoundSpot(
    FoundKind Kind,
    string Label,
    string Detail,
    double Longitude,
    double Latitude,
    string? Street,
    IReadOnlyList<int> Wards
);

/// <summary>What can be typed here and is found: for the hints of pages, so that no example leads nowhere.</summary>
/// <param name="Street">With its town: "Mill Lane, Coalville".</param>
public sealed record PlaceExamples(string Postcode, string Street, string Town);

/// <summary>Answers from the names and postcodes of an index about places without figures.</summary>
internal sealed class FoundSpots(IReadOnlyList<PlaceEntry> entries, PostcodeIndex postcodes)
{
    private const double ShortWalk = 200; // metres: the point of a street is its middle

    private readonly Dictionary<string, PlaceEntry> byAddress = entries
        .Where(e => e.Kind is FoundKind.Street or FoundKind.Settlement)
        .DistinctBy(e => e.Href)
        .ToDictionary(e => e.Href, StringComparer.Ordinal);

    private readonly List<PlaceEntry> streets = [.. entries.Where(e => e.Kind is FoundKind.Street)];

    /// <param name="slug">What follows "/where/" in the address of its page.</param>
    internal FoundSpot? At(string slug)
    {
        if (byAddress.TryGetValue(PlaceIndex.Where + slug, out var entry) && entry.Spot is { Longitude: { } x, Latitude: { } y })
            return new(entry.Kind, entry.Label, entry.Detail, x, y, null, entry.Kind is FoundKind.Settlement ? WardsOf(entry) : []);
        var code = slug.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
        if (postcodes.Held([code]) is not { Longitude: { } east, Latitude: { } north } postcode)
            return null;
        var here = PostcodeIndex.Entry(postcode, east, north);
        var nearest = streets.Where(s => s.From(here) <= ShortWalk).MinBy(s => s.From(here));
        return new(FoundKind.Postcode, postcode.Label, postcode.Detail, east, north, nearest?.Label, []);
    }

    /// <summary>Of the town that has most streets.</summary>
    /// <param name="meant">What a text means.</param>
    internal PlaceExamples? Examples(Func<string, MeantPlaces> meant)
    {
        var town = streets
            .Where(s => s.Spot.Near is not null)
            .GroupBy(s => (s.Spot.Near, s.Spot.District))
            .OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key.Near, StringComparer.Ordinal)
            .FirstOrDefault();
        var street = town
            ?.OrderByDescending(s => s.Label == "Mill Lane")
            .ThenBy(s => s.Label, StringComparer.Ordinal)
            .FirstOrDefault(s => s.Words.Length > 1 && meant($"{s.Label}, {s.Spot.Near}").One is not null);
        return street is not null && postcodes.Nearest(street) is { } code
            ? new(code, $"{street.Label}, {street.Spot.Near}", street.Spot.Near!)
            : null;
    }

    private List<int> WardsOf(PlaceEntry town) =>
        [
            .. streets
                .Where(s => s.Spot.Near == town.Label && s.Spot.District == town.Spot.District)
                .Append(town)
                .GroupBy(s => s.Spot.Ward)
                .OrderByDescending(g => g.Count())
                .Select(g => g.Key)
                .OfType<int>(),
        ];
}
