using System.Globalization;
using System.Text;

namespace Fosse.Privacy;

/// <summary>Characters that take no place on a screen: marks of direction, joiners, soft hyphens, byte order marks. People paste them
/// without knowing, so they part no two texts that look the same.</summary>
public static class UnseenText
{
    /// <summary>Where a line may be broken: unlike the others it parts words.</summary>
    public const char Break = '\u200B';

    /// <summary>Whether it shows nothing and takes no room.</summary>
    public static bool Is(Rune letter) =>
        Rune.GetUnicodeCategory(letter) is UnicodeCategory.Format
        || letter.Value
            is 0x034F // what keeps marks apart
                or (>= 0x115F and <= 0x1160)
                or 0x3164
                or 0xFFA0 // fillers of Hangul
                or (>= 0x17B4 and <= 0x17B5)
                or (>= 0x180B and <= 0x180F)
                or (>= 0xFE00 and <= 0xFE0F)
                or (>= 0xE0000 and <= 0xE0FFF);

    /// <summary>Whether there are any.</summary>
    public static bool IsIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var letter in text.EnumerateRunes())
        {
            if (Is(letter))
                return true;
        }
        return false;
    }

    /// <summary>The text without them.</summary>
    public static string Without(string text)
    {
        if (!IsIn(text))
            return text;
        var seen = new StringBuilder(text.Length);
        foreach (var letter in text.EnumerateRunes().Where(l => !Is(l)))
            seen.Append(letter.ToString());
        return seen.ToString();
    }
}
