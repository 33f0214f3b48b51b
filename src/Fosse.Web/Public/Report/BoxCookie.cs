using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Http;

namespace Fosse.Web.Public.Report;

/// <summary>
/// A cookie of somebody who reports. Over https its name binds it to this host and to every path, so that no other one can be laid beside
/// it. Where two of one name come, one was put there by somebody else: neither is read, and both are taken away.
/// </summary>
internal static class BoxCookie
{
    public static string? Read(HttpContext context, string name)
    {
        var own = Name(context.Request, name);
        if (Count(context.Request, own) < 2)
            return context.Request.Cookies[own];
        // The longer path last: what is deleted takes back what was set before it under a path that begins with its own.
        context.Response.Cookies.Delete(own, With(context.Request, "/"));
        context.Response.Cookies.Delete(own, With(context.Request, ReportLinks.Start.AsPath()));
        return null;
    }

    public static void Write(HttpContext context, string name, string value) =>
        context.Response.Cookies.Append(Name(context.Request, name), value, Options(context.Request));

    public static void Remove(HttpContext context, string name) =>
        context.Response.Cookies.Delete(Name(context.Request, name), Options(context.Request));

    private static string Name(HttpRequest request, string name) => request.IsHttps ? SiteCookies.Host + name : name;

    private static CookieOptions Options(HttpRequest request) => With(request, request.IsHttps ? "/" : ReportLinks.Start.AsPath());

    private static int Count(HttpRequest request, string name) =>
        request
            .Headers.Cookie.SelectMany(header => (header ?? "").Split(';'))
            .Count(pair => pair.AsSpan().TrimStart().StartsWith($"{name}=", StringComparison.Ordinal));

    private static CookieOptions With(HttpRequest request, string path) =>
        new()
        {
            HttpOnly = true,
            Secure = request.IsHttps,
            SameSite = SameSiteMode.Strict,
            Path = path,
            IsEssential = true,
        };
}
