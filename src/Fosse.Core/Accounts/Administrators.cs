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

    /// <summary>How many people, by their accounts, may administer on a day: what takes two needs two.</summary>
    public static async Task<int> AdministeringPeople(this SafetyDb db, DateOnly day, CancellationToken stop)
    {
        var accounts = (await db.All(await db.Administering(stop), day, stop)).Select(a => a.AccountId).Distinct().ToList();
        return (await SamePersons.PersonsOf(db, accounts, stop)).Distinct().Count();
    }

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
        var roles = await db.Administering(stop);
        var all = await db.All(roles, day, stop);
        if (!all.Any(leaves))
            return null;
        if (all.All(leaves))
            return new(field, AccountsText.Of("Administrators.NobodyLeft"));
        foreach (var role in roles)
            role.Version++;
        return null;
    }

    /// <summary>Refuses what would leave an agency without anybody who reads its ledger, or who looks at what its people opened: it is
    /// blinded by nobody, and somebody else is given the role first, by two. An agency that leaves takes its own along.</summary>
    /// <param name="leaves">The grants that the change takes away.</param>
    /// <param name="lost">What they lose by it.</param>
    public static async Task<Refusal?> WouldBeBlind(
        this SafetyDb db,
        DateOnly day,
        Func<Administrator, bool> leaves,
        Func<Permission, bool> lost,
        string field,
        CancellationToken stop
    )
    {
        var roles = (await db.Set<Role>().Take(Most).ToListAsync(stop)).Where(r => r.Permissions.Any(p => p.Watches)).ToList();
        var all = await db.All(roles, day, stop);
        if (!all.Any(leaves))
            return null;
        foreach (var watch in roles.SelectMany(r => r.Permissions).Where(p => p.Watches && lost(p)).Distinct())
        {
            var holding = roles.Where(r => r.Permissions.Contains(watch)).Select(r => r.Id).ToHashSet();
            var blind = all.Where(a => holding.Contains(a.RoleId)).GroupBy(a => a.AgencyId).FirstOrDefault(of => of.All(leaves));
            if (blind is null)
                continue;
            var agency = await db.Set<Agency>().Where(a => a.Id == blind.Key).Select(a => a.Name).SingleAsync(stop);
            return new(field, AccountsText.Of("Administrators.NobodyWatches", agency));
        }
        foreach (var role in roles)
            role.Version++;
        return null;
    }

    private static async Task<List<Role>> Administering(this SafetyDb db, CancellationToken stop) =>
        [.. (await db.Set<Role>().Take(Most).ToListAsync(stop)).Where(r => r.Permissions.Contains(AccountsPermissions.Administer))];

    private static Task<List<Administrator>> All(this SafetyDb db, List<Role> roles, DateOnly day, CancellationToken stop)
    {
        var ids = roles.Select(r => r.Id).ToList();
        return db.Set<RoleGrant>()
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
    }
}
