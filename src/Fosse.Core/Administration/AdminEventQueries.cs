using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Places;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Administration;

/// <summary>One event with names for its ids.</summary>
/// <param name="Who">None for the command line.</param>
/// <param name="About">The name that it had then, where that was written down; else the name of today.</param>
/// <param name="Since">The name of today, where it is another one.</param>
/// <param name="Today">Its name may have been another then: what is known is that of today.</param>
public sealed record AdminEventRow(AdminEvent Event, string? Who, string? About, string? Detail, string? Since = null, bool Today = false);

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
        var later = await db.LaterNames(found.Rows, stop);
        return found.As(e =>
            Named(
                e,
                later,
                e.AccountId == Actor.TheHouse ? null : names.GetValueOrDefault(e.AccountId) ?? e.AccountId.ToString(),
                e.AboutId is { } about ? names.GetValueOrDefault(about) ?? about.ToString() : null,
                Guid.TryParse(e.Detail, out var id) ? names.GetValueOrDefault(id) ?? e.Detail
                    : OfAnArea(e.Kind)
                        ? areas.GetValueOrDefault(int.Parse(e.Detail!, System.Globalization.CultureInfo.InvariantCulture)) ?? e.Detail
                    : e.Detail
            )
        );
    }

    // By what each of them has been called since, in the order of time: none where it was changed and its name was not written down.
    private static async Task<ILookup<Guid, (DateTimeOffset At, Guid Event, AdminChange? Name)>> LaterNames(
        this SafetyDb db,
        IReadOnlyList<AdminEvent> shown,
        CancellationToken stop
    )
    {
        var about = shown.Select(e => e.AboutId).OfType<Guid>().Distinct().ToList();
        AdminEventKind[] renames =
        [
            PartnershipAdminEvents.TeamChanged,
            AdministrationAdminEvents.AgencyChanged,
            AccountsAdminEvents.RoleChanged,
        ];
        var changed = await db.Set<AdminEvent>()
            .AsNoTracking()
            .Where(e => e.AboutId != null && about.Contains(e.AboutId.Value) && renames.Contains(e.Kind))
            .OrderBy(e => e.At)
            .ThenBy(e => e.Id)
            .First(Most, db, stop);
        return changed
            .Select(e => (e.AboutId, e.At, e.Id, Changes: AdminChange.Read(e.Changes)))
            .Where(e => e.Changes.Count == 0 || e.Changes.Any(IsName))
            .ToLookup(e => e.AboutId!.Value, e => (e.At, e.Id, e.Changes.FirstOrDefault(IsName)));
    }

    private static bool IsName(AdminChange change) => change.Field == nameof(Team.Name);

    private static AdminEventRow Named(
        AdminEvent shown,
        ILookup<Guid, (DateTimeOffset At, Guid Event, AdminChange? Name)> later,
        string? who,
        string? today,
        string? detail
    )
    {
        var since = shown.AboutId is { } about
            ? [.. later[about].Where(l => l.At > shown.At || (l.At == shown.At && l.Event.CompareTo(shown.Id) >= 0))]
            : new List<(DateTimeOffset At, Guid Event, AdminChange? Name)>();
        return since is not [var first, ..] ? new(shown, who, today, detail)
            : first.Name is not { } name ? new(shown, who, today, detail, Today: first.Event != shown.Id || since.Count > 1)
            : new(shown, who, name.Before, detail, name.Before == today ? null : today);
    }

    private static bool OfAnArea(AdminEventKind kind) =>
        kind == PartnershipAdminEvents.AreaGiven || kind == PartnershipAdminEvents.AreaTaken;
}
