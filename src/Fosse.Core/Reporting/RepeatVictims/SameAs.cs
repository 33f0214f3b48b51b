using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

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
        if (Number(telephone) is { } number)
            keys.Add($"{who} tel {number}");
        if (email.Contains('@', StringComparison.Ordinal))
            keys.Add($"{who} mail {Plain(email).Trim()}");
        if (words.Count > 1 && Postcode.Match(Plain(address)) is { Success: true } code)
            keys.Add($"{who} at {code.Groups[1].Value}{code.Groups[2].Value}");
        return keys;
    }

    /// <returns>None where it is not clear which home it is.</returns>
    public static string? Home(string address)
    {
        var plain = Plain(address);
        var code = Postcode.Match(plain);
        if (code.Success)
            plain = plain.Remove(code.Index, code.Length);
        var flat = Flat.Match(plain);
        if (flat.Success)
            plain = plain.Remove(flat.Index, flat.Length);
        var house = House.Match(plain).Value;
        var street = string.Join(
            ' ',
            Word.Matches(plain).Select(m => m.Value).Where(w => w.Length > 1 && w != house).Take(house.Length > 0 ? 1 : 2)
        );
        // With a postcode the number says which home; without one the street must, and a house may have a name for a number.
        if (code.Success && (house.Length > 0 || street.Length > 0))
            return (
                $"{code.Groups[1].Value}{code.Groups[2].Value} " + $"{(house.Length > 0 ? house : street)} flat {flat.Groups[1].Value}"
            ).TrimEnd();
        return house.Length > 0 && street.Length > 0 ? $"{street} {house} flat {flat.Groups[1].Value}" : null;
    }

    private static string? Number(string telephone)
    {
        var digits = string.Concat(telephone.Replace("(0)", "", StringComparison.Ordinal).Where(char.IsAsciiDigit));
        if (digits.StartsWith("0044", StringComparison.Ordinal))
            digits = "0" + digits[4..];
        else if (telephone.TrimStart().StartsWith("+44", StringComparison.Ordinal))
            digits = "0" + digits[2..];
        return digits.Length >= 6 ? digits : null;
    }

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

    [GeneratedRegex(@"\b([a-z]{1,2}[0-9][a-z0-9]?)\s*([0-9][a-z]{2})\b")]
    private static partial Regex Postcode { get; }

    [GeneratedRegex(@"\b(?:flat|apartment|apt|unit|room)\s*([0-9]+[a-z]?|[a-z])\b")]
    private static partial Regex Flat { get; }

    [GeneratedRegex(@"\b[0-9]+[a-z]?\b")]
    private static partial Regex House { get; }
}
