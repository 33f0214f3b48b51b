namespace Fosse.Places;

/// <summary>One thing that can be found by name, as the index keeps it.</summary>
internal sealed class PlaceEntry(
    FoundKind kind,
    string label,
    string detail,
    string opens,
    string href,
    string[] words,
    string[] around,
    string? code
)
{
    internal FoundKind Kind { get; } = kind;
    internal string[] Words { get; } = words;
    internal string[] Around { get; } = around;
    internal string Key { get; } = string.Concat(words);
    internal string? Code { get; } = code;
    internal string Href { get; } = href;
    internal string Label { get; } = label;

    /// <summary>Larger before smaller, and a settlement before a street.</summary>
    internal int Weight => 10 * (FoundKind.Street - Kind);

    internal Found As(int score) => new(Kind, Label, detail, opens, Href, score);
}
