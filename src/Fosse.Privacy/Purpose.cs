using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Fosse.Privacy;

/// <summary>What personal data may be read for. A room declares its own, each with the rule that the access policy asks.</summary>
[JsonConverter(typeof(CodedWordJson<Purpose>))]
public sealed record Purpose(string Code) : CodedWord(Code)
{
    /// <summary>By this, pages bind it.</summary>
    public static bool TryParse(string? text, IFormatProvider? provider, [NotNullWhen(true)] out Purpose? word) =>
        CodedWords.TryFind(text, out word);
}

/// <summary>The purpose that comes with the wall itself.</summary>
public static class PrivacyPurposes
{
    public static Purpose ApplyRetention { get; } = new(nameof(ApplyRetention));
}
