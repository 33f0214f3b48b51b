using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Logging;

namespace Fosse.Web.Account.Provider;

/// <summary>Sends somebody to their agency's own provider of sign-in. A link and no form, because the content policy lets no form lead
/// elsewhere.</summary>
[AllowAnonymous]
internal sealed class StartModel(AgencyProviders providers, IDataProtectionProvider protection, ILogger<StartModel> log) : PageModel
{
    public async Task<IActionResult> OnGet(string name, [FromQuery(Name = "return")] string? asked, CancellationToken stop)
    {
        if (providers.Named(name) is not { } provider)
            return NotFound();
        var journey = ProviderJourney.Begin(provider.Settings.Name, asked);
        try
        {
            var address = await provider.AddressToAsk(journey, providers.Back(Request, provider), stop);
            journey.Keep(HttpContext, protection);
            return Redirect(address);
        }
        catch (Exception e) when (e is InvalidOperationException or HttpRequestException or IOException)
        {
            log.LogWarning("The provider of an agency does not answer: {Failure}", e.GetType().Name);
            return Redirect(Url.Content(SiteLinks.SignIn + "?provider=failed"));
        }
    }
}
