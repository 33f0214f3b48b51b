using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accounts;

/// <summary>When and by whom somebody's sign-in was made anew.</summary>
public sealed record Recovery(DateTimeOffset At, IReadOnlyList<string> By);

/// <summary>Which accounts are one person's, and what was done with them.</summary>
public static class PersonQueries
{
    private const int Most = 200;

    /// <summary>Every account of whoever this account belongs to, itself among them.</summary>
    internal static IQueryable<Guid> AccountsOfPerson(this SafetyDb db, Guid account) =>
        db.Set<Account>()
            .Where(a =>
                a.Id == account
                || db.Set<Account>().Any(own => own.Id == account && (a.SamePersonAs ?? a.Id) == (own.SamePersonAs ?? own.Id))
            )
            .Select(a => a.Id);

    /// <summary>The other accounts of the same person, for administrators.</summary>
    public static async Task<IReadOnlyList<(Account Account, string Agency)>> OthersOf(
        this SafetyDb db,
        SignedIn who,
        Account account,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(account);
        who.MustAdminister();
        var person = account.SamePersonAs ?? account.Id;
        var found = await db.Set<Account>()
            .AsNoTracking()
            .Where(a => (a.SamePersonAs ?? a.Id) == person && a.Id != account.Id)
            .Join(db.Set<Agency>(), a => a.AgencyId, g => g.Id, (a, g) => new { Account = a, g.Name })
            .OrderBy(a => a.Account.Id)
            .Take(Most)
            .ToListAsync(stop);
        return [.. found.Select(f => (f.Account, f.Name))];
    }

    /// <summary>What changed lately about how somebody signs in, the newest first; they are told it themselves.</summary>
    public static Task<IReadOnlyList<SignInChange>> SignInChangesOf(this SafetyDb db, Guid account, CancellationToken stop) =>
        SignInChanges.Of(db, account, stop);

    /// <summary>The last time that an invitation let somebody in who had been in before; they are told it themselves.</summary>
    public static async Task<Recovery?> LastRecovery(this SafetyDb db, Guid account, CancellationToken stop)
    {
        var used = await db.Set<Invitation>()
            .AsNoTracking()
            .Where(i => i.AccountId == account && i.Recovers && i.UsedAt != null)
            .OrderByDescending(i => i.UsedAt)
            .FirstOrDefaultAsync(stop);
        if (used is null)
            return null;
        var by = await db.Set<ApprovalAct>()
            .Where(a => a.ApprovalId == used.ApprovalId && (a.Step == ApprovalStep.Proposed || a.Step == ApprovalStep.Approved))
            .OrderBy(a => a.At)
            .Select(a => a.AccountId)
            .Take(Most)
            .ToListAsync(stop);
        var ids = used.ApprovalId is null && used.MadeBy is { } one ? [one] : by;
        var names = await NamesOfActors.NamesOf(db, ids, stop);
        return new(used.UsedAt!.Value, [.. ids.Select(id => names.GetValueOrDefault(id, ""))]);
    }
}
