using System.Globalization;
using System.Text.RegularExpressions;

namespace Fosse.Privacy;

/// <summary>
/// The plain form of what people write: case, accents, apostrophes, hyphens, what cannot be seen and the space of a postcode do not count.
/// A text is kept under a few words more than are looked for, so that O'Neill is found as ONeill, O Neill and Neill.
/// docs/methods/search.md has the same in words.
/// </summary>
internal static partial class PlainWords
{
    private const int Most = 64;

    private static readonly string[] Dates = ["d/M/yyyy", "d.M.yyyy", "d-M-yyyy", "yyyy-M-d", "d MMM yyyy", "d MMMM yyyy", "MMMM d yyyy"];

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
        var plain = PlainLetters.Of(text);
        var words = field switch
        {
            SearchField.Name => Names(plain, kept),
            SearchField.Address => Addresses(text, kept),
            SearchField.BornOn => Day(Seen(plain).Trim()) is { } day ? [day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)] : [],
            SearchField.Contact => Contacts(Seen(plain)),
            SearchField.SamePerson or SearchField.SameHome or SearchField.SameFile => [PlainLetters.OfKeys(text)],
            _ => [],
        };
        return [.. words.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(Most)];
    }

    private static string Seen(string plain) => plain.Replace("\u200B", "", StringComparison.Ordinal);

    private static IEnumerable<string> Addresses(string text, bool kept)
    {
        // A place where a line may break parts words where people look; where they are kept it may also have been within one.
        var parted = Seen(PlainLetters.Of(text.Replace(UnseenText.Break, ' ')));
        var joined = Seen(PlainLetters.Of(text));
        return PostcodeText
            .In(joined)
            .Select(p => p.Code.ToLowerInvariant())
            .Concat(Words(PostcodeText.Without(parted), kept))
            .Concat(kept && parted != joined ? Words(PostcodeText.Without(joined), kept) : [])
            .Select(w => Streets.GetValueOrDefault(w, w));
    }

    private static IEnumerable<string> Names(string plain, bool kept)
    {
        foreach (var word in Words(plain, kept))
            yield return word;
        var pieces = Chunk.Matches(plain).SelectMany(m => m.Value.Split('-', PlainLetters.Joint)).Select(NoSigns).ToList();
        if (!kept)
        {
            // Some people's name is one letter; with a point behind it, it stands for one of half the county.
            if (pieces.TrueForAll(IsInitial) && !plain.Contains('.', StringComparison.Ordinal))
            {
                foreach (var initial in pieces)
                    yield return initial;
            }
            yield break;
        }
        for (var i = 0; i < pieces.Count; i++)
        {
            yield return pieces[i];
            // Written together by whoever looks: "Mary Ann" as Maryann, and a joint that nobody sees as none.
            if (i > 0)
                yield return pieces[i - 1] + pieces[i];
        }
    }

    private static string NoSigns(string part) => Seen(part).Replace("'", "", StringComparison.Ordinal);

    private static IEnumerable<string> Words(string plain, bool kept)
    {
        var parts = Chunk.Matches(plain).SelectMany(m => m.Value.Split('-')).ToList();
        var words = parts.ConvertAll(NoSigns);
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
                foreach (var piece in Seen(parts[i]).Split('\'').Where(p => p.Length > 2))
                    yield return piece;
        }
        if (!kept)
            yield break;
        foreach (var whole in Chunk.Matches(plain).Select(m => m.Value).Where(w => w.Contains('-', StringComparison.Ordinal)))
            yield return NoSigns(whole.Replace("-", "", StringComparison.Ordinal));
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

    [GeneratedRegex(@"[\p{L}\p{N}\p{Cs}]+(?:['\-\u200B][\p{L}\p{N}\p{Cs}]+)*")]
    private static partial Regex Chunk { get; }

    [GeneratedRegex(@"\b([0-9]{1,2})(?:st|nd|rd|th)\b")]
    private static partial Regex Ordinal { get; }

    [GeneratedRegex(@"[^\s@,;]+@[^\s@,;]+")]
    private static partial Regex Mail { get; }

    [GeneratedRegex(@"[,;/\n]|\bor\b")]
    private static partial Regex Between { get; }
}
