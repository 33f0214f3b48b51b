using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accounts;

/// <summary>Asked at every request, so that whoever leaves is shut out at the next.</summary>
public static class SignedInQueries
{
    private const int MostRoles = 200;

    /// <returns>None when the account is closed today or its agency is no member any more.</returns>
    public static async Task<SignedIn?> WhoIs(this SafetyDb db, Guid account, DateOnly today, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        // One question: a row for each role, or one without any.
        var roles = db.Set<RoleGrant>()
            .InForceOn(today)
            .Join(db.Set<Role>(), g => g.RoleId, r => r.Id, (g, r) => new { g.AccountId, Role = r });
        var rows = await db.Set<Account>()
            .AsNoTracking()
            .Where(a => a.Id == account)
            .Join(db.Set<Agency>(), a => a.AgencyId, g => g.Id, (a, g) => new { Account = a, Agency = g })
            .GroupJoin(
                roles,
                a => a.Account.Id,
                r => r.AccountId,
                (a, r) =>
                    new
                    {
                        a.Account,
                        a.Agency,
                        Roles = r,
                    }
            )
            .SelectMany(
                a => a.Roles.DefaultIfEmpty(),
                (a, r) =>
                    new
                    {
                        a.Account,
                        a.Agency,
                        r!.Role,
                    }
            )
            .Take(MostRoles)
            .ToListAsync(stop);
        if (rows is not [var first, ..] || !first.Account.IsOpenOn(today) || !first.Agency.IsMemberOn(today))
            return null;
        return new(
            first.Account.Id,
            first.Account.Name,
            first.Agency.Id,
            first.Agency.Name,
            rows.SelectMany(r => r.Role?.Permissions ?? []).ToHashSet()
        )
        {
            PersonId = first.Account.SamePersonAs ?? first.Account.Id,
        };
    }
}
