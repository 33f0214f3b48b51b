using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.People;

/// <summary>Somebody who is signed in, as they stand at this request: their agency and what their roles let them do today.</summary>
public sealed record SignedIn(Guid AccountId, string Name, Guid AgencyId, string AgencyName, IReadOnlySet<Permission> Permissions)
{
    public Actor Actor => new(AccountId, AgencyId, AgencyName);

    public bool May(Permission permission) => Permissions.Contains(permission);
}

/// <summary>Asked at every request, so that whoever leaves is shut out at the next.</summary>
public static class SignedInQueries
{
    private const int MostRoles = 200;

    /// <returns>None when the account is closed today or its agency is no member any more.</returns>
    public static async Task<SignedIn?> WhoIs(this SafetyDb db, Guid account, DateOnly today, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        var found = await db.Set<Account>().AsNoTracking().Where(a => a.Id == account).Join(db.Set<Agency>(), a => a.AgencyId, g => g.Id, (a, g) => new { Account = a, Agency = g }).SingleOrDefaultAsync(stop);
        if (found is null || !found.Account.IsOpenOn(today) || !found.Agency.IsMemberOn(today)) return null;
        var roles = await db.Set<RoleGrant>().AsNoTracking().Where(g => g.AccountId == account && g.StartsOn <= today && (g.EndsOn == null || g.EndsOn >= today))
            .Join(db.Set<Role>(), g => g.RoleId, r => r.Id, (g, r) => r.Permissions).Take(MostRoles).ToListAsync(stop);
        return new(found.Account.Id, found.Account.Name, found.Agency.Id, found.Agency.Name, roles.SelectMany(r => r).ToHashSet());
    }
}
