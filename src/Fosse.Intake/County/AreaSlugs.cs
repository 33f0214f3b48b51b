using Fosse.Foundation;
using Fosse.Places;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Intake.County;

/// <summary>The addresses of areas: an area that is renamed gets a new one, and the old one goes on leading to it and to nobody
/// else.</summary>
internal sealed class AreaSlugs
{
    private readonly Dictionary<string, AreaSlug> slugs = [];

    public static async Task<AreaSlugs> Load(SafetyDb db, CancellationToken stop)
    {
        var made = new AreaSlugs();
        foreach (var slug in await db.Set<AreaSlug>().AsNoTracking().Take(500_000).ToListAsync(stop))
            made.slugs.Add(slug.Slug, slug);
        return made;
    }

    public AreaSlug Give(Area area, string? district)
    {
        var slug = new AreaSlug
        {
            Slug = Slug.Choose(area, district, slugs.ContainsKey),
            AreaId = area.Id,
            Current = true,
        };
        slugs.Add(slug.Slug, slug);
        return slug;
    }

    /// <returns>What changes: the address that was current and the one that is new to the table; both in the transaction of the new
    /// name.</returns>
    public (AreaSlug[] Changed, AreaSlug[] New) Rename(Area area, string? district)
    {
        var now = slugs.Values.Single(s => s.AreaId == area.Id && s.Current);
        var wanted = Slug.Choose(area, district, s => slugs.TryGetValue(s, out var other) && other.AreaId != area.Id);
        if (wanted == now.Slug)
            return ([], []);
        now.Current = false;
        if (slugs.TryGetValue(wanted, out var own)) // it had that name before
        {
            own.Current = true;
            return ([now, own], []);
        }
        var fresh = new AreaSlug
        {
            Slug = wanted,
            AreaId = area.Id,
            Current = true,
        };
        slugs.Add(wanted, fresh);
        return ([now], [fresh]);
    }
}
