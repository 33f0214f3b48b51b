using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accounts;

/// <summary>Somebody is to be let in by a link that goes to their own mailbox.</summary>
public sealed record InvitationDue(Guid Account, Guid By) : IEvent
{
    public static string Name => "accounts.invitation-due.1";
}

/// <summary>Somebody who had been in before has taken an invitation.</summary>
public sealed record SignInRecovered(Guid Account) : IEvent
{
    public static string Name => "accounts.sign-in-recovered.1";
}

/// <summary>Makes the link and mails it, so that it is in no table and before no administrator's eyes. Repeated, the last link is the one
/// that works.</summary>
public sealed class MailInvitation(SafetyDb db, Invitations invitations, Post post, CountyClock clock) : IReactTo<InvitationDue>
{
    public static string Name => "accounts.mail-invitation.1";

    public async Task React(InvitationDue happened, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var account = await db.Set<Account>().AsNoTracking().SingleAsync(a => a.Id == happened.Account, stop);
        if (account.DisabledAt is not null || account.IsOverOn(clock.Today))
            return;
        var path = await invitations.Make(account.Id, happened.By, stop);
        await post.Send(account.Email, AccountsText.Of("MailInvitation.Subject"), AccountsText.Of("MailInvitation.Words", path), stop);
    }
}

/// <summary>Tells the owner of an account that it has been taken by an invitation: if it was not they, they know.</summary>
public sealed class MailRecovery(SafetyDb db, Post post) : IReactTo<SignInRecovered>
{
    public static string Name => "accounts.mail-recovery.1";

    public async Task React(SignInRecovered happened, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(happened);
        if (!post.IsThere)
            return;
        var email = await db.Set<Account>().Where(a => a.Id == happened.Account).Select(a => a.Email).SingleAsync(stop);
        await post.Send(email, AccountsText.Of("MailRecovery.Subject"), AccountsText.Of("MailRecovery.Words"), stop);
    }
}
