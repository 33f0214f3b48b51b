using System.Text.RegularExpressions;

namespace Fosse.Reporting;

/// <summary>
/// Names of persons: after a title, after words such as "called" or "neighbour", first names from a list, and surnames beside them. A word
/// that
/// is part of a place ("Rose Lane"), a saint's church, a month or a shop is none.
/// </summary>
internal static partial class NamePattern
{
    /// <param name="Gap">What stands between it and the word before.</param>
    private readonly record struct Token(string Text, int Start, string Gap, bool Begins)
    {
        public string Plain =>
            Text.EndsWith("'s", StringComparison.Ordinal) || Text.EndsWith("’s", StringComparison.Ordinal)
                ? Text[..^2]
                : Text.TrimEnd('\'', '’');
        public bool Capital => char.IsUpper(Text[0]);
        public int End => Start + Plain.Length;

        public bool Is(IReadOnlySet<string> words) => words.Contains(Plain);
    }

    public static IEnumerable<Spotted> In(string words)
    {
        var tokens = Read(words);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (Last(tokens, i) is not { } last)
                continue;
            yield return new(SpottedKind.Name, tokens[i].Start, tokens[last].End - tokens[i].Start);
            i = last;
        }
    }

    /// <returns>The last word of the name that begins here; none where none does.</returns>
    private static int? Last(List<Token> tokens, int i)
    {
        var token = tokens[i];
        if (token.Is(NameWords.Titles) && i + 1 < tokens.Count && !IsStreet(tokens, i) && tokens[i + 1].Gap is " " or ". " or "." or "  ")
        {
            return
                NameAfter(tokens, i + 1, lowerToo: token.Is(NameWords.PlainTitles)) is { } after
                && (token.Capital || token.Is(NameWords.PlainTitles))
                ? after
                : null;
        }
        if (InPlace(tokens, i))
            return null;
        var before = i > 0 && tokens[i].Gap is " " or ", " or " \"" or " '" or " (" ? tokens[i - 1] : default;
        var isCalled =
            before.Text is not null
            && (before.Is(NameWords.Cues) || (before.Plain is "call" && i > 1 && tokens[i - 2].Is(NameWords.TheyWho)));
        if (isCalled && tokens.GetRange(Math.Max(0, i - 5), Math.Min(5, i)).Exists(t => t.Is(NameWords.Animals)))
            return null; // the dog is called Max
        if (
            token.Capital
            && (isCalled || (before.Text is not null && before.Is(NameWords.Relations)))
            && NameAfter(tokens, i, lowerToo: false) is { } said
        )
            return said;
        if (IsFirstName(tokens, i))
            return Surname(tokens, i);
        return token.Capital && token.Is(NameWords.Surnames) && Beside(tokens, i) ? i : null;
    }

    // Up to three words with capitals; after "Mr" the first of them in small letters too.
    private static int? NameAfter(List<Token> tokens, int i, bool lowerToo)
    {
        if (InPlace(tokens, i) || tokens[i].Is(NameWords.NoNames) || tokens[i].Plain.Length < 2 || !(tokens[i].Capital || lowerToo))
            return null;
        return Surname(tokens, i);
    }

    private static bool IsFirstName(List<Token> tokens, int i)
    {
        var token = tokens[i];
        if (token.Is(NameWords.FirstNames))
            return !(i > 0 && tokens[i - 1].Is(NameWords.Crowns)) && !NameWords.Shops.Contains(Pair(tokens, i));
        if (!token.Capital || !token.Is(NameWords.WordNames) || (i > 0 && tokens[i - 1].Is(NameWords.Crowns)))
            return false;
        if (i > 0 && tokens[i - 1].Is(NameWords.BeforeMonths))
            return false;
        // A word that is a name too: with a surname after it, doing what people do, or in the middle of a sentence that is not in capitals.
        return Surname(tokens, i) > i
            || (
                i + 1 < tokens.Count
                && tokens[i + 1].Gap == " "
                && (
                    tokens[i + 1].Is(NameWords.Deeds) || (tokens[i + 1].Plain == "and" && i + 2 < tokens.Count && tokens[i + 2].Text == "I")
                )
            )
            || (
                !token.Begins
                && token.Text.Length > 1
                && !char.IsUpper(token.Text[1])
                && !(i + 1 < tokens.Count && tokens[i + 1].Gap == " " && tokens[i + 1].Capital)
            );
    }

    private static int Surname(List<Token> tokens, int i)
    {
        var last = i;
        while (
            last < i + 2
            && last + 1 < tokens.Count
            && tokens[last + 1] is { Gap: " " or "-" } next
            && tokens[last].Plain == tokens[last].Text
            && (next.Capital || (next.Is(NameWords.Surnames) && !tokens[i].Capital))
            && !next.Is(NameWords.NoNames)
            && next.Plain.Length > 1
            && !next.Is(NameWords.WordsInCapitals)
        )
            last++;
        return last;
    }

    // A surname alone is one in the middle of a sentence, or beside another word with a capital that is no place: "Asif Patel".
    private static bool Beside(List<Token> tokens, int i) =>
        !tokens[i].Begins && !NameWords.Shops.Contains(Pair(tokens, i - 1)) && !NameWords.Shops.Contains(tokens[i].Plain);

    private static string Pair(List<Token> tokens, int i) =>
        i >= 0 && i + 1 < tokens.Count ? $"{tokens[i].Plain} {tokens[i + 1].Plain}" : "";

    private static bool IsStreet(List<Token> tokens, int i) =>
        tokens[i].Text is "Dr" or "dr" or "St" && i > 0 && tokens[i].Gap == " " && tokens[i - 1].Capital && !tokens[i - 1].Begins;

    // "Rose Lane", "Charles Street car park", "St Matthew's", "John Ellis school": the words with capitals around it, or the one after,
    // make a place.
    private static bool InPlace(List<Token> tokens, int i)
    {
        if (i > 0 && tokens[i].Gap is " " or ". " && tokens[i - 1].Text is "St" or "Saint" or "st")
            return true;
        for (var j = i + 1; j < Math.Min(tokens.Count, i + 5) && tokens[j].Gap is " " or "-"; j++)
        {
            if (tokens[j].Capital && tokens[j].Is(NameWords.PlaceEnds))
                return true;
            if (tokens[j].Capital)
                continue;
            // "Tom's fish bar"
            return tokens[j].Is(NameWords.SmallPlaceEnds)
                || (
                    tokens[j - 1].Plain != tokens[j - 1].Text
                    && j + 1 < tokens.Count
                    && tokens[j + 1] is { Gap: " " } after
                    && after.Is(NameWords.SmallPlaceEnds)
                );
        }
        return false;
    }

    private static List<Token> Read(string words)
    {
        var (tokens, end) = (new List<Token>(), 0);
        foreach (Match m in Word.Matches(words))
        {
            var gap = words[end..m.Index];
            tokens.Add(new(m.Value, m.Index, gap, tokens.Count == 0 || gap.AsSpan().IndexOfAny(".!?\n:") >= 0));
            end = m.Index + m.Length;
        }
        return tokens;
    }

    [GeneratedRegex(@"\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*|[0-9]+\p{L}*")]
    private static partial Regex Word { get; }
}
