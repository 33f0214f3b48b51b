using System.Security.Cryptography;
using System.Text;

namespace Fosse.Privacy;

/// <summary>Makes numbers from words with the search key, so that the words can be found without being stored.</summary>
internal static class BlindWords
{
    /// <summary>Numbers under which a text is found.</summary>
    public static IReadOnlyList<long> Kept(byte[] key, SearchField field, string text) => Numbers(key, field, PlainWords.Kept(field, text));

    /// <summary>Numbers that must all be there where somebody looks for this text.</summary>
    public static IReadOnlyList<long> Sought(byte[] key, SearchField field, string text) =>
        Numbers(key, field, PlainWords.Sought(field, text));

    /// <summary>Stands beside the words of a name, and says after which rules they were made: raise it when <see cref="PlainWords"/> keeps
    /// a text under other words, and every record gets its words anew at the next update.</summary>
    public static long Edition(byte[] key) => Number(key, "edition 2");

    private static long Number(byte[] key, string word) => BitConverter.ToInt64(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(word)));

    private static List<long> Numbers(byte[] key, SearchField field, IEnumerable<string> words) =>
        [.. words.Select(word => Number(key, $"{field} {word}"))];
}
