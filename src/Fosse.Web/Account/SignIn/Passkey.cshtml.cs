using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Fosse.Web.Account.SignIn;

/// <summary>Where the form of the passkey on the sign-in page leads. It names no account: the device offers those it has.</summary>
[AllowAnonymous]
internal sealed class PasskeyModel(
    SignInManager<Accounts.Account> signIn,
    UserManager<Accounts.Account> accounts,
    SignInSession session,
    SafetyDb db,
    CountyClock clock,
    ILogger<PasskeyModel> log
) : PageModel
{
    private const int Longest = 20_000;

    public IActionResult OnGet() => Redirect(Url.Content(SiteLinks.SignIn));

    public async Task<IActionResult> OnPostOptions() => Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json");

    public async Task<IActionResult> OnPost(
        [FromForm] string? credential,
        [FromQuery(Name = "return")] string? asked,
        CancellationToken stop
    )
    {
        if (
            credential is not { Length: > 0 and < Longest }
            || await Assertion(credential) is not { } found
            || await db.WhoIs(found.User.Id, clock.Today, stop) is null
        )
        {
            log.LogWarning("A passkey was refused");
            return Redirect(QueryHelpers.AddQueryString(SignInSession.With(Url, SiteLinks.SignIn, asked), "passkey", "failed"));
        }
        await accounts.AddOrUpdatePasskeyAsync(found.User, found.Passkey);
        await session.LetIn(HttpContext, found.User, SignInWay.Passkey, stop);
        return Redirect(await session.After(Url, found.User.Id, asked, stop));
    }

    private async Task<(Accounts.Account User, UserPasskeyInfo Passkey)?> Assertion(string credential)
    {
        try
        {
            return await signIn.PerformPasskeyAssertionAsync(credential) is { Succeeded: true } right ? (right.User, right.Passkey) : null;
        }
        catch (InvalidOperationException)
        {
            // The framework says so when no question was asked before, or too long ago.
            return null;
        }
    }
}
