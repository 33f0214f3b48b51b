using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Account.Security;

/// <summary>Changes the password, for who knows the one until now.</summary>
internal sealed class PasswordModel(PasswordCheck passwords, PasswordChoice choice, Door door, IStringLocalizer<AccountWords> words)
    : OwnAccountPage
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
        if (
            HasOne
            && await passwords.Check(account.Email, current ?? "", VisitorLimits.Name(HttpContext.Connection.RemoteIpAddress), stop) is null
        )
            ModelState.AddModelError("current", words["Password.CurrentWrong"]);
        if (!ModelState.IsValid)
            return Page();
        await choice.Set(account, password!);
        await door.LetIn(HttpContext, account, Session.Way, stop);
        return Redirect(Url.Content(SiteLinks.OwnAccount));
    }
}
