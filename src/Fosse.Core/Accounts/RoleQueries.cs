using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accounts;

public sealed record RoleRow(Role Role, int People);

/// <summary>The named sets of permissions, and how many people hold each today.</summary>
public static class RoleQueries
{
    private const int Most = 500;

    public static async Task<IReadOnlyList<RoleRow>> Roles(this SafetyDb db, DateOnly today, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        var grants = db.Set<RoleGrant>().InForceOn(today);
        var roles = await db.Set<Role>()
            .AsNoTracking()
            .OrderBy(r => r.Name)
            .Select(r => new { Role = r, People = grants.Where(g => g.RoleId == r.Id).Select(g => g.AccountId).Distinct().Count() })
            .First(Most, db, stop);
        return [.. roles.Select(r => new RoleRow(r.Role, r.People))];
    }

    public static Task<Role?> RoleOf(this SafetyDb db, Guid id, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Set<Role>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, stop);
    }
}
