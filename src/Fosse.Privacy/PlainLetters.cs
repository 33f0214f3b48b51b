using System.Globalization;
using System.Text;

namespace Fosse.Privacy;

/// <summary>Brings letters to one form: small, without marks, with one apostrophe, one hyphen and one of the letters that keyboards of a
/// script write in several ways.</summary>
internal static class PlainLetters
{
    /// <summary>Stands where something unseen stood within a word.</summary>
    internal const char Joint = UnseenText.Break;

    private static readonly Dictionary<char, string> Latin = new()
    {
        ['ß'] = "ss",
        ['æ'] = "ae",
        ['œ'] = "oe",
        ['ø'] = "o",
        ['ł'] = "l",
        ['đ'] = "d",
        ['ð'] = "d",
        ['þ'] = "th",
        ['ı'] = "i",
    };

    // Arabic keyboards and Persian and Urdu ones have their own kaf, yeh and heh; tatweel only makes a word longer.
    private static readonly Dictionary<char, string> Scripts = new()
    {
        ['ك'] = "ک",
        ['ي'] = "ی",
        ['ى'] = "ی",
        ['ې'] = "ی",
        ['ے'] = "ی",
        ['ہ'] = "ه",
        ['ھ'] = "ه",
        ['ە'] = "ه",
        ['ة'] = "ه",
        ['ٱ'] = "ا",
        ['ـ'] = "",
        ['ς'] = "σ",
        ['ħ'] = "h",
        ['ŧ'] = "t",
        ['ɓ'] = "b",
        ['ɗ'] = "d",
        ['ƙ'] = "k",
        ['ƴ'] = "y",
    };

    /// <summary>A text that people wrote; what cannot be seen becomes a joint, and other signs than letters stay.</summary>
    public static string Of(string text) => Of(text, scripts: true);

    /// <summary>The form in which numbers of people and homes that are the same are made and kept since long: it must not change.</summary>
    public static string OfKeys(string text) => Of(text, scripts: false);

    private static string Of(string text, bool scripts)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in Signs(text).Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (scripts && UnseenText.Is(letter))
            {
                if (plain.Length > 0 && plain[^1] != Joint)
                    plain.Append(Joint);
                continue;
            }
            var kind = Rune.GetUnicodeCategory(letter);
            if (kind is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark)
                continue;
            var lower = Rune.ToLowerInvariant(letter);
            if (!lower.IsBmp)
                plain.Append(Rune.IsLetterOrDigit(lower) ? lower.ToString() : " ");
            else if (Latin.TryGetValue((char)lower.Value, out var letters))
                plain.Append(letters);
            else if (scripts && Scripts.TryGetValue((char)lower.Value, out var common))
                plain.Append(common);
            else if (scripts && kind is UnicodeCategory.DecimalDigitNumber)
                plain.Append((char)('0' + (int)Rune.GetNumericValue(lower)));
            else
                plain.Append((char)lower.Value);
        }
        return plain.ToString();
    }

    // Before the letters are taken apart, which would make a blank and a mark of an acute accent that stands for an apostrophe. Half a
    // surrogate pair cannot be taken apart at all.
    private static string Signs(string text)
    {
        var signs = new StringBuilder(text.Length);
        foreach (var letter in text.EnumerateRunes())
        {
            signs.Append(
                letter.Value switch
                {
                    '’' or '‘' or 'ʼ' or 'ʻ' or 'ʽ' or 'ʹ' or '`' or '´' or '‛' or '′' or '＇' or '׳' or 'ʾ' or 'ʿ' => "'",
                    '‐' or '‑' or '‒' or '–' or '—' or '―' or '−' or '﹘' or '﹣' or '－' or '־' or '゠' => "-",
                    '·' or '‧' or '・' => "\u200B",
                    _ => letter.ToString(),
                }
            );
        }
        return signs.ToString();
    }
}
