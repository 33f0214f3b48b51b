using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;

namespace Fosse.Web.Account.SignIn;

/// <summary>The second step: the code that the authenticator app shows.</summary>
[AllowAnonymous]
internal sealed class CodeModel(
    SecondStep step,
    AuthenticatorKey keys,
    KnownPlaces places,
    SignInSession signIn,
    IStringLocalizer<SignInWords> words,
    ILogger<CodeModel> log
) : PageModel
{
    public string? Return { get; private set; }
    public bool HasApp { get; private set; }

    public async Task<IActionResult> OnGet([FromQuery(Name = "return")] string? asked)
    {
        if (await HalfWay.Who(HttpContext) is not { } account)
            return Redirect(SignInSession.With(Url, SiteLinks.SignIn, asked));
        (Return, HasApp) = (asked, account.AuthenticatorConfirmed);
        return Page();
    }

    public async Task<IActionResult> OnPost([FromForm] string? code, [FromQuery(Name = "return")] string? asked, CancellationToken stop)
    {
        if (await HalfWay.Who(HttpContext) is not { AuthenticatorConfirmed: true } account)
            return Redirect(SignInSession.With(Url, SiteLinks.SignIn, asked));
        (Return, HasApp) = (asked, true);
        var answer =
            string.IsNullOrWhiteSpace(code) ? CodeAnswer.Wrong
            : keys.Open(account.Id, account.AuthenticatorKey) is { } key
                ? await step.TakeCode(account.Id, key, code, await Known(account, stop), stop)
            : CodeAnswer.Wrong;
        if (answer is CodeAnswer.Right)
        {
            await signIn.LetIn(HttpContext, account, await HalfWay.With(HttpContext, SignInWay.PasswordAndCode), stop);
            return Redirect(await signIn.After(Url, account.Id, asked, stop));
        }
        log.LogWarning("A code of the app was refused: {Answer} (account {Account})", answer, account.Id);
        ModelState.AddModelError("code", words[answer is CodeAnswer.Wait ? "Code.Wait" : "Code.Wrong"]);
        return Page();
    }

    private Task<byte[]?> Known(Accounts.Account account, CancellationToken stop) =>
        places.Find(account.NormalizedEmail, KnownBrowser.Place(HttpContext), stop);
}
