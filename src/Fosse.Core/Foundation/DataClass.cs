using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Fosse.Privacy;

namespace Fosse.Foundation;

/// <summary>What kind of personal data a record holds: what sharing agreements and retention rules name. Each room declares its
/// own.</summary>
[JsonConverter(typeof(CodedWordJson<DataClass>))]
public sealed record DataClass(string Code) : CodedWord(Code)
{
    /// <summary>Whether its records are worked at a desk of their own, which closes them and opens them again in its own way.</summary>
    public bool OwnDesk { get; init; }

    public bool Equals(DataClass? other) => other is not null && other.Code == Code;

    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);

    /// <summary>By this, pages bind it.</summary>
    public static bool TryParse(string? text, IFormatProvider? provider, [NotNullWhen(true)] out DataClass? word) =>
        CodedWords.TryFind(text, out word);
}

public enum RetentionAction
{
    /// <summary>The key of the person is destroyed; the row that names nobody stays.</summary>
    Forget,

    /// <summary>Somebody looks and decides.</summary>
    Review,
}

/// <summary>A class of data, and the rule by which a new installation keeps it.</summary>
/// <param name="KeptFor">What the data is kept for.</param>
/// <param name="Basis">The law or guidance that the period comes from.</param>
public sealed record StandardKeeping(DataClass Class, string KeptFor, string Basis, int Months, RetentionAction Action);
