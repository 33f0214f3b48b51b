using Fosse.Accounts;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Http;

namespace Fosse.Web.Account;

/// <summary>The cookie by which a browser is known again. It lets nobody in.</summary>
internal static class KnownBrowser
{
    private const string Plain = SiteCookies.Known,
        Secure = SiteCookies.Host + SiteCookies.Known;

    private const int Longest = 100;

    /// <summary>Where this request comes from.</summary>
    internal static SignInPlace Place(HttpContext context) =>
        new(
            VisitorLimits.Name(context.Connection.RemoteIpAddress),
            context.Request.Cookies[Name(context.Request)] is { Length: > 0 and <= Longest } held ? held : null
        );

    internal static void Write(HttpContext context, string secret) =>
        context.Response.Cookies.Append(
            Name(context.Request),
            secret,
            new()
            {
                HttpOnly = true,
                Secure = context.Request.IsHttps,
                SameSite = SameSiteMode.Strict,
                Path = "/",
                IsEssential = true,
                MaxAge = SiteCookies.KnownFor,
            }
        );

    private static string Name(HttpRequest request) => request.IsHttps ? Secure : Plain;
}
