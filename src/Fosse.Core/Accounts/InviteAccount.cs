using Fosse.Approvals;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accounts;

/// <summary>An account and the link by which its owner takes it. Nobody but they choose its password.</summary>
/// <param name="Link">The path of the link; it is shown once and kept nowhere.</param>
public sealed record Invited(Guid Account, string Link);

/// <summary>Makes an account for somebody of an agency and invites them to it, or lets somebody in again. No administrator ever sees the
/// whole of what opens an account: it goes by mail to its owner, or in two halves by two administrators.</summary>
public sealed class InviteAccount(SafetyDb db, CountyClock clock, Invitations invitations, ApprovalDesk desk, Post post)
{
    public async Task<Outcome<Administered>> Handle(SignedIn by, InvitedAccount asked, CancellationToken stop)
    {
        if (by.DoesNotAdminister() is { } lacking)
            return lacking;
        ArgumentNullException.ThrowIfNull(asked);
        if (await db.Refused(asked, clock.Today, stop) is { Count: > 0 } refused)
            return refused;
        if (await db.Oneself(asked, by, stop) is { } oneself)
            return oneself;
        var id = Guid.CreateVersion7();
        var roles = await db.RolesOf([.. asked.Roles], stop);
        var begins = roles.ShowPersons() && await db.Begins(asked.Agency, null, by, clock.Today, stop);
        if (!post.IsThere || roles.Oversees() || (roles.ShowPersons() && !begins))
            return Administered.Of(await desk.Propose(AccountsDeeds.InviteAccount, id, await db.Fields(asked, stop), [], by, stop));
        await db.Invite(id, asked, by, clock.Now, stop);
        if (begins)
            db.Note(by, clock.Now, AccountsAdminEvents.LetInUnasked, id);
        db.Announce(new InvitationDue(id, by.AccountId));
        await db.SaveChangesAsync(stop);
        return new Administered(id);
    }

    /// <summary>Lets somebody in who lost their invitation, their password or their phone.</summary>
    public async Task<Outcome<Administered>> Again(SignedIn by, Guid id, CancellationToken stop)
    {
        if (by.DoesNotAdminister() is { } lacking)
            return lacking;
        if (await Recovering.Refused(db, id, by, clock.Today, stop) is { } no)
            return no;
        if (!post.IsThere)
        {
            var fields = await Recovering.Fields(db, id, stop);
            return await desk.ProposeOnce(db, AccountsDeeds.RecoverAccount, id, fields, by, clock, stop);
        }
        db.Note(by, clock.Now, AccountsAdminEvents.InvitedAgain, id);
        db.Announce(new InvitationDue(id, by.AccountId));
        await db.SaveChangesAsync(stop);
        return new Administered(id);
    }

    /// <summary>For the command line, which lets the first administrators in: who works there has the database.</summary>
    public async Task<Outcome<Invited>> ByOperator(InvitedAccount asked, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(asked);
        if (await db.Refused(asked, clock.Today, stop) is { Count: > 0 } refused)
            return refused;
        var id = Guid.CreateVersion7();
        await db.Invite(id, asked, null, clock.Now, stop);
        // The invitation saves what has been added with it.
        return new Invited(id, await invitations.Make(id, null, stop));
    }

    /// <summary>The same for whoever cannot sign in.</summary>
    public Task<string> AgainByOperator(Guid id, CancellationToken stop)
    {
        db.Note(null, clock.Now, AccountsAdminEvents.InvitedAgain, id);
        return invitations.Make(id, null, stop);
    }
}
