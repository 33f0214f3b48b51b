using Microsoft.AspNetCore.Http;

namespace Fosse.Web.Hosting;

/// <summary>Headers on every answer, errors too: nothing from elsewhere, nothing inline, in nobody's frame.</summary>
internal static class StrictHeaders
{
    private const string Content =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "worker-src 'self'; "
        + "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    // What somebody handed in may do nothing at all, even where a browser is made to show it.
    private const string Download = "sandbox; default-src 'none'; frame-ancestors 'none'";

    private const string Permissions =
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(self), "
        + "gyroscope=(), "
        + "magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(self), "
        + "screen-wake-lock=(), usb=(), xr-spatial-tracking=()";

    internal static Task Put(HttpContext context, RequestDelegate next)
    {
        // At the start of the answer, because the error page begins with the headers cleared.
        context.Response.OnStarting(
            static state =>
            {
                var context = (HttpContext)state;
                var headers = context.Response.Headers;
                headers.ContentSecurityPolicy = headers
                    .ContentDisposition.ToString()
                    .StartsWith("attachment", StringComparison.OrdinalIgnoreCase)
                    ? Download
                    : Content;
                headers["Permissions-Policy"] = Permissions;
                headers["Referrer-Policy"] = "same-origin";
                headers.XContentTypeOptions = "nosniff";
                headers.XFrameOptions = "DENY"; // for browsers that do not know frame-ancestors
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                headers["Cross-Origin-Resource-Policy"] = "same-origin";
                if (context.Request.IsHttps)
                    headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
                if (IsText(context.Response.ContentType))
                    context.Response.ContentType += "; charset=utf-8";
                // Data is for programs: a browser that is led to it saves it, and shows nothing.
                if (IsData(context.Response.ContentType) && headers.ContentDisposition.Count == 0)
                    headers.ContentDisposition = "attachment; filename=\"data.json\"";
                return Task.CompletedTask;
            },
            context
        );
        return next(context);
    }

    private static bool IsText(string? type) =>
        type is not null
        && (type.StartsWith("text/", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+xml", StringComparison.OrdinalIgnoreCase))
        && !type.Contains("charset", StringComparison.OrdinalIgnoreCase);

    private static bool IsData(string? type) =>
        type is not null
        && (
            type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase)
            || type.StartsWith("application/geo+json", StringComparison.OrdinalIgnoreCase)
        );
}
