using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Places;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Administration;

public sealed record AgencyRow(Guid Id, string Name, AgencyKind Kind, DateOnly JoinedOn, DateOnly? LeftOn, int People, int Teams) : IMember;

public sealed record TeamRow(Guid Id, string Name, int Areas, int People);

public sealed record TeamPage(Team Team, string Agency, IReadOnlyList<Area> Areas);

/// <summary>What the admin face shows about agencies and their teams.</summary>
public static class AgencyQueries
{
    private const int Most = 500;

    public static Task<PageOf<AgencyRow>> AgencyPage(this SafetyDb db, int page, DateOnly today, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        var people = db.Set<Account>().NotClosedOn(today);
        return db.Set<Agency>()
            .AsNoTracking()
            .OrderBy(Membership.LeftBy(today))
            .ThenBy(a => a.Name)
            .ThenBy(a => a.Id)
            .Select(a => new AgencyRow(
                a.Id,
                a.Name,
                a.Kind,
                a.JoinedOn,
                a.LeftOn,
                people.Count(p => p.AgencyId == a.Id),
                db.Set<Team>().Count(t => t.AgencyId == a.Id)
            ))
            .Page(page, stop);
    }

    public static Task<Agency?> AgencyOf(this SafetyDb db, Guid id, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Set<Agency>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, stop);
    }

    /// <summary>For a list to choose from: those that are members or will be.</summary>
    public static async Task<IReadOnlyList<Agency>> AgenciesToChoose(this SafetyDb db, DateOnly today, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        return await db.Set<Agency>().AsNoTracking().NotLeftBy(today).OrderBy(a => a.Name).First(Most, db, stop);
    }

    public static async Task<IReadOnlyList<TeamRow>> TeamsOf(this SafetyDb db, Guid agency, DateOnly today, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        var grants = db.Set<RoleGrant>().NotOverOn(today);
        return await db.Set<Team>()
            .AsNoTracking()
            .Where(t => t.AgencyId == agency)
            .OrderBy(t => t.Name)
            .Select(t => new TeamRow(
                t.Id,
                t.Name,
                db.Set<TeamArea>().Count(a => a.TeamId == t.Id),
                grants.Where(g => g.TeamId == t.Id).Select(g => g.AccountId).Distinct().Count()
            ))
            .First(Most, db, stop);
    }

    public static async Task<TeamPage?> TeamOf(this SafetyDb db, Guid id, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        var found = await db.Set<Team>()
            .AsNoTracking()
            .Where(t => t.Id == id)
            .Join(db.Set<Agency>(), t => t.AgencyId, a => a.Id, (t, a) => new { Team = t, a.Name })
            .SingleOrDefaultAsync(stop);
        if (found is null)
            return null;
        var areas = await db.Set<TeamArea>()
            .Where(a => a.TeamId == id)
            .Join(db.Set<Area>(), t => t.AreaId, a => a.Id, (t, a) => a)
            .AsNoTracking()
            .OrderBy(a => a.Name)
            .ThenBy(a => a.Id)
            .First(Most, db, stop);
        return new(found.Team, found.Name, areas);
    }
}
