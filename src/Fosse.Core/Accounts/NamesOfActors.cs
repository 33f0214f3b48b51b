using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accounts;

/// <summary>The names that accounts and agencies have now.</summary>
internal static class NamesOfActors
{
    private const int Most = 2000;

    public static async Task<IReadOnlyDictionary<Guid, string>> NamesOf(SafetyDb db, IReadOnlyCollection<Guid> ids, CancellationToken stop)
    {
        var asked = ids.Distinct().Take(Most).ToList();
        var named = await db.Set<Account>()
            .Where(a => asked.Contains(a.Id))
            .Select(a => new { a.Id, a.Name })
            .Take(Most)
            .Concat(db.Set<Agency>().Where(a => asked.Contains(a.Id)).Select(a => new { a.Id, a.Name }).Take(Most))
            .ToListAsync(stop);
        return named.ToDictionary(n => n.Id, n => n.Name);
    }
}
