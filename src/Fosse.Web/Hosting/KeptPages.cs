using System.Globalization;
using Fosse.Publishing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;

namespace Fosse.Web.Hosting;

/// <summary>Keeps rendered public pages until the figures change, so that a busy place page costs one rendering.</summary>
internal sealed class KeptPages : IOutputCachePolicy
{
    private static readonly TimeSpan For = TimeSpan.FromMinutes(10);

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var http = context.HttpContext;
        if (
            http.Features.Get<CountyFigures>() is not { } held
            || !Freshness.IsPage(http)
            || !Freshness.IsKept(http, http.GetEndpoint()?.Metadata.GetMetadata<OfFace>())
        )
            return ValueTask.CompletedTask;
        context.EnableOutputCaching = context.AllowCacheLookup = context.AllowCacheStorage = context.AllowLocking = true;
        context.ResponseExpirationTimeSpan = For;
        // As it was sent: the framework would put repeated values into an order of its own.
        context.CacheVaryByRules.QueryKeys = default;
        context.CacheVaryByRules.VaryByValues["query"] = http.Request.QueryString.Value ?? "";
        context.CacheVaryByRules.VaryByValues["data"] = held.DataVersion.ToString(CultureInfo.InvariantCulture);
        context.CacheVaryByRules.VaryByValues["standing"] = http.Features.Get<StandingEdition>()?.Of ?? "";
        context.CacheVaryByRules.VaryByValues["language"] = CultureInfo.CurrentUICulture.Name;
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        // A cookie, or a form with its token, is one visitor's.
        if (
            response.StatusCode != StatusCodes.Status200OK
            || response.Headers.ContainsKey("Set-Cookie")
            || response.Headers.CacheControl.ToString().Contains("no-store", StringComparison.Ordinal)
        )
            context.AllowCacheStorage = false;
        return ValueTask.CompletedTask;
    }
}
