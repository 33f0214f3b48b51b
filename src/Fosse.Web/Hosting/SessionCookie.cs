using Microsoft.AspNetCore.Http;

namespace Fosse.Web.Hosting;

/// <summary>The cookie that holds a session's secret. Over https its name binds it to this host alone.</summary>
internal static class SessionCookie
{
    internal const string Plain = SiteCookies.Session,
        Secure = SiteCookies.Host + SiteCookies.Session;

    internal static string? Read(HttpRequest request) => request.Cookies[Name(request)];

    internal static void Write(HttpContext context, string secret) =>
        context.Response.Cookies.Append(Name(context.Request), secret, Options(context.Request));

    internal static void Remove(HttpContext context) => context.Response.Cookies.Delete(Name(context.Request), Options(context.Request));

    private static string Name(HttpRequest request) => request.IsHttps ? Secure : Plain;

    // Lax, for somebody who follows a link in a mail to a page of work is to arrive there.
    private static CookieOptions Options(HttpRequest request) =>
        new()
        {
            HttpOnly = true,
            Secure = request.IsHttps,
            SameSite = SameSiteMode.Lax,
            Path = "/",
            IsEssential = true,
        };
}
