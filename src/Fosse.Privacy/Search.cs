using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Fosse.Privacy;

/// <summary>May this person search personal data for this purpose? Asked as the rule of one subject is; without a rule nobody may.</summary>
public delegate Task<AccessDecision> SearchRule(GuardedDb facts, SearchQuestion question, CancellationToken stop);

/// <summary>Who looks for whom, and why.</summary>
/// <param name="Words">What is looked for: whole words, all of which must be there.</param>
/// <param name="Reason">As typed.</param>
public sealed record SearchQuestion(Actor Actor, Purpose Purpose, SearchField Field, string Words, string Reason, int? SecondsTyping = null)
{
    public override string ToString() => $"search in {Field}"; // never the words
}

/// <summary>What a search found: ids and nothing more. Each is shown through the desk, which writes a line for it first.</summary>
/// <param name="Id">The subject of the ledger line of the search.</param>
/// <param name="More">True where there were more than are given.</param>
public sealed record SearchFound(Guid Id, SearchQuestion Question, IReadOnlyList<Guid> Subjects, bool More);

/// <summary>Makes numbers from words, so that they can be found without being stored.</summary>
internal static class BlindWords
{
    private const int Shortest = 2, Most = 64;

    /// <summary>Case, accents and punctuation do not count: "O'Neill-Müller" is oneill and muller.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var (words, word) = (new SortedSet<string>(StringComparer.Ordinal), new StringBuilder());
        foreach (var c in text.Normalize(NormalizationForm.FormKD) + ' ')
        {
            if (char.IsLetterOrDigit(c)) word.Append(char.ToLowerInvariant(c));
            else if (c is not ('\'' or '\u2019') && CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark)
            {
                if (word.Length >= Shortest && words.Count < Most) words.Add(word.ToString());
                word.Clear();
            }
        }
        return [.. words];
    }

    public static IReadOnlyList<long> Of(byte[] key, SearchField field, string text) =>
        [.. Split(text).Select(word => BitConverter.ToInt64(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{field} {word}"))))];
}
