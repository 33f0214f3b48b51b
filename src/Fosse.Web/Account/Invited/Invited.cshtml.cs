using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Web.Account.Invited;

/// <summary>Where the link of an invitation leads. Opening it consumes nothing; choosing a password does, and then leads to the
/// authenticator app.</summary>
[AllowAnonymous]
internal sealed class InvitedModel(Invitations invitations, PasswordChoice choice, Door door, SafetyDb db) : PageModel
{
    /// <summary>Whom it is for; none when the link does not work any more.</summary>
    public string? Email { get; private set; }

    public async Task<IActionResult> OnGet(string token, CancellationToken stop)
    {
        Email = (await invitations.For(token, stop))?.Email;
        return Shown();
    }

    public async Task<IActionResult> OnPost(string token, [FromForm] string? password, CancellationToken stop)
    {
        if (await invitations.For(token, stop) is not { } account)
            return Shown();
        Email = account.Email;
        if (await choice.Refusal(account, password) is { } refusal)
        {
            ModelState.AddModelError("password", refusal);
            return Page();
        }
        await using (var all = await db.Database.BeginTransactionAsync(stop))
        {
            if (!await invitations.Take(token, stop))
            {
                Email = null;
                return Shown();
            }
            // Whoever lost their phone or their device starts anew, and whoever found it has nothing.
            (account.AuthenticatorKey, account.AuthenticatorConfirmed, account.FailedSignIns, account.LockedUntil) = (null, false, 0, null);
            await db.Set<RecoveryCode>().Where(c => c.AccountId == account.Id).ExecuteDeleteAsync(stop);
            await db.Set<Passkey>().Where(p => p.AccountId == account.Id).ExecuteDeleteAsync(stop);
            await choice.Set(account, password!);
            await all.CommitAsync(stop);
        }
        await door.LetIn(HttpContext, account, SignInWay.Password, stop);
        return Redirect(Url.Content(SiteLinks.Authenticator));
    }

    private PageResult Shown()
    {
        if (Email is null)
            Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }
}
