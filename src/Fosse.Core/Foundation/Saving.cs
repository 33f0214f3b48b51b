using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Foundation;

/// <summary>Two administrators at once: the second is told, and nothing of the first is lost.</summary>
internal static class Saving
{
    /// <summary>The field under which a form sends the version that it was filled from.</summary>
    public const string Version = "Version";

    private const int MostNames = 10_000;

    /// <param name="sentence">Of the room, which knows what was changed.</param>
    public static Refusal Stale(string sentence) => new(Version, sentence);

    /// <returns>None when it is saved.</returns>
    public static Task<Refusal?> SaveUnlessStale(this SafetyDb db, string sentence, CancellationToken stop) =>
        UnlessStale(sentence, () => db.SaveChangesAsync(stop));

    /// <summary>The same with a line of the ledger: both are there, or neither.</summary>
    public static Task<Refusal?> SaveUnlessStale(
        this SafetyDb db,
        string sentence,
        Ledger ledger,
        LedgerLine line,
        CancellationToken stop
    ) => UnlessStale(sentence, () => ledger.SaveWith(db, line, stop));

    private static async Task<Refusal?> UnlessStale(string sentence, Func<Task> save)
    {
        try
        {
            await save();
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Stale(sentence);
        }
    }

    /// <summary>Whether a name is among few, whatever its capitals: the databases do not agree about those beyond a to z.</summary>
    public static async Task<bool> IsThere(this IQueryable<string> names, string name, CancellationToken stop) =>
        (await names.Take(MostNames).ToListAsync(stop)).Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Text as it is kept: without white space around it.</summary>
    public static string Tidy(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
