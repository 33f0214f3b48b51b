using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Records;

/// <summary>The queues that somebody works: those of their teams with what has no team yet, or every queue of their agency.</summary>
public sealed record TeamQueues(bool All, IReadOnlyList<Guid> Teams)
{
    public bool None => !All && Teams.Count == 0;

    public bool Has(Guid? team) => All || (team is { } one ? Teams.Contains(one) : Teams.Count > 0);
}

public static class TeamQueueQueries
{
    private const int Most = 200;

    /// <summary>By the roles of today that let them read records, each in the team that it is held in.</summary>
    public static async Task<TeamQueues> QueuesOf(this SafetyDb db, SignedIn who, DateOnly today, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(who);
        var roles = await db.Set<RoleGrant>()
            .AsNoTracking()
            .InForceOn(today)
            .Where(g => g.AccountId == who.AccountId)
            .Join(db.Set<Role>(), g => g.RoleId, r => r.Id, (g, r) => new { g.TeamId, r.Permissions })
            .Take(Most)
            .ToListAsync(stop);
        var held = roles.Where(r => r.Permissions.Contains(RecordsPermissions.ReadRecords)).Select(r => r.TeamId).Distinct().ToList();
        return new(held.Contains(null), [.. held.OfType<Guid>()]);
    }

    /// <returns>The name of the queue of a team, where they work it; none where they do not.</returns>
    internal static async Task<string?> QueueWorked(this SafetyDb db, SignedIn who, Guid? team, DateOnly today, CancellationToken stop) =>
        !(await db.QueuesOf(who, today, stop)).Has(team)
            ? null
            : await db.Set<Team>().AsNoTracking().Where(t => t.Id == team).Select(t => t.Name).SingleOrDefaultAsync(stop) ?? who.AgencyName;
}
