using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Fosse.Privacy;

/// <summary>
/// The plain form of what people write: case, accents, apostrophes, hyphens and the space of a postcode do not count. A text is kept under
/// a few
/// words more than are looked for, so that O'Neill is found as ONeill, O Neill and Neill. docs/methods/search.md has the same in words.
/// </summary>
internal static partial class PlainWords
{
    private const int Most = 64;

    private static readonly string[] Dates = ["d/M/yyyy", "d.M.yyyy", "d-M-yyyy", "yyyy-M-d", "d MMM yyyy", "d MMMM yyyy", "MMMM d yyyy"];

    private static readonly Dictionary<char, string> Letters = new (char Letter, string Plain)[]
    {
        ('ß', "ss"),
        ('æ', "ae"),
        ('œ', "oe"),
        ('ø', "o"),
        ('ł', "l"),
        ('đ', "d"),
        ('ð', "d"),
        ('þ', "th"),
        ('ı', "i"),
    }.ToDictionary(l => l.Letter, l => l.Plain);

    private static readonly Dictionary<string, string> Streets = new (string Long, string Short)[]
    {
        ("street", "st"),
        ("saint", "st"),
        ("road", "rd"),
        ("avenue", "ave"),
        ("av", "ave"),
        ("lane", "ln"),
        ("close", "cl"),
        ("court", "ct"),
        ("drive", "dr"),
        ("crescent", "cres"),
        ("gardens", "gdns"),
        ("place", "pl"),
        ("square", "sq"),
        ("terrace", "terr"),
        ("apartment", "flat"),
        ("apt", "flat"),
    }.ToDictionary(s => s.Long, s => s.Short, StringComparer.Ordinal);

    public static IReadOnlyList<string> Kept(SearchField field, string text) => Of(field, text, kept: true);

    public static IReadOnlyList<string> Sought(SearchField field, string text) => Of(field, text, kept: false);

    private static IReadOnlyList<string> Of(SearchField field, string text, bool kept)
    {
        var plain = Plain(text);
        var words = field switch
        {
            SearchField.Name => Names(plain, kept),
            SearchField.Address =>
            [
                .. PostcodeText.In(plain).Select(p => p.Code.ToLowerInvariant()),
                .. Names(PostcodeText.Without(plain), kept).Select(w => Streets.GetValueOrDefault(w, w)),
            ],
            SearchField.BornOn => Day(plain) is { } day ? [day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)] : [],
            SearchField.Contact => Contacts(plain),
            SearchField.SamePerson or SearchField.SameHome or SearchField.SameFile => [plain], // whoever hands it in has made it plain
            _ => [],
        };
        return [.. words.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(Most)];
    }

    private static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var c in text.Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
                continue;
            var lower = char.ToLowerInvariant(c);
            if (Letters.TryGetValue(lower, out var letters))
                plain.Append(letters);
            else
                plain.Append(
                    lower is '’' or '‘' or 'ʼ' or '`' or '´' ? '\''
                    : lower is '‐' or '‑' or '–' ? '-'
                    : lower
                );
        }
        return plain.ToString();
    }

    private static IEnumerable<string> Names(string plain, bool kept)
    {
        var parts = Chunk.Matches(plain).SelectMany(m => m.Value.Split('-')).ToList();
        var words = parts.ConvertAll(p => p.Replace("'", "", StringComparison.Ordinal));
        for (var i = 0; i < words.Count; i++)
        {
            var (before, next) = (i > 0 ? words[i - 1] : "", i + 1 < words.Count);
            // "Mc Donald" is looked for as one word; "O Neill" as Neill, for the O may be an initial.
            if (before is "mc" or "mac")
                yield return before + words[i];
            if (!IsInitial(words[i]) && (kept || !(next && words[i] is ("mc" or "mac")) && before is not ("mc" or "mac")))
                yield return words[i];
            if (!kept)
                continue;
            if (before is "o" or "d")
                yield return before + words[i];
            if (parts[i].Contains('\'', StringComparison.Ordinal))
                foreach (var piece in parts[i].Split('\'').Where(p => p.Length > 2))
                    yield return piece;
        }
        if (!kept)
            yield break;
        foreach (var whole in Chunk.Matches(plain).Select(m => m.Value).Where(w => w.Contains('-', StringComparison.Ordinal)))
            yield return whole.Replace("-", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal);
    }

    // A single letter of our alphabet leads to half the county.
    private static bool IsInitial(string word) => word is [>= 'a' and <= 'z'];

    private static DateOnly? Day(string plain) =>
        DateOnly.TryParseExact(
            Ordinal.Replace(plain.Replace(",", " ", StringComparison.Ordinal), "$1").Trim(),
            Dates,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AllowInnerWhite,
            out var day
        )
            ? day
            : null;

    // An address of mail is one word, a telephone number its digits.
    private static IEnumerable<string> Contacts(string plain)
    {
        foreach (var mail in Mail.Matches(plain).Select(m => m.Value))
            yield return mail;
        foreach (var part in Between.Split(Mail.Replace(plain, " ; ")))
        {
            if (TelephoneText.Plain(part) is { } number)
                yield return number;
        }
    }

    [GeneratedRegex(@"[\p{L}\p{N}]+(?:['\-][\p{L}\p{N}]+)*")]
    private static partial Regex Chunk { get; }

    [GeneratedRegex(@"\b([0-9]{1,2})(?:st|nd|rd|th)\b")]
    private static partial Regex Ordinal { get; }

    [GeneratedRegex(@"[^\s@,;]+@[^\s@,;]+")]
    private static partial Regex Mail { get; }

    [GeneratedRegex(@"[,;/\n]|\bor\b")]
    private static partial Regex Between { get; }
}
