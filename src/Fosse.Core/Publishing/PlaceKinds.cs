using Fosse.Places;

namespace Fosse.Publishing;

/// <summary>The kinds of area in addresses, in data and in words.</summary>
public static class PlaceKinds
{
    public static string Key(AreaKind kind) => kind.ToString().ToLowerInvariant();

    public static AreaKind? FromKey(string? key) =>
        Enum.GetValues<AreaKind>().Where(k => Key(k) == key).Select(k => (AreaKind?)k).FirstOrDefault();

    /// <summary>"small area (LSOA)".</summary>
    public static string One(AreaKind kind) => PublishingText.Of($"One.{kind}");

    public static string Many(AreaKind kind) => PublishingText.Of($"Many.{kind}");

    /// <summary>Whether crimes are counted to it by their published point rather than by a published code.</summary>
    public static bool ByPoint(AreaKind kind) => kind is AreaKind.Ward or AreaKind.Neighbourhood;

    /// <summary>"3rd".</summary>
    public static string Ordinal(int n) =>
        PublishingText.Of(
            (n % 100) is 11 or 12 or 13
                ? "Ordinal.Other"
                : (n % 10) switch
                {
                    1 => "Ordinal.1",
                    2 => "Ordinal.2",
                    3 => "Ordinal.3",
                    _ => "Ordinal.Other",
                },
            n
        );

    /// <summary>"3rd of 9".</summary>
    public static string OrdinalOf(int n, int count) => PublishingText.Of("Rank", Ordinal(n), count);

    /// <summary>A category of the files in the reader's language.</summary>
    public static string Category(string name) => PublishingText.OfFile("Category", name);

    /// <summary>"Blaby, Melton and Rutland".</summary>
    public static string List(IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return words.Count < 2
            ? string.Concat(words)
            : PublishingText.Of("List.Two", string.Join(PublishingText.Of("List.Before"), words.Take(words.Count - 1)), words[^1]);
    }
}
