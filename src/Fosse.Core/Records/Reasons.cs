namespace Fosse.Records;

/// <summary>
/// Whether what somebody typed can be a reason. It cannot be understood here, but what is none is known: too little, one word again and
/// again, a finger that slid over the keyboard. A person looks at the rest.
/// </summary>
internal static class Reasons
{
    /// <summary>A typed reason shorter than this says nothing.</summary>
    public const int Shortest = 10;

    /// <summary>A typed reason longer than this is a report, and does not belong into the ledger.</summary>
    public const int Longest = 1000;

    /// <summary>Different words and letters that a reason has at least.</summary>
    public const int FewestWords = 3,
        FewestLetters = 6;

    private const int SlideLength = 5,
        WordLength = 4,
        Repeats = 4;

    private static readonly string[] Rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "01234567890"];
    private static readonly string[] Slides = [.. Rows, .. Rows.Select(r => new string([.. r.Reverse()]))];

    /// <summary>What is to be done about it, to stand behind what was refused.</summary>
    public const string SayWhy = "say why in at least ten characters and a few words: who asked, or what happened.";

    public static bool Says(string reason)
    {
        var typed = reason.Trim();
        if (typed.Length is < Shortest or > Longest)
            return false;
        var words = Words(typed).Where(IsWord).ToHashSet(StringComparer.Ordinal);
        return words.Count >= FewestWords && words.SelectMany(w => w).Distinct().Count() >= FewestLetters;
    }

    /// <summary>How many different words it has that are words.</summary>
    public static int WordsIn(string reason) => Words(reason).Where(IsWord).Distinct(StringComparer.Ordinal).Count();

    private static IEnumerable<string> Words(string typed) =>
        new string([.. typed.Select(c => char.IsLetterOrDigit(c) || c is '\'' or '’' ? char.ToLowerInvariant(c) : ' ')]).Split(
            ' ',
            StringSplitOptions.RemoveEmptyEntries
        );

    private static bool IsWord(string word) =>
        word.Count(char.IsLetter) >= 2 && word.Distinct().Count() >= 2 && word.Any(IsVowel) && !Slid(word) && !Repeated(word);

    // Of another script every letter may be one. Welsh has w.
    private static bool IsVowel(char c) => "aeiouwy".Contains(c, StringComparison.Ordinal) || c > 127;

    private static bool Slid(string word) =>
        word.Length >= WordLength && Slides.Any(s => s.Contains(word, StringComparison.Ordinal))
        || Enumerable
            .Range(0, Math.Max(0, word.Length - SlideLength + 1))
            .Any(i => Slides.Any(s => s.Contains(word.Substring(i, SlideLength), StringComparison.Ordinal)));

    // Not of the whole text: a reference that somebody quotes may have four of a kind.
    private static bool Repeated(string word) =>
        Enumerable.Range(0, Math.Max(0, word.Length - Repeats + 1)).Any(i => word.AsSpan(i, Repeats).Count(word[i]) == Repeats);
}
