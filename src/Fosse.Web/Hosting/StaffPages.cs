using Fosse.Accounts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fosse.Web.Hosting;

/// <summary>What holds for every answer of a face of staff: it is kept nowhere, and given under the site's own name alone, over https where
/// the name says so.</summary>
internal sealed class StaffPages(IOptions<SignInOptions> options, ILogger<StaffPages> log) : IMiddleware
{
    private readonly Uri? own = options.Value.Address is { Length: > 0 } address ? new(address) : null;

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<OfFace>() is not { } of || (of.Face & Faces.Staff) == 0)
            return next(context);
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        // A made-up host would get into addresses that are handed on, and a passkey belongs to the name.
        if (own is not null && !string.Equals(context.Request.Host.Value, own.Authority, StringComparison.OrdinalIgnoreCase))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }
        if (own?.Scheme == Uri.UriSchemeHttps && !context.Request.IsHttps)
        {
            log.LogWarning(
                "A page of staff was asked for without https and refused; if the web server in front has https, name it in Web:Proxies"
            );
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }
        return next(context);
    }
}
