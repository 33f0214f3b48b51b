using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Places;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Administration;

/// <summary>One event with the names that its ids have now.</summary>
/// <param name="Who">None for the command line.</param>
public sealed record AdminEventRow(AdminEvent Event, string? Who, string? About, string? Detail);

/// <summary>What administrators did, newest first.</summary>
public static class AdminEventQueries
{
    private const int Most = 500;

    public static async Task<PageOf<AdminEventRow>> AdminEventPage(this SafetyDb db, SignedIn who, int page, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        who.MustAdminister();
        var found = await db.Set<AdminEvent>().AsNoTracking().OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Page(page, stop);
        var inDetail = found.Rows.Select(e => Guid.TryParse(e.Detail, out var id) ? id : (Guid?)null).OfType<Guid>();
        var ids = found.Rows.SelectMany(e => new[] { e.AccountId, e.AboutId }).OfType<Guid>().Concat(inDetail).Distinct().ToList();
        var names = new Dictionary<Guid, string>();
        foreach (
            var named in await db.Set<Account>()
                .Where(a => ids.Contains(a.Id))
                .Select(a => new { a.Id, a.Name })
                .Take(Most)
                .ToListAsync(stop)
        )
            names[named.Id] = named.Name;
        foreach (
            var named in await db.Set<Agency>()
                .Where(a => ids.Contains(a.Id))
                .Select(a => new { a.Id, a.Name })
                .Take(Most)
                .ToListAsync(stop)
        )
            names[named.Id] = named.Name;
        foreach (
            var named in await db.Set<Team>().Where(t => ids.Contains(t.Id)).Select(t => new { t.Id, t.Name }).Take(Most).ToListAsync(stop)
        )
            names[named.Id] = named.Name;
        foreach (
            var named in await db.Set<Role>().Where(r => ids.Contains(r.Id)).Select(r => new { r.Id, r.Name }).Take(Most).ToListAsync(stop)
        )
            names[named.Id] = named.Name;
        var areaIds = found
            .Rows.Where(e => OfAnArea(e.Kind))
            .Select(e => int.Parse(e.Detail!, System.Globalization.CultureInfo.InvariantCulture))
            .Distinct()
            .ToList();
        var areas = await db.Set<Area>().Where(a => areaIds.Contains(a.Id)).Take(Most).ToDictionaryAsync(a => a.Id, a => a.Name, stop);
        return found.As(e => new AdminEventRow(
            e,
            e.AccountId == Actor.TheHouse ? null : names.GetValueOrDefault(e.AccountId) ?? e.AccountId.ToString(),
            e.AboutId is { } about ? names.GetValueOrDefault(about) ?? about.ToString() : null,
            Guid.TryParse(e.Detail, out var id) ? names.GetValueOrDefault(id) ?? e.Detail
                : OfAnArea(e.Kind)
                    ? areas.GetValueOrDefault(int.Parse(e.Detail!, System.Globalization.CultureInfo.InvariantCulture)) ?? e.Detail
                : e.Detail
        ));
    }

    private static bool OfAnArea(AdminEventKind kind) =>
        kind == PartnershipAdminEvents.AreaGiven || kind == PartnershipAdminEvents.AreaTaken;
}
