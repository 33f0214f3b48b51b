using System.Security.Claims;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Web.Account;

/// <summary>Somebody whose password was right, or whom their agency's provider sent, and whose code
/// is still to come: an encrypted cookie for ten minutes.</summary>
internal static class HalfWay
{
    internal const string Scheme = "HalfWay";

    private const string Stamp = "stamp",
        First = "first";

    internal static void Set(CookieAuthenticationOptions cookie, string name)
    {
        cookie.Cookie = new HostBoundCookie(name, SameSiteMode.Strict);
        cookie.ExpireTimeSpan = SiteCookies.StepFor;
        cookie.SlidingExpiration = false;
    }

    /// <param name="first">Password, or ProviderAlone.</param>
    internal static Task Begin(HttpContext context, Accounts.Account account, SignInWay first) =>
        context.SignInAsync(
            Scheme,
            new(
                new ClaimsIdentity(
                    [
                        new(ClaimTypes.NameIdentifier, account.Id.ToString()),
                        new(Stamp, account.SecurityStamp),
                        new(First, first.ToString()),
                    ],
                    Scheme
                )
            )
        );

    /// <summary>How they come in once the second step is done.</summary>
    internal static async Task<SignInWay> With(HttpContext context, SignInWay afterPassword) =>
        (await context.AuthenticateAsync(Scheme)).Principal?.FindFirstValue(First) == nameof(SignInWay.ProviderAlone)
            ? SignInWay.ProviderAndCode
            : afterPassword;

    internal static async Task<Accounts.Account?> Who(HttpContext context)
    {
        var found = (await context.AuthenticateAsync(Scheme)).Principal;
        if (!Guid.TryParse(found?.FindFirstValue(ClaimTypes.NameIdentifier), out var id))
            return null;
        var stamp = found!.FindFirstValue(Stamp);
        var (db, today) = (
            context.RequestServices.GetRequiredService<SafetyDb>(),
            context.RequestServices.GetRequiredService<CountyClock>().Today
        );
        var account = await db.Set<Accounts.Account>()
            .SingleOrDefaultAsync(a => a.Id == id && a.SecurityStamp == stamp, context.RequestAborted);
        return account is not null && await db.WhoIs(id, today, context.RequestAborted) is not null ? account : null;
    }
}
