using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Foundation;

/// <summary>Two administrators at once: the second is told, and nothing of the first is lost.</summary>
internal static class Saving
{
    /// <summary>The field under which a form sends the version that it was filled from.</summary>
    public const string Version = "Version";

    private const int MostNames = 10_000;

    public static Refusal Stale(string what) =>
        new(Version, $"Somebody else has changed this {what} since you opened it. What they wrote is shown below; check it and save again");

    /// <returns>None when it is saved.</returns>
    public static async Task<Refusal?> SaveUnlessStale(this SafetyDb db, string what, CancellationToken stop)
    {
        try
        {
            await db.SaveChangesAsync(stop);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Stale(what);
        }
    }

    /// <summary>Whether a name is among few, whatever its capitals: the databases do not agree about those beyond a to z.</summary>
    public static async Task<bool> IsThere(this IQueryable<string> names, string name, CancellationToken stop) =>
        (await names.Take(MostNames).ToListAsync(stop)).Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Text as it is kept: without white space around it.</summary>
    public static string Tidy(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
