using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Fosse.Privacy;

namespace Fosse.Foundation;

/// <summary>
/// What a role lets its holder do; each room declares its own. What may be read about whom is decided by the access policy on top of these.
/// </summary>
[SuppressMessage("Naming", "CA1711", Justification = "It is a permission.")]
[JsonConverter(typeof(CodedWordJson<Permission>))]
public sealed record Permission(string Code) : CodedWord(Code)
{
    /// <summary>Whether whoever has it watches over others or decides what they may do: a role with such a permission is given by two
    /// administrators, and never to one of them.</summary>
    public bool Oversight { get; init; }

    /// <summary>Whether whoever has it sees what others did: no agency that has somebody with it is left without by one
    /// administrator.</summary>
    public bool Watches { get; init; }

    /// <summary>Whether it opens or finds words about persons: whoever gets such a role for the first time, gets it by two
    /// administrators.</summary>
    public bool Personal { get; init; }

    public bool Equals(Permission? other) => other is not null && other.Code == Code;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Code);

    /// <summary>By this, pages bind it.</summary>
    public static bool TryParse(string? text, IFormatProvider? provider, [NotNullWhen(true)] out Permission? word) =>
        CodedWords.TryFind(text, out word);
}
