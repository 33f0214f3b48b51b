using System.Text;
using Fosse.CrimeData;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Intake.Crime;

/// <summary>Numbers for words that recur in crime files; a new word gets the next number and is stored before the rows that use
/// it.</summary>
internal sealed class CrimeWords
{
    public const string Category = "category",
        Outcome = "outcome",
        Location = "location";

    private readonly Dictionary<string, Dictionary<string, int>> byKind = [];
    private readonly List<CodedWord> fresh = [];
    private int next;

    public static async Task<CrimeWords> Load(SafetyDb db, CancellationToken stop)
    {
        var words = new CrimeWords();
        foreach (var w in await db.Set<CodedWord>().AsNoTracking().Take(2_000_000).ToListAsync(stop))
        {
            words.Of(w.Kind)[w.Word] = w.Id;
            words.next = Math.Max(words.next, w.Id);
        }
        return words;
    }

    public int this[string kind, ReadOnlySpan<byte> word]
    {
        get
        {
            Span<char> text = stackalloc char[256];
            if (word.Length > 256)
                return Get(kind, Encoding.UTF8.GetString(word));
            var length = Encoding.UTF8.GetChars(word, text);
            var found = Of(kind).GetAlternateLookup<ReadOnlySpan<char>>();
            return found.TryGetValue(text[..length], out var id) ? id : Get(kind, text[..length].ToString());
        }
    }

    private Dictionary<string, int> Of(string kind) =>
        byKind.TryGetValue(kind, out var words) ? words : byKind[kind] = new(StringComparer.Ordinal);

    private int Get(string kind, string word)
    {
        if (Of(kind).TryGetValue(word, out var id))
            return id;
        id = ++next;
        Of(kind).Add(word, id);
        fresh.Add(
            new CodedWord
            {
                Id = id,
                Kind = kind,
                Word = word,
            }
        );
        return id;
    }

    /// <summary>The words that no row has used before, for storing.</summary>
    public IReadOnlyList<CodedWord> TakeFresh()
    {
        var taken = fresh.ToList();
        fresh.Clear();
        return taken;
    }
}
