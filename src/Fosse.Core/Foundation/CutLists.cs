using Microsoft.EntityFrameworkCore;

namespace Fosse.Foundation;

/// <summary>Lists of staff that end after so many rows. Where there are more, the page that shows one says so: nobody takes the first two
/// hundred for all of them.</summary>
public static class CutLists
{
    /// <summary>The first rows; where there are more, whoever asks through the same context learns it
    /// (<see cref="SafetyDb.Cut"/>).</summary>
    public static async Task<List<T>> First<T>(this IQueryable<T> all, int most, SafetyDb db, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(all);
        ArgumentNullException.ThrowIfNull(db);
        var found = await all.Take(most + 1).ToListAsync(stop);
        if (found.Count <= most)
            return found;
        db.CutAt(most, await all.CountAsync(stop));
        found.RemoveAt(most);
        return found;
    }
}
