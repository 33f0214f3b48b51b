using System.Diagnostics.CodeAnalysis;
using Fosse.Privacy;

namespace Fosse.Foundation;

/// <summary>Something that nobody does alone.</summary>
public sealed record JointDeed(string Code) : CodedWord(Code)
{
    public static bool TryParse(string? text, IFormatProvider? provider, [NotNullWhen(true)] out JointDeed? word) =>
        CodedWords.TryFind(text, out word);
}
