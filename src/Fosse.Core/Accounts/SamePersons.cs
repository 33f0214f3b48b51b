using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accounts;

/// <summary>Finds accounts that may be one person's, and gives all of them the same person.</summary>
internal static class SamePersons
{
    private const int Most = 100_000;

    private sealed record Known(Guid Id, string Name, string Email);

    /// <summary>Compares a new account with all others.</summary>
    /// <param name="said">Another account of the same person, where somebody said so.</param>
    public static async Task Look(SafetyDb db, Account account, Guid? said, DateTimeOffset now, CancellationToken stop)
    {
        var self = new Known(account.Id, account.Name, account.NormalizedEmail);
        foreach (var other in await All(db, stop))
        {
            if (other.Id != self.Id && (other.Id == said ? LinkReason.Said : Like(self, other)) is { } why)
                db.Add(AccountLink.Of(self.Id, other.Id, why, now));
        }
        await Settle(db, [account.Id], stop);
    }

    /// <summary>Compares all with all: those that came before anybody looked.</summary>
    public static async Task LookAtAll(SafetyDb db, DateTimeOffset now, CancellationToken stop)
    {
        var (all, held) = (await All(db, stop), (await Links(db, stop)).Select(l => (l.FirstId, l.SecondId)).ToHashSet());
        var found = all.GroupBy(Name)
            .Concat(all.GroupBy(a => Mailbox(a.Email)))
            .SelectMany(g => g.SelectMany(one => g.Where(o => o.Id.CompareTo(one.Id) > 0).Select(o => (one, o))))
            .Where(pair => !held.Contains((pair.one.Id, pair.o.Id)))
            .DistinctBy(pair => (pair.one.Id, pair.o.Id))
            .ToList();
        if (found.Count == 0)
            return;
        db.AddRange(found.Select(pair => AccountLink.Of(pair.one.Id, pair.o.Id, Like(pair.one, pair.o)!.Value, now)));
        await Settle(db, [.. found.Select(p => p.one.Id)], stop);
        await db.SaveChangesAsync(stop);
    }

    /// <summary>Gives every account that is linked with one of these its person anew; saved with the links.</summary>
    public static async Task Settle(SafetyDb db, IReadOnlyCollection<Guid> ids, CancellationToken stop)
    {
        await Links(db, stop);
        var links = db.Set<AccountLink>().Local.Where(l => l.ApartAt is null).ToList();
        var left = ids.ToHashSet();
        while (left.Count > 0)
        {
            var person = Reached(left.First(), links);
            left.ExceptWith(person);
            await db.Set<Account>().Where(a => person.Contains(a.Id)).LoadAsync(stop);
            foreach (var account in db.Set<Account>().Local.Where(a => person.Contains(a.Id)))
                account.SamePersonAs = account.Id == person.Min() ? null : person.Min();
        }
    }

    /// <summary>Whose the accounts are today.</summary>
    public static async Task<IReadOnlyList<Guid>> PersonsOf(SafetyDb db, IReadOnlyCollection<Guid> accounts, CancellationToken stop) =>
        await db.Set<Account>().Where(a => accounts.Contains(a.Id)).Select(a => a.SamePersonAs ?? a.Id).Take(Most).ToListAsync(stop);

    public static bool Alike(string name, string email, SignedIn other, string othersEmail) =>
        Like(new(Guid.Empty, name, Account.Normalize(email)), new(other.AccountId, other.Name, othersEmail)) is not null;

    private static LinkReason? Like(Known one, Known other) =>
        Name(one) == Name(other) ? LinkReason.Name
        : Mailbox(one.Email) == Mailbox(other.Email) ? LinkReason.Mailbox
        : null;

    private static string Name(Known one) => Saving.Tidy(one.Name).Normalize().ToUpperInvariant();

    // Many servers bring ada.b+dpo@ and adab@ to one mailbox.
    private static string Mailbox(string email) =>
        email[..Math.Max(0, email.LastIndexOf('@'))].Split('+')[0].Replace(".", "", StringComparison.Ordinal);

    private static HashSet<Guid> Reached(Guid from, IReadOnlyList<AccountLink> links)
    {
        var (reached, next) = (new HashSet<Guid> { from }, new Queue<Guid>([from]));
        while (next.TryDequeue(out var at))
        {
            foreach (var link in links.Where(l => l.FirstId == at || l.SecondId == at))
            {
                var other = link.FirstId == at ? link.SecondId : link.FirstId;
                if (reached.Add(other))
                    next.Enqueue(other);
            }
        }
        return reached;
    }

    private static Task<List<Known>> All(SafetyDb db, CancellationToken stop) =>
        db.Set<Account>()
            .AsNoTracking()
            .OrderBy(a => a.Id)
            .Take(Most)
            .Select(a => new Known(a.Id, a.Name, a.NormalizedEmail))
            .ToListAsync(stop);

    private static Task<List<AccountLink>> Links(SafetyDb db, CancellationToken stop) =>
        db.Set<AccountLink>().OrderBy(l => l.FirstId).Take(Most).ToListAsync(stop);
}
