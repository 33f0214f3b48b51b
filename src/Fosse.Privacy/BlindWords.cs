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

    private static List<long> Numbers(byte[] key, SearchField field, IEnumerable<string> words) =>
        [.. words.Select(word => BitConverter.ToInt64(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{field} {word}"))))];
}
