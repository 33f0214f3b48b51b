using System.Text.Json;
using Fosse.Accountability.Audit;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Fosse.Web.Account.Provider;

/// <summary>Where an agency's provider sends people back. Only an account of that agency is let in, and none is ever made here.</summary>
[AllowAnonymous]
internal sealed class BackModel(
    AgencyProviders providers,
    IDataProtectionProvider protection,
    Door door,
    SafetyDb db,
    CountyClock clock,
    ILogger<BackModel> log
) : PageModel
{
    public async Task<IActionResult> OnGet(
        string name,
        string? code,
        string? state,
        [FromQuery(Name = "iss")] string? issuer,
        CancellationToken stop
    )
    {
        var journey = ProviderJourney.Take(HttpContext, protection);
        if (providers.Named(name) is not { } provider)
            return NotFound();
        if (journey is null || !journey.Answers(name, state) || code is not { Length: > 0 })
            return Failed("not asked for");
        try
        {
            var email = Accounts.Account.Normalize(await provider.WhoWas(code, issuer, journey, providers.Back(Request, provider), stop));
            var agency = provider.Settings.Agency;
            var account = await db.Set<Accounts.Account>()
                .Where(a => a.NormalizedEmail == email && db.Set<Agency>().Any(g => g.Id == a.AgencyId && g.Name == agency))
                .SingleOrDefaultAsync(stop);
            if (account is null || await db.WhoIs(account.Id, clock.Today, stop) is null)
                return Failed("no account of this agency");
            await door.LetIn(HttpContext, account, SignInWay.Provider, stop);
            return Redirect(await door.After(Url, account.Id, journey.Return, stop));
        }
        catch (ProviderRefused refused)
        {
            return Failed(refused.Message);
        }
        catch (Exception e) when (e is InvalidOperationException or HttpRequestException or IOException or JsonException)
        {
            return Failed(e.GetType().Name);
        }
    }

    // The same words whatever it was: who has no account here learns nothing about who has.
    private RedirectResult Failed(string why)
    {
        log.LogInformation("A sign-in by an agency's provider was refused: {Why}", why);
        return Redirect(Url.Content(SiteLinks.SignIn + "?provider=failed"));
    }
}
