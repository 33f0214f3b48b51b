using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace Fosse.Web.Hosting;

/// <summary>Limits how often one address may ask a face.</summary>
internal static class VisitorLimits
{
    internal static void Set(RateLimiterOptions options, RateLimits limits)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = static (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))
                .ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, (Faces Face, string Who)>(context =>
        {
            var who = context.Connection.RemoteIpAddress;
            var free =
                context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal)
                || context.Features.Get<IStatusCodeReExecuteFeature>() is not null
                || context.Features.Get<IExceptionHandlerFeature>() is not null
                || (limits.ExemptLoopback && who is not null && IPAddress.IsLoopback(who));
            if (free)
                return RateLimitPartition.GetNoLimiter((Faces.None, ""));
            var face = FaceOf(context);
            return RateLimitPartition.GetTokenBucketLimiter((face, Name(who)), _ => Bucket(limits.Of(face)));
        });
    }

    private static TokenBucketRateLimiterOptions Bucket(RateLimit limit)
    {
        // At least one permit a period, and the period long enough for the pace to hold.
        var perSecond = limit.PermitPerMinute / 60;
        return new()
        {
            TokenLimit = limit.Burst,
            TokensPerPeriod = Math.Max(1, perSecond),
            ReplenishmentPeriod = perSecond >= 1 ? TimeSpan.FromSeconds(1) : TimeSpan.FromMinutes(1) / limit.PermitPerMinute,
            QueueLimit = 0,
        };
    }

    private static Faces FaceOf(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<OfFace>()?.Face
        ?? (context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) ? Faces.Api : Faces.Public);

    // One household or office has a whole /64 of IPv6 to itself.
    internal static string Name(IPAddress? address)
    {
        if (address is null)
            return "unknown";
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4().ToString();
        return address.AddressFamily is AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }
}
