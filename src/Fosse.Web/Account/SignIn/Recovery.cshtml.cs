using Fosse.Accounts;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;

namespace Fosse.Web.Account.SignIn;

/// <summary>The second step for somebody whose phone is not at hand: one of the codes they put away.</summary>
[AllowAnonymous]
internal sealed class RecoveryModel(
    SecondStep step,
    KnownPlaces places,
    SignInSession signIn,
    IStringLocalizer<SignInWords> words,
    ILogger<RecoveryModel> log
) : PageModel
{
    public async Task<IActionResult> OnGet([FromQuery(Name = "return")] string? asked) =>
        await HalfWay.Who(HttpContext) is null ? Redirect(SignInSession.With(Url, SiteLinks.SignIn, asked)) : Page();

    public async Task<IActionResult> OnPost([FromForm] string? code, [FromQuery(Name = "return")] string? asked, CancellationToken stop)
    {
        if (await HalfWay.Who(HttpContext) is not { } account)
            return Redirect(SignInSession.With(Url, SiteLinks.SignIn, asked));
        var known = await places.Find(account.NormalizedEmail, KnownBrowser.Place(HttpContext), stop);
        var answer = string.IsNullOrWhiteSpace(code) ? CodeAnswer.Wrong : await step.TakeRecoveryCode(account.Id, code, known, stop);
        if (answer is CodeAnswer.Right)
        {
            await signIn.LetIn(HttpContext, account, await HalfWay.With(HttpContext, SignInWay.PasswordAndRecoveryCode), stop);
            return Redirect(await signIn.After(Url, account.Id, asked, stop));
        }
        log.LogWarning("A recovery code was refused: {Answer} (account {Account})", answer, account.Id);
        ModelState.AddModelError("code", words[answer is CodeAnswer.Wait ? "Code.Wait" : "Recovery.Wrong"]);
        return Page();
    }
}
