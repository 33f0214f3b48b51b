using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Places;

public static class SettlementQuery
{
    /// <summary>The settlement of that name; of several the one that was written first in the gazetteer.</summary>
    public static Task<NamedPlace?> SettlementCalled(this SafetyDb db, string name, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Set<NamedPlace>()
            .AsNoTracking()
            .Where(p => p.Kind == NamedPlaceKind.Settlement && p.Name == name)
            .OrderBy(p => p.Id)
            .FirstOrDefaultAsync(stop);
    }
}
