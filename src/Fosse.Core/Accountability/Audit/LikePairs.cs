using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Audit;

/// <summary>Two accounts that count as one person's.</summary>
public sealed record LikePair(AccountLink Link, Account First, string FirstAgency, Account Second, string SecondAgency);

/// <summary>Which accounts oversight may say are two people's.</summary>
public static class LikePairsQuery
{
    private const int Most = 200;

    /// <summary>Pairs of which one works for the agency of whoever asks and that nobody has told apart.</summary>
    public static async Task<IReadOnlyList<LikePair>> LikePairs(this SafetyDb db, SignedIn who, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(who);
        who.Must(AccountabilityPermissions.ReviewAccess);
        var agency = who.AgencyId;
        var people = db.Set<Account>().Join(db.Set<Agency>(), a => a.AgencyId, g => g.Id, (a, g) => new { Account = a, g.Name });
        var found = await db.Set<AccountLink>()
            .AsNoTracking()
            .Where(l => l.ApartAt == null)
            .Join(people, l => l.FirstId, p => p.Account.Id, (l, p) => new { Link = l, First = p })
            .Join(
                people,
                l => l.Link.SecondId,
                p => p.Account.Id,
                (l, p) =>
                    new
                    {
                        l.Link,
                        l.First,
                        Second = p,
                    }
            )
            .Where(l => l.First.Account.AgencyId == agency || l.Second.Account.AgencyId == agency)
            .OrderByDescending(l => l.Link.FoundAt)
            .First(Most, db, stop);
        return [.. found.Select(f => new LikePair(f.Link, f.First.Account, f.First.Name, f.Second.Account, f.Second.Name))];
    }
}
