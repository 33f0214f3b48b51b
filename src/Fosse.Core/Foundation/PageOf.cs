using Microsoft.EntityFrameworkCore;

namespace Fosse.Foundation;

/// <summary>One page of a list.</summary>
public sealed record PageOf<T>(IReadOnlyList<T> Rows, int Page, int Pages, int All)
{
    public PageOf<TOther> As<TOther>(Func<T, TOther> change) => new([.. Rows.Select(change)], Page, Pages, All);
}

internal static class Paging
{
    public const int Rows = 25;

    /// <summary>The page asked for, or the last where there are fewer.</summary>
    public static async Task<PageOf<T>> Page<T>(this IQueryable<T> all, int page, CancellationToken stop)
    {
        var count = await all.CountAsync(stop);
        var pages = Math.Max(1, (count + Rows - 1) / Rows);
        var shown = Math.Clamp(page, 1, pages);
        return new(await all.Skip((shown - 1) * Rows).Take(Rows).ToListAsync(stop), shown, pages, count);
    }
}
