namespace Fosse.Places;

/// <summary>Where something that is found by name lies.</summary>
/// <param name="Longitude">In degrees (WGS 84); of an area its middle, where that is held.</param>
/// <param name="Latitude">In degrees (WGS 84).</param>
/// <param name="Ward">The ward that it lies in; of a ward itself.</param>
/// <param name="District">The district that it lies in; of a district itself.</param>
/// <param name="Near">The settlement that a street belongs to.</param>
/// <param name="Area">The area that it is, where it is one.</param>
internal sealed record PlaceSpot(double? Longitude, double? Latitude, int? Ward, int? District, string? Near = null, int? Area = null);

/// <summary>One thing that can be found by name, as the index keeps it.</summary>
internal sealed class PlaceEntry(
    FoundKind kind,
    string label,
    string detail,
    string opens,
    string href,
    string[] words,
    string[] around,
    string? code,
    PlaceSpot spot,
    string ward = ""
)
{
    internal FoundKind Kind { get; } = kind;
    internal string[] Words { get; } = words;
    internal string[] Around { get; } = around;
    internal string Key { get; } = string.Concat(words);
    internal string? Code { get; } = code;
    internal string Href { get; } = href;
    internal string Label { get; } = label;
    internal string Detail { get; } = detail;
    internal PlaceSpot Spot { get; } = spot;

    /// <summary>Larger before smaller, and a settlement before a street.</summary>
    internal int Weight => 10 * (FoundKind.Street - Kind);

    internal Found As(int score) => new(Kind, Label, Detail, opens, Href, score);

    /// <param name="withWard">Another of the same name lies in the same settlement: the ward tells them apart.</param>
    internal MeantPlace Meant(bool withWard) =>
        new(
            Kind,
            Label,
            string.Join(", ", new[] { withWard ? ward : "", Detail }.Where(d => d.Length > 0).Distinct()),
            Spot.Longitude,
            Spot.Latitude,
            Spot.Area,
            Spot.District
        );

    /// <summary>How far it is from another, in metres; further than anything where one of them lies nowhere.</summary>
    internal double From(PlaceEntry other)
    {
        if (Spot is not { Longitude: { } x, Latitude: { } y } || other.Spot is not { Longitude: { } otherX, Latitude: { } otherY })
            return double.MaxValue;
        var (across, up) = ((x - otherX) * Math.Cos(y * Math.PI / 180), y - otherY);
        return 111_195 * Math.Sqrt(across * across + up * up);
    }
}
