using System.Globalization;
using Fosse.Places;

namespace Fosse.Publishing;

/// <summary>The kinds of area in addresses, in data and in words.</summary>
public static class PlaceKinds
{
    public static string Key(AreaKind kind) => kind.ToString().ToLowerInvariant();

    public static AreaKind? FromKey(string? key) =>
        Enum.GetValues<AreaKind>().Where(k => Key(k) == key).Select(k => (AreaKind?)k).FirstOrDefault();

    /// <summary>"small area (LSOA)".</summary>
    public static string One(AreaKind kind) => kind switch
    {
        AreaKind.Lsoa => "small area (LSOA)",
        AreaKind.Msoa => "larger area (MSOA)",
        AreaKind.Neighbourhood => "police neighbourhood",
        _ => Key(kind),
    };

    public static string Many(AreaKind kind) => kind switch
    {
        AreaKind.County => "counties",
        AreaKind.Lsoa => "small areas (LSOAs)",
        AreaKind.Msoa => "larger areas (MSOAs)",
        AreaKind.Neighbourhood => "police neighbourhoods",
        _ => Key(kind) + "s",
    };

    /// <summary>Whether crimes are counted to it by their published point rather than by a published code.</summary>
    public static bool ByPoint(AreaKind kind) => kind is AreaKind.Ward or AreaKind.Neighbourhood;

    /// <summary>"3rd".</summary>
    public static string Ordinal(int n) => string.Create(CultureInfo.InvariantCulture, $"{n}{((n % 100) is 11 or 12 or 13 ? "th" : (n % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" })}");

    /// <summary>"Blaby, Melton and Rutland".</summary>
    public static string List(IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.Take(words.Count - 1))} and {words[^1]}";
    }
}
