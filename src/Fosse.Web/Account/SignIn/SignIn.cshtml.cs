using Fosse.Accounts;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Fosse.Web.Account.SignIn;

/// <summary>The first step: who are you, and what is your password. Every refusal has the same words.</summary>
[AllowAnonymous]
internal sealed class SignInModel(
    PasswordCheck passwords,
    SignInSession signIn,
    IOptions<Fosse.Accounts.SignInOptions> options,
    IEnumerable<IDemonstrationPeople> demonstration,
    IStringLocalizer<SignInWords> words
) : PageModel
{
    public string? Return { get; private set; }
    public IReadOnlyList<SignInProvider> Providers => options.Value.Providers;

    /// <summary>Who can be signed in as with one click; none but in the demonstration.</summary>
    public IReadOnlyList<DemonstrationPerson>? Demonstration { get; private set; }

    public async Task<IActionResult> OnGet(
        [FromQuery(Name = "return")] string? asked,
        bool again,
        string? passkey,
        string? provider,
        CancellationToken stop
    )
    {
        if (!again && HttpContext.Features.Get<AccountSession>() is { IsFull: true } session)
            return Redirect(await signIn.After(Url, session.AccountId, asked, stop));
        await Show(asked, stop);
        if (passkey == "failed")
            ModelState.AddModelError("", words["Passkey.Failed"]);
        if (provider == "failed")
            ModelState.AddModelError("", words["Providers.Failed"]);
        if (provider == "silent")
            ModelState.AddModelError("", words["Providers.Silent"]);
        return Page();
    }

    public async Task<IActionResult> OnPost(
        [FromForm] string? email,
        [FromForm] string? password,
        [FromQuery(Name = "return")] string? asked,
        CancellationToken stop
    )
    {
        await Show(asked, stop);
        if (string.IsNullOrWhiteSpace(email))
            ModelState.AddModelError("email", words["Email.Missing"]);
        if (string.IsNullOrEmpty(password))
            ModelState.AddModelError("password", words["Password.Missing"]);
        if (!ModelState.IsValid)
            return Page();
        if (await passwords.Check(email!, password!, KnownBrowser.Place(HttpContext), stop) is not { } account)
        {
            ModelState.AddModelError("email", words["Refused"]);
            return Page();
        }
        if (account.AuthenticatorConfirmed || await signIn.HasPasskey(account, stop))
        {
            await HalfWay.Begin(HttpContext, account, SignInWay.Password);
            return Redirect(SignInSession.With(Url, AccountLinks.Code, asked));
        }
        await signIn.LetIn(HttpContext, account, SignInWay.Password, stop);
        return Redirect(SignInSession.With(Url, SiteLinks.Authenticator, asked));
    }

    private async Task Show(string? asked, CancellationToken stop)
    {
        Return = asked;
        if (demonstration.FirstOrDefault() is { } people)
            Demonstration = await people.All(stop);
    }
}
