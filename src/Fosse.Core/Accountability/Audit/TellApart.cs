using Fosse.Accounts;
using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Audit;

/// <summary>Says that two accounts are two people's. It is for oversight, not for whoever makes accounts.</summary>
public sealed class TellApart(SafetyDb db, Ledger ledger, CountyClock clock)
{
    public async Task<Outcome<Guid>> Handle(SignedIn by, Guid first, Guid second, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(by);
        Guid[] both = [first, second];
        if (
            await db.Set<AccountLink>().SingleOrDefaultAsync(l => l.FirstId == first && l.SecondId == second && l.ApartAt == null, stop)
            is not { } link
        )
            return new Refusal("", AccountabilityText.Of("TellApart.NoSuchPair"));
        if (
            !by.May(AccountabilityPermissions.ReviewAccess)
            || !await db.Set<Account>().AnyAsync(a => both.Contains(a.Id) && a.AgencyId == by.AgencyId, stop)
        )
            return new Refusal("", AccountabilityText.Of("TellApart.MayNot"));
        if (by.May(AccountsPermissions.Administer) || (await Concerned(both, stop)).Contains(by.PersonId))
            return new Refusal("", AccountabilityText.Of("TellApart.Concerned"));
        link.TellApart(by.AccountId, clock.Now);
        await SamePersons.Settle(db, both, stop);
        var line = new LedgerLine
        {
            Kind = LedgerKind.Decided,
            ActorId = by.AccountId,
            AgencyId = by.AgencyId,
            Organisation = by.AgencyName,
            Subject = first,
            Ground = $"TwoPeople: {second:d}.",
        };
        await ledger.SaveWith(db, line, stop);
        return first;
    }

    // The two themselves, and whoever made one of them.
    private async Task<IReadOnlyList<Guid>> Concerned(Guid[] both, CancellationToken stop)
    {
        const int Most = 100;
        var makers = await db.Set<AdminEvent>()
            .Where(e => e.Kind == AccountsAdminEvents.AccountInvited && e.AboutId != null && both.Contains(e.AboutId.Value))
            .Select(e => e.AccountId)
            .Take(Most)
            .ToListAsync(stop);
        var proposers = await db.Set<Approval>()
            .Where(a => a.Deed == AccountsDeeds.InviteAccount && both.Contains(a.AboutId))
            .Join(db.Set<ApprovalAct>(), a => a.Id, c => c.ApprovalId, (_, c) => c.AccountId)
            .Take(Most)
            .ToListAsync(stop);
        return await SamePersons.PersonsOf(db, [.. makers, .. proposers, .. both], stop);
    }
}
