using Fosse.Approvals;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accounts;

/// <summary>Gives a role of oversight.</summary>
internal sealed class GrantRoleDeed(SafetyDb db, CountyClock clock) : IDeed
{
    public JointDeed Kind => AccountsDeeds.GrantRole;

    public async Task<Refusal?> Hinder(Approval approval, SignedIn by, CancellationToken stop) =>
        await db.Oneself(approval.AboutId, by, stop)
        ?? (await db.Refused(approval.AskedFor<GivenRole>(), clock.Today, stop)).FirstOrDefault();

    public async Task<IReadOnlyList<DeedField>?> AsItStands(Approval approval, CancellationToken stop) =>
        await db.Fields(approval.AskedFor<GivenRole>(), stop);

    public Task<Refusal?> Do(Approval approval, SignedIn by, CancellationToken stop)
    {
        db.Give(approval.AskedFor<GivenRole>(), by, clock.Now);
        return Task.FromResult<Refusal?>(null);
    }
}

/// <summary>Changes what a role may do, where it gains a permission of oversight.</summary>
internal sealed class ChangeRoleDeed(SafetyDb db, CountyClock clock, HouseWords words) : IDeed
{
    public JointDeed Kind => AccountsDeeds.ChangeRole;

    public async Task<Refusal?> Hinder(Approval approval, SignedIn by, CancellationToken stop)
    {
        var (id, asked) = (approval.AboutId, approval.AskedFor<ChangedRole>());
        return await db.HoldsRole(id, by, clock.Today, stop) ? new Refusal("", AccountsText.Of("ChangeRole.OwnRole"))
            : (await db.Set<Role>().Where(r => r.Id == id).Select(r => (int?)r.Version).SingleOrDefaultAsync(stop)) != asked.Version
                ? Saving.Stale(AccountsText.Of("ChangeRole.Stale"))
            : (await db.Refused(words, asked.Details, id, stop)).FirstOrDefault();
    }

    public async Task<Refusal?> Do(Approval approval, SignedIn by, CancellationToken stop)
    {
        var asked = approval.AskedFor<ChangedRole>();
        var role = await db.Set<Role>().SingleAsync(r => r.Id == approval.AboutId, stop);
        return await db.Change(role, asked.Version, asked.Details, words, by, clock.Now, stop);
    }
}

/// <summary>Opens the account of somebody with a role of oversight again.</summary>
internal sealed class EnableDeed(SafetyDb db, CountyClock clock) : IDeed
{
    public JointDeed Kind => AccountsDeeds.EnableAccount;

    public Task<Refusal?> Hinder(Approval approval, SignedIn by, CancellationToken stop) => db.Oneself(approval.AboutId, by, stop);

    public async Task<Refusal?> Do(Approval approval, SignedIn by, CancellationToken stop)
    {
        var account = await db.Set<Account>().SingleAsync(a => a.Id == approval.AboutId, stop);
        db.Open(account, approval.AskedFor<OpenedAccount>(), by, clock.Now);
        return null;
    }
}
