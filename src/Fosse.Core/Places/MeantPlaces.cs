using System.Globalization;
using Fosse.Privacy;

namespace Fosse.Places;

/// <summary>A place that a text may mean, with what tells it from others of the same name.</summary>
/// <param name="Longitude">In degrees (WGS 84).</param>
/// <param name="Latitude">In degrees (WGS 84).</param>
/// <param name="Area">The area that it is, where the text names no more than an area.</param>
/// <param name="District">The district that it lies in.</param>
public sealed record MeantPlace(FoundKind Kind, string Label, string Detail, double? Longitude, double? Latitude, int? Area, int? District)
{
    /// <summary>Names it in a form.</summary>
    public string Key =>
        Area is { } area
            ? string.Create(CultureInfo.InvariantCulture, $"area {area}")
            : string.Create(CultureInfo.InvariantCulture, $"{Longitude:F5} {Latitude:F5}");

    /// <summary>A town, a village or an area: nothing in it is nearer to what was meant than the rest.</summary>
    public bool IsRough => Kind is not (FoundKind.Postcode or FoundKind.Street);
}

/// <summary>What a text about a place may mean, the likeliest first.</summary>
/// <param name="Sure">The text names the only one of them, and nobody needs to be asked.</param>
/// <param name="UnknownPostcode">A whole postcode that stands in the text and is not held; none where another word says where it
/// is.</param>
public sealed record MeantPlaces(IReadOnlyList<MeantPlace> All, bool Sure, string? UnknownPostcode = null)
{
    /// <summary>How many are asked about: more are asked for the town or the village.</summary>
    public const int Most = 20;

    public static readonly MeantPlaces Nothing = new([], false);

    public MeantPlace? One => Sure && All is [var one] ? one : null;

    /// <summary>The district that all of them lie in: it is known even where nobody says which of them is meant.</summary>
    public int? Common => All.Select(p => p.District).Distinct().Take(2).ToList() is [{ } district] ? district : null;
}

/// <summary>Finds postcodes in what people write.</summary>
public static class PlacePoints
{
    /// <returns>The first full postcode in a text, upper case without the space; none where there is none.</returns>
    public static string? PostcodeIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return PostcodeText.In(UnseenText.Without(text.Length > 500 ? text[..500] : text)).Select(p => p.Code).FirstOrDefault();
    }
}
