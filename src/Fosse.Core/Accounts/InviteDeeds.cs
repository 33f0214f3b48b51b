using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accounts;

internal static class Recovering
{
    public static async Task<Refusal?> Refused(SafetyDb db, Guid id, SignedIn by, DateOnly today, CancellationToken stop)
    {
        if (await db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, stop) is not { } account)
            return new Refusal("", AccountsText.Of("Accounts.NoSuchAccount"));
        if (await db.Oneself(id, by, stop) is { } oneself)
            return oneself;
        return account.StartsOn > today || await db.WhoIs(id, today, stop) is not null
            ? null
            : new Refusal("", AccountsText.Of("InviteAccount.Closed"));
    }

    public static async Task<IReadOnlyList<DeedField>> Fields(SafetyDb db, Guid id, CancellationToken stop)
    {
        var found = await db.Set<Account>()
            .Where(a => a.Id == id)
            .Join(
                db.Set<Agency>(),
                a => a.AgencyId,
                g => g.Id,
                (a, g) =>
                    new
                    {
                        a.Name,
                        a.Email,
                        Agency = g.Name,
                    }
            )
            .SingleAsync(stop);
        return [new("person", found.Name), new("email", found.Email), new("agency", found.Agency)];
    }
}

/// <summary>Makes the account of whoever was proposed, and their invitation.</summary>
internal sealed class InviteDeed(SafetyDb db, CountyClock clock, Invitations invitations, Post post) : IDeed
{
    public JointDeed Kind => AccountsDeeds.InviteAccount;

    public async Task<Refusal?> Hinder(Approval approval, SignedIn by, CancellationToken stop)
    {
        var asked = approval.AskedFor<InvitedAccount>();
        return (await db.Refused(asked, clock.Today, stop)).FirstOrDefault() ?? await db.Oneself(asked, by, stop);
    }

    public async Task<IReadOnlyList<DeedField>?> AsItStands(Approval approval, CancellationToken stop) =>
        await db.Fields(approval.AskedFor<InvitedAccount>(), stop);

    public async Task<Refusal?> Do(Approval approval, SignedIn by, CancellationToken stop)
    {
        await db.Invite(approval.AboutId, approval.AskedFor<InvitedAccount>(), by, clock.Now, stop);
        if (post.IsThere)
            db.Announce(new InvitationDue(approval.AboutId, by.AccountId));
        else
            await invitations.InHalves(approval.AboutId, approval.Id, by.AccountId, stop);
        return null;
    }
}

/// <summary>Lets somebody in again.</summary>
internal sealed class RecoverDeed(SafetyDb db, CountyClock clock, Invitations invitations, Post post) : IDeed
{
    public JointDeed Kind => AccountsDeeds.RecoverAccount;

    public Task<Refusal?> Hinder(Approval approval, SignedIn by, CancellationToken stop) =>
        Recovering.Refused(db, approval.AboutId, by, clock.Today, stop);

    public async Task<IReadOnlyList<DeedField>?> AsItStands(Approval approval, CancellationToken stop) =>
        await Recovering.Fields(db, approval.AboutId, stop);

    public async Task<Refusal?> Do(Approval approval, SignedIn by, CancellationToken stop)
    {
        db.Note(by, clock.Now, AccountsAdminEvents.InvitedAgain, approval.AboutId);
        if (post.IsThere)
            db.Announce(new InvitationDue(approval.AboutId, by.AccountId));
        else
            await invitations.InHalves(approval.AboutId, approval.Id, by.AccountId, stop);
        return null;
    }
}
