using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Account.Security;

/// <summary>Changes the password, for who knows the one until now.</summary>
internal sealed class PasswordModel(
    PasswordCheck passwords,
    PasswordChoice choice,
    SignInSession signIn,
    SafetyDb db,
    CountyClock clock,
    IStringLocalizer<AccountWords> words
) : OwnAccountPage
{
    public bool HasOne { get; private set; }

    public async Task OnGet(CancellationToken stop) => HasOne = (await Me(stop)).PasswordHash is not null;

    public async Task<IActionResult> OnPost([FromForm] string? current, [FromForm] string? password, CancellationToken stop)
    {
        var account = await Me(stop);
        HasOne = account.PasswordHash is not null;
        if (!Session.IsFull)
            return Forbid();
        if (await choice.Refusal(account, password) is { } refusal)
            ModelState.AddModelError("password", refusal);
        if (HasOne && await passwords.Check(account.Email, current ?? "", KnownBrowser.Place(HttpContext), stop) is null)
            ModelState.AddModelError("current", words["Password.CurrentWrong"]);
        if (!ModelState.IsValid)
            return Page();
        db.NoteSignIn(account.Id, SignInChangeKind.Password, clock.Now);
        await choice.Set(account, password!);
        await signIn.LetIn(HttpContext, account, Session.Way, stop);
        return Redirect(Url.Content(SiteLinks.OwnAccount));
    }
}
