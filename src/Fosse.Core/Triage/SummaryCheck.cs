using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Fosse.Privacy;

namespace Fosse.Triage;

/// <summary>What a reporter told that must not be read in public.</summary>
/// <param name="Places">Their address and the words of the place.</param>
/// <param name="PublicNames">Names of the areas that the place lies in, which are public with it.</param>
internal sealed record ToldInConfidence(
    string Name,
    string Telephone,
    string Email,
    IReadOnlyList<string> Places,
    IReadOnlyList<string> PublicNames
);

/// <summary>Finds in a public text what its reporter told in confidence. It helps whoever writes; it does not replace reading
/// over.</summary>
internal static partial class SummaryCheck
{
    private const int ShortestName = 2,
        ShortestPlace = 3,
        ShortestNumber = 6;

    // Words that stand in the names of people and in sentences alike: in small letters they name nobody.
    private static readonly HashSet<string> Everyday =
    [
        "will",
        "may",
        "mark",
        "grant",
        "rose",
        "bill",
        "hope",
        "grace",
        "joy",
        "dawn",
        "april",
        "june",
        "art",
        "frank",
        "young",
        "long",
        "short",
        "white",
        "black",
        "brown",
        "green",
        "gray",
        "king",
        "day",
        "lane",
        "may",
        "case",
        "price",
        "best",
        "wood",
        "hill",
        "park",
        "banks",
        "field",
        "an",
        "in",
        "do",
        "so",
        "to",
        "my",
    ];

    // What every place has, so that it tells none.
    private static readonly HashSet<string> Common =
    [
        "street",
        "road",
        "lane",
        "avenue",
        "close",
        "drive",
        "way",
        "court",
        "crescent",
        "gardens",
        "place",
        "square",
        "terrace",
        "grove",
        "walk",
        "rise",
        "row",
        "flat",
        "house",
        "home",
        "block",
        "floor",
        "unit",
        "park",
        "playground",
        "shop",
        "shops",
        "school",
        "church",
        "station",
        "bus",
        "stop",
        "car",
        "cars",
        "path",
        "footpath",
        "alley",
        "bridge",
        "field",
        "wood",
        "woods",
        "corner",
        "roundabout",
        "centre",
        "town",
        "city",
        "village",
        "estate",
        "green",
        "bench",
        "stairwell",
        "garages",
        "the",
        "and",
        "near",
        "next",
        "outside",
        "inside",
        "behind",
        "opposite",
        "between",
        "front",
        "back",
        "side",
        "end",
        "top",
        "bottom",
        "from",
        "with",
        "our",
        "there",
        "here",
        "all",
        "along",
        "around",
        "north",
        "south",
        "east",
        "west",
        "old",
        "new",
        "not",
        "known",
    ];

    /// <returns>The words as the text has them.</returns>
    public static IReadOnlyList<string> Found(string text, ToldInConfidence told)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(told);
        var open = told.PublicNames.SelectMany(Words).ToHashSet(StringComparer.Ordinal);
        var names = Words(told.Name).Where(w => w.Length >= ShortestName && told.Name != "Anonymous").ToHashSet(StringComparer.Ordinal);
        var places = told
            .Places.SelectMany(Words)
            .Where(w => w.Length >= ShortestPlace && !Common.Contains(w) && !open.Contains(w))
            .ToHashSet(StringComparer.Ordinal);
        var found = new List<string>();
        foreach (Match match in Word.Matches(text))
        {
            var plain = Plain(match.Value);
            var named =
                names.Contains(plain)
                && (!Everyday.Contains(plain) || (char.IsUpper(match.Value[0]) && !BeginsSentence(text, match.Index)));
            if (named || places.Contains(plain))
                found.Add(match.Value);
        }
        if (told.Email.Length > 0 && text.Contains(told.Email.Trim(), StringComparison.OrdinalIgnoreCase))
            found.Add(told.Email.Trim());
        var number = Tail(Digits(told.Telephone));
        if (number.Length >= ShortestNumber)
            found.AddRange(
                Number.Matches(text).Where(m => Digits(m.Value).Contains(number, StringComparison.Ordinal)).Select(m => m.Value.Trim())
            );
        var codes = told.Places.SelectMany(PostcodeText.In).Select(p => p.Code).ToHashSet(StringComparer.Ordinal);
        found.AddRange(PostcodeText.In(text).Where(p => codes.Contains(p.Code)).Select(p => text.Substring(p.Index, p.Length)));
        return [.. found.Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Words(string text) => Word.Matches(text).Select(m => Plain(m.Value));

    private static bool BeginsSentence(string text, int at) => text[..at].TrimEnd() is "" or [.., '.' or '!' or '?' or ':'];

    // Without accents and apostrophes: O’Dell is odell, and so is ODell.
    private static string Plain(string word)
    {
        var plain = new StringBuilder();
        foreach (var c in word.Normalize(NormalizationForm.FormKD))
        {
            if (char.IsLetterOrDigit(c) && CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark)
                plain.Append(char.ToLowerInvariant(c));
        }
        return plain.ToString() is [.. var stem, 's'] && word.Length > 3 && word[^2] is '\'' or '’' ? stem : plain.ToString(); // Wagtail's
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    // However it is written, with the country or without: a number is known by its end.
    private static string Tail(string digits) => digits.Length > 8 ? digits[^8..] : digits;

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*")]
    private static partial Regex Word { get; }

    [GeneratedRegex(@"\+?[0-9][0-9 ()./\-]{4,}[0-9]")]
    private static partial Regex Number { get; }
}
