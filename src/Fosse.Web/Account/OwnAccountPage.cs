using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Web.Account;

/// <summary>A page that changes how somebody signs in: only for who has just done so, so that a screen left open is not enough.</summary>
internal abstract class OwnAccountPage : PageModel
{
    private static readonly TimeSpan Recently = TimeSpan.FromMinutes(15);

    protected AccountSession Session => HttpContext.Features.GetRequiredFeature<AccountSession>();

    protected Task<Accounts.Account> Me(CancellationToken stop) =>
        HttpContext
            .RequestServices.GetRequiredService<SafetyDb>()
            .Set<Accounts.Account>()
            .SingleAsync(a => a.Id == Session.AccountId, stop);

    /// <summary>Who has a second step already must have passed it before they change it, or a known password would be enough to replace
    /// it.</summary>
    protected async Task<bool> MustSignInFirst(Accounts.Account account, CancellationToken stop) =>
        !Session.IsFull
        && (account.AuthenticatorConfirmed || await HttpContext.RequestServices.GetRequiredService<Door>().HasPasskey(account, stop));

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var now = context.HttpContext.RequestServices.GetRequiredService<CountyClock>().Now;
        if (now - Session.StartedAt < Recently)
            return;
        context.Result = Redirect(
            QueryHelpers.AddQueryString(
                Url.Content(SiteLinks.SignIn),
                new Dictionary<string, string?> { ["again"] = "true", ["return"] = Request.PathBase + Request.Path }
            )
        );
    }
}
