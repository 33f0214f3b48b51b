using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Fosse.Publishing;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Hosting;

/// <summary>Put on a page or an endpoint whose answer depends on more than the published figures: it is made anew each time.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class MadeAnewAttribute : Attribute;

/// <summary>
/// Gives a request the figures it answers from, and answers "not modified" before a page is rendered:
/// same build, same data, same agencies and teams, same address means same answer.
/// </summary>
internal sealed class Freshness(PublishedFigures figures, StandingNow standing) : IMiddleware
{
    private static readonly string Build = typeof(Freshness).Assembly.ManifestModule.ModuleVersionId.ToString("n");

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        // The page about a failure must not ask again what has just failed.
        var failed = context.Features.Get<IExceptionHandlerFeature>() is not null;
        if (context.GetEndpoint()?.Metadata.GetMetadata<OfFace>() is not { } of || failed)
        {
            await next(context);
            return;
        }
        var held = await figures.Now(context.RequestAborted);
        context.Features.Set(held);
        if (!IsKept(context, of))
        {
            if (IsStaffs(context))
                context.Response.Headers.CacheControl = "private, no-store";
            await next(context);
            return;
        }
        var stands = await standing.Edition(context.RequestAborted);
        context.Features.Set(new StandingEdition(stands));
        var tag = Tag(context, held.DataVersion, stands);
        if (
            context.Request.Headers.IfNoneMatch.Any(sent =>
                sent is not null && sent.Split(',', StringSplitOptions.TrimEntries).Contains(tag)
            )
        )
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            Mark(context.Response, tag);
            return;
        }
        context.Response.OnStarting(() =>
        {
            if (context.Response.StatusCode == StatusCodes.Status200OK && !context.Response.Headers.ContainsKey("Set-Cookie"))
                Mark(context.Response, tag);
            return Task.CompletedTask;
        });
        await next(context);
    }

    /// <summary>True where the answer follows from the address, the published figures and who answers alone.</summary>
    internal static bool IsKept(HttpContext context, OfFace? of) =>
        of?.Face is Faces.Public or Faces.Api
        && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        && context.GetEndpoint()?.Metadata.GetMetadata<MadeAnewAttribute>() is null
        && context.Features.Get<IStatusCodeReExecuteFeature>() is null
        && !IsStaffs(context);

    /// <summary>A page for somebody who brings the cookie of a session: it shows the way back to work, and is kept for nobody. Whose it is,
    /// or whether it still counts, a page for everyone does not ask.</summary>
    internal static bool IsStaffs(HttpContext context) => IsPage(context) && SessionCookie.Read(context.Request) is { Length: > 0 };

    internal static bool IsPage(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>() is not null;

    // A form puts its own "no-store", which stays.
    private static void Mark(HttpResponse response, string tag)
    {
        if (response.Headers.CacheControl.Count > 0)
            return;
        response.Headers.CacheControl = "public, max-age=60";
        response.Headers.ETag = tag;
    }

    private static string Tag(HttpContext context, int version, string stands)
    {
        var of = string.Join(
            '\n',
            Build,
            version.ToString(CultureInfo.InvariantCulture),
            stands,
            CultureInfo.CurrentUICulture.Name,
            context.Request.Path.Value,
            context.Request.QueryString.Value,
            context.Request.Headers.Accept.ToString()
        );
        return $"W/\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(of)).AsSpan(0, 12))}\"";
    }
}
