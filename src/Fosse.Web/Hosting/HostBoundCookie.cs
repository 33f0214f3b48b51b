using Microsoft.AspNetCore.Http;

namespace Fosse.Web.Hosting;

/// <summary>A cookie that the framework sets: over https its name binds it to this host alone and to every path, as those are that we set
/// ourselves. The framework asks for the name each time, within a request.</summary>
internal sealed class HostBoundCookie : CookieBuilder
{
    private static readonly HttpContextAccessor Now = new();

    private readonly string plain;

    public HostBoundCookie(string plain, SameSiteMode sameSite)
    {
        this.plain = plain;
        (Path, HttpOnly, IsEssential) = ("/", true, true);
        (SecurePolicy, SameSite) = (CookieSecurePolicy.SameAsRequest, sameSite);
    }

    public override string? Name
    {
        get => Now.HttpContext?.Request.IsHttps == true ? SiteCookies.Host + plain : plain;
        set => throw new NotSupportedException("The name of a cookie is one of SiteCookies.");
    }
}
