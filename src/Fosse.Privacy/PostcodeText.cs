using System.Text;
using System.Text.RegularExpressions;

namespace Fosse.Privacy;

/// <summary>A full postcode within a text, upper case without its space.</summary>
public readonly record struct PostcodeInText(int Index, int Length, string Code);

/// <summary>What a postcode looks like: as people type it, and within what they write.</summary>
public static partial class PostcodeText
{
    /// <summary>The full postcodes in a text, in its order.</summary>
    public static IEnumerable<PostcodeInText> In(string text) =>
        Full().Matches(text).Select(m => new PostcodeInText(m.Index, m.Length, Compact(m.Value)));

    /// <summary>The text with a space for each full postcode in it.</summary>
    public static string Without(string text) => Full().Replace(text, " ");

    /// <summary>Every postcode that the text may mean, the most literal first, without space: " le1 iaa" gives LE11AA, and "LE1 1AA, UK" as
    /// well. Empty where there is none.</summary>
    public static IReadOnlyList<string> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var typed = Compact(Country().Replace(text, ""));
        var whole = typed.Any(char.IsAsciiDigit) ? Meant(typed) : [];
        return whole.Count > 0 ? whole : [.. Loose().Matches(Seen(text)).Select(m => Compact(m.Value)).Distinct()];
    }

    /// <summary>The same for a text without a digit, which may be a word: "LEIIAA" gives LE11AA. Only for who holds it and found nothing of
    /// that name.</summary>
    public static IReadOnlyList<string> ReadLetters(string text)
    {
        var typed = Compact(Country().Replace(text, ""));
        return typed.Any(char.IsAsciiDigit) ? [] : Meant(typed);
    }

    private static IReadOnlyList<string> Meant(string typed)
    {
        if (typed.Length is < 5 or > 7)
            return [];
        var (outward, inward) = (typed[..^3], Digit(typed[^3]) + string.Concat(typed[^2..].Select(Letter)));
        string[] made =
        [
            typed,
            outward + inward,
            string.Concat(outward[..Math.Min(2, outward.Length)].Select(Letter)) + string.Concat(outward.Skip(2).Select(Digit)) + inward,
            Letter(outward[0]) + string.Concat(outward.Skip(1).Select(Digit)) + inward,
        ];
        return [.. made.Where(m => WellFormed().IsMatch(m)).Distinct()];
    }

    /// <summary>The postcode that a text is, without space, and nothing beside it; null where it is none. Nothing is guessed.</summary>
    public static string? WrittenOut(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var compact = Compact(text);
        return WellFormed().IsMatch(compact) && text.All(c => c == ' ' || char.IsAsciiLetterOrDigit(c)) ? compact : null;
    }

    /// <summary>With its space: LE1 1AA.</summary>
    public static string Show(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code.Length > 3 ? $"{code[..^3]} {code[^3..]}" : code;
    }

    /// <summary>Letters and digits only, in capitals.</summary>
    public static string Compact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Concat(Seen(text).Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant));
    }

    /// <summary>True for the beginning of a postcode that has at least its letters and a digit.</summary>
    public static bool IsBeginning(string compact) => Beginning().IsMatch(compact);

    // Letters and digits of the width of Chinese ones are what some keyboards give.
    private static string Seen(string text) =>
        Ascii.IsValid(text) ? text : string.Concat(UnseenText.Without(text).EnumerateRunes().Select(Narrow));

    private static string Narrow(Rune letter) =>
        letter.Value is > 0xFF00 and < 0xFF5F ? ((char)(letter.Value - 0xFEE0)).ToString() : letter.ToString();

    private static string Digit(char c) =>
        c switch
        {
            'O' => "0",
            'I' or 'L' => "1",
            'Z' => "2",
            'S' => "5",
            'B' => "8",
            _ => c.ToString(),
        };

    private static string Letter(char c) =>
        c switch
        {
            '0' => "O",
            '1' => "L",
            '2' => "Z",
            '5' => "S",
            '8' => "B",
            _ => c.ToString(),
        };

    [GeneratedRegex(@"\b[A-Za-z]{1,2}[0-9][A-Za-z0-9]?\s*[0-9][A-Za-z]{2}\b", RegexOptions.CultureInvariant)]
    private static partial Regex Full();

    [GeneratedRegex(
        @"[\s,;]+(u\.?k\.?|g\.?b\.?|united kingdom|great britain|england|wales|scotland|northern ireland)[\s.]*$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex Country();

    // What parts it where nothing else is asked for, an address say.
    [GeneratedRegex(@"\b[A-Za-z]{1,2}[0-9][A-Za-z0-9]?[\s.\-]{0,3}[0-9][A-Za-z]{2}\b", RegexOptions.CultureInvariant)]
    private static partial Regex Loose();

    [GeneratedRegex("^[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}$", RegexOptions.CultureInvariant)]
    private static partial Regex WellFormed();

    [GeneratedRegex("^[A-Z]{1,2}[0-9][A-Z0-9]?([0-9][A-Z]?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Beginning();
}
