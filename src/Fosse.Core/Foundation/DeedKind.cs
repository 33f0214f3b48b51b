using System.Diagnostics.CodeAnalysis;
using Fosse.Privacy;

namespace Fosse.Foundation;

/// <summary>Something that nobody does alone.</summary>
public sealed record DeedKind(string Code) : CodedWord(Code)
{
    public static bool TryParse(string? text, IFormatProvider? provider, [NotNullWhen(true)] out DeedKind? word) =>
        CodedWords.TryFind(text, out word);
}
