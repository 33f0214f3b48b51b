using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Fosse.Privacy;

namespace Fosse.Reporting;

/// <summary>
/// The plain forms by which two reports are known to be of one person or one home. A person is their name together with a telephone number,
/// an email address or
/// a postcode of theirs: never one of these alone, for a household shares them, and a letter to one must not tell of another.
/// </summary>
internal static partial class SameAs
{
    private static readonly HashSet<string> Titles = ["mr", "mrs", "ms", "miss", "mx", "dr", "rev", "cllr", "sir", "dame"];

    public static IReadOnlyList<string> Person(string name, string telephone, string email, string address)
    {
        var words = Word.Matches(Plain(name))
            .Select(m => m.Value.Replace("'", "", StringComparison.Ordinal))
            .Where(w => w.Length > 1 && !Titles.Contains(w))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (words.Count == 0)
            return [];
        var (who, keys) = (string.Join(' ', words), new List<string>());
        if (TelephoneText.Plain(telephone) is { } number)
            keys.Add($"{who} tel {number}");
        if (email.Contains('@', StringComparison.Ordinal))
            keys.Add($"{who} mail {Plain(email).Trim()}");
        if (words.Count > 1 && CodeIn(Plain(address)) is { } code)
            keys.Add($"{who} at {code.Code.ToLowerInvariant()}");
        return keys;
    }

    /// <returns>None where it is not clear which home it is.</returns>
    public static string? Home(string address)
    {
        var plain = Plain(address);
        var found = CodeIn(plain);
        if (found is { } at)
            plain = plain.Remove(at.Index, at.Length);
        var flat = Flat.Match(plain);
        if (flat.Success)
            plain = plain.Remove(flat.Index, flat.Length);
        var house = House.Match(plain).Value;
        var street = string.Join(
            ' ',
            Word.Matches(plain).Select(m => m.Value).Where(w => w.Length > 1 && w != house).Take(house.Length > 0 ? 1 : 2)
        );
        // With a postcode the number says which home; without one the street must, and a house may have a name for a number.
        if (found is { } code && (house.Length > 0 || street.Length > 0))
            return $"{code.Code.ToLowerInvariant()} {(house.Length > 0 ? house : street)} flat {flat.Groups[1].Value}".TrimEnd();
        return house.Length > 0 && street.Length > 0 ? $"{street} {house} flat {flat.Groups[1].Value}" : null;
    }

    private static PostcodeInText? CodeIn(string plain) => PostcodeText.In(plain).Select(c => (PostcodeInText?)c).FirstOrDefault();

    private static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var c in text.Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            if (
                CharUnicodeInfo.GetUnicodeCategory(c)
                is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format)
            )
                plain.Append(c == '’' ? '\'' : c);
        }
        return plain.ToString();
    }

    [GeneratedRegex(@"[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*")]
    private static partial Regex Word { get; }

    [GeneratedRegex(@"\b(?:flat|apartment|apt|unit|room)\s*([0-9]+[a-z]?|[a-z])\b")]
    private static partial Regex Flat { get; }

    [GeneratedRegex(@"\b[0-9]+[a-z]?\b")]
    private static partial Regex House { get; }
}
