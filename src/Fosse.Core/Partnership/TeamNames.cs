using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Partnership;

public static class TeamNamesQuery
{
    private const int Most = 500;

    /// <summary>The teams of an agency by name.</summary>
    public static async Task<IReadOnlyList<Team>> TeamNames(this SafetyDb db, Guid agency, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        return await db.Set<Team>().AsNoTracking().Where(t => t.AgencyId == agency).OrderBy(t => t.Name).First(Most, db, stop);
    }
}
