using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Account.Invited;

/// <summary>Where the link of an invitation leads, or where its two parts are entered. Opening it consumes nothing;
/// choosing a password does, and then leads to the authenticator app.</summary>
[AllowAnonymous]
internal sealed class InvitedModel(
    Invitations invitations,
    PasswordChoice choice,
    SignInSession signIn,
    SafetyDb db,
    IStringLocalizer<InvitedWords> words
) : PageModel
{
    /// <summary>Whom it is for; none when the link does not work any more, or the parts are not entered yet.</summary>
    public string? Email { get; private set; }

    /// <summary>Whether the person has two parts, one from each of two administrators.</summary>
    public bool InParts { get; private set; }

    [BindProperty]
    public string? First { get; set; }

    [BindProperty]
    public string? Second { get; set; }

    public async Task<IActionResult> OnGet(string? token, CancellationToken stop)
    {
        InParts = token is null;
        Email = token is null ? null : (await invitations.For(token, stop))?.Email;
        return Shown();
    }

    public async Task<IActionResult> OnPost(string? token, [FromForm] string? password, CancellationToken stop)
    {
        InParts = token is null;
        var (first, second) = token is null ? (First ?? "", Second ?? "") : (token, null);
        var whole = token is not null || (first.Length > 0 && second!.Length > 0);
        if (!whole || await invitations.For(first, second, stop) is not { } account)
        {
            if (InParts)
                ModelState.AddModelError(nameof(First), words["Parts.Wrong"]);
            return Shown();
        }
        Email = account.Email;
        if (await choice.Refusal(account, password) is { } refusal)
        {
            ModelState.AddModelError("password", refusal);
            return Page();
        }
        await using (var all = await db.Database.BeginTransactionAsync(stop))
        {
            if (!await invitations.Take(first, second, stop))
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
        await signIn.LetIn(HttpContext, account, SignInWay.Password, stop);
        return Redirect(Url.Content(SiteLinks.Authenticator));
    }

    private PageResult Shown()
    {
        if (Email is null && !InParts)
            Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }
}
