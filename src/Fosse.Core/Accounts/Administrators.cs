using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accounts;

/// <summary>One grant by which somebody may administer on a day.</summary>
internal sealed record Administrator(Guid GrantId, Guid AccountId, Guid RoleId, Guid AgencyId);

/// <summary>Sees to it that there is always somebody who can let others in.</summary>
internal static class Administrators
{
    private const int Most = 10_000;

    /// <summary>
    /// Refuses what would leave nobody who may administer on a day; whoever was invited and has never come does not count. What passes is
    /// saved only if no other such change came between:
    /// each makes a new version of the roles concerned.
    /// </summary>
    /// <param name="leaves">The grants that the change takes away.</param>
    public static async Task<Refusal?> WouldBeGone(
        this SafetyDb db,
        DateOnly day,
        Func<Administrator, bool> leaves,
        string field,
        CancellationToken stop
    )
    {
        var roles = (await db.Set<Role>().Take(Most).ToListAsync(stop))
            .Where(r => r.Permissions.Contains(AccountsPermissions.Administer))
            .ToList();
        var ids = roles.Select(r => r.Id).ToList();
        var all = await db.Set<RoleGrant>()
            .InForceOn(day)
            .Where(g => ids.Contains(g.RoleId))
            .Join(
                db.Set<Account>().Where(Accounts.Arrived(db)).OpenOn(day),
                g => g.AccountId,
                a => a.Id,
                (g, a) => new { Grant = g, a.AgencyId }
            )
            .Join(
                db.Set<Agency>().MembersOn(day),
                a => a.AgencyId,
                g => g.Id,
                (a, g) => new Administrator(a.Grant.Id, a.Grant.AccountId, a.Grant.RoleId, g.Id)
            )
            .AsNoTracking()
            .Take(Most)
            .ToListAsync(stop);
        if (!all.Any(leaves))
            return null;
        if (all.All(leaves))
            return new(field, AccountsText.Of("Administrators.NobodyLeft"));
        foreach (var role in roles)
            role.Version++;
        return null;
    }
}
