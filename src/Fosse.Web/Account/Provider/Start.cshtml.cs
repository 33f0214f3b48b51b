using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Logging;

namespace Fosse.Web.Account.Provider;

/// <summary>Sends somebody to their agency's own provider of sign-in. A link and no form, because the content policy lets no form lead
/// elsewhere.</summary>
[AllowAnonymous]
internal sealed class StartModel(AgencyProviders providers, ILogger<StartModel> log) : PageModel
{
    public async Task<IActionResult> OnGet(string name, [FromQuery(Name = "return")] string? asked)
    {
        if (providers.Named(name) is not { } provider)
            return NotFound();
        var journey = new AuthenticationProperties { RedirectUri = Url.Content(SiteLinks.SignIn) };
        journey.SetString(ProviderAnswers.Return, asked);
        try
        {
            await HttpContext.ChallengeAsync(AgencyProviders.SchemeOf(provider), journey);
            return new EmptyResult();
        }
        catch (Exception e) when (e is InvalidOperationException or HttpRequestException or IOException)
        {
            log.LogWarning("The provider of an agency does not answer: {Failure}", e.GetType().Name);
            return Redirect(Url.Content(SiteLinks.SignIn + "?provider=failed"));
        }
    }
}
