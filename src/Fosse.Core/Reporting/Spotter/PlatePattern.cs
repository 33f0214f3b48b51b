using System.Text.RegularExpressions;

namespace Fosse.Reporting;

/// <summary>Number plates of the United Kingdom: current ones, the older ones with a letter before or after, and dateless ones where the
/// words say that it is a plate.</summary>
internal static partial class PlatePattern
{
    // Three letters that end a plate are often a word where they stand after a road or a house number.
    private static readonly HashSet<string> Words = new(
        (
            "the and was for who but are had has not out all her his she him you min hrs day way two one six ten off via now due "
            + "too yet got see saw ran run let car van bus cab men man boy old new big red "
            + "our any can did get its may per say set use why ago bad bed end far few hit job lot mum dad mph kmh age gas pub one "
            + "near from with that this into is in on at to of by as or if it we he my me be do go no so up us an am pm"
        ).Split(' '),
        StringComparer.OrdinalIgnoreCase
    );

    public static IEnumerable<Spotted> In(string words) =>
        Current
            .Matches(words)
            .Where(m => IsPlate(m, m.Groups["first"].Value))
            .Concat(Older.Matches(words).Where(m => IsPlate(m, "")))
            .Concat(Said.Matches(words).Where(m => !Words.Contains(m.Groups["last"].Value)))
            .Select(m => m.Groups["plate"])
            .Select(g => new Spotted(SpottedKind.NumberPlate, g.Index, g.Length));

    private static bool IsPlate(Match m, string first) =>
        !Words.Contains(m.Groups["last"].Value) && (first.Length == 0 || m.Groups["gap"].Length == 0 || !Words.Contains(first));

    [GeneratedRegex(
        @"\b(?<plate>(?:(?<first>[A-HJ-PR-Ya-hj-pr-y]{2})|(?<first>[A-HJ-PR-Y]{2})[ -])(?!00|01"
            + @"|50)[0-9]{2}(?<gap>[ -]{0,2})(?<last>[A-HJ-PR-Za-hj-pr-z]{3}))\b"
    )]
    private static partial Regex Current { get; }

    // In capitals only, or else "a6 was" would be one.
    [GeneratedRegex(
        @"\b(?<plate>[A-HJ-NPR-Y][1-9][0-9]{0,2}[ -]?(?<last>[A-HJ-PR-Y]{3})"
            + @"|(?<last>[A-HJ-PR-Y]{3})[ -]?[1-9][0-9]{0,2}[A-HJ-NPR-Y]|Q[1-9][0-9]{0,2} ?(?<last>[A-Z]{3}))\b"
    )]
    private static partial Regex Older { get; }

    [GeneratedRegex(
        @"\b(?:reg|regs|registration|plates?|number ?plate)\b[^0-9\r\n]{0,25}?\b(?<plate>(?-i:[A-Z]{1,3} ?[0-9]{1,4}"
            + @"(?: ?(?<last>[A-Z]{1,3}))?|[0-9]{1,4} ?(?<last>[A-Z]{1,3})))\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Said { get; }
}
