using System.Globalization;
using System.Text;
using Fosse.Privacy;

namespace Fosse.Places;

/// <summary>Brings names and queries to one spelling, and tells how far two spellings are apart.</summary>
internal static class Spelling
{
    private static readonly Dictionary<string, string> Short = new(StringComparer.Ordinal)
    {
        ["saint"] = "st",
        ["rd"] = "road",
        ["ave"] = "avenue",
        ["av"] = "avenue",
        ["ln"] = "lane",
        ["dr"] = "drive",
        ["cl"] = "close",
        ["cres"] = "crescent",
        ["ct"] = "court",
        ["gdns"] = "gardens",
        ["sq"] = "square",
        ["str"] = "street",
        ["tce"] = "terrace",
        ["terr"] = "terrace",
        ["wy"] = "way",
        ["pk"] = "park",
        ["grn"] = "green",
        ["gr"] = "grove",
        ["pl"] = "place",
        ["mkt"] = "market",
        ["mt"] = "mount",
    };

    /// <summary>Lower-case words without accents and apostrophes: "St Mary’s Rd" gives st, marys, road.</summary>
    internal static string[] Words(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in Decomposed(Seen(text).Replace("&", " and ", StringComparison.Ordinal)))
        {
            if (
                CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark
                || c is '\'' or '’' or '‘' or '`' or 'ʼ' or 'ʻ' or '′'
            )
                continue;
            plain.Append(char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ');
        }
        return [.. plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => Short.GetValueOrDefault(w, w))];
    }

    /// <summary>Slips forgiven in a word: none in short ones, where one letter makes another name.</summary>
    internal static int Forgiven(int length) =>
        length switch
        {
            < 4 => 0,
            < 8 => 1,
            _ => 2,
        };

    /// <summary>Letters added, left out, changed or swapped with their neighbour (optimal string alignment) between the word and the other,
    /// and the other's best beginning.</summary>
    internal static (int Whole, int Beginning) Distance(ReadOnlySpan<char> word, ReadOnlySpan<char> other)
    {
        var width = other.Length + 1;
        Span<int> room = width <= 128 ? stackalloc int[width * 3] : new int[width * 3];
        Span<int> before = room[..width],
            above = room.Slice(width, width),
            row = room.Slice(2 * width, width);
        for (var j = 0; j < width; j++)
            above[j] = j;
        for (var i = 1; i <= word.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j < width; j++)
            {
                var cost = word[i - 1] == other[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + cost);
                if (i > 1 && j > 1 && word[i - 1] == other[j - 2] && word[i - 2] == other[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
            var oldest = before;
            before = above;
            above = row;
            row = oldest;
        }
        var beginning = int.MaxValue;
        foreach (var d in above)
            beginning = Math.Min(beginning, d);
        return (above[^1], beginning);
    }

    /// <summary>How many pairs of neighbouring letters two spellings share, 0 to 1 (Dice 1945).</summary>
    internal static double Likeness(string a, string b)
    {
        if (a.Length < 2 || b.Length < 2)
            return 0;
        var pairs = new HashSet<(char, char)>();
        for (var i = 1; i < a.Length; i++)
            pairs.Add((a[i - 1], a[i]));
        var (own, shared, others) = (pairs.Count, 0, new HashSet<(char, char)>());
        for (var i = 1; i < b.Length; i++)
        {
            if (others.Add((b[i - 1], b[i])) && pairs.Contains((b[i - 1], b[i])))
                shared++;
        }
        return 2.0 * shared / (own + others.Count);
    }

    // A place where a line may break parts words; whatever else cannot be seen stands within them.
    private static string Seen(string text) => UnseenText.Without(text.Replace(UnseenText.Break, ' ').Replace('´', '\''));

    // Half a surrogate pair cannot be normalised; what people cannot type is not worth refusing a search.
    private static string Decomposed(string text)
    {
        var whole = new string([.. text.Select(c => char.IsSurrogate(c) ? ' ' : c)]);
        return whole.IsNormalized(NormalizationForm.FormD) ? whole : whole.Normalize(NormalizationForm.FormD);
    }
}
