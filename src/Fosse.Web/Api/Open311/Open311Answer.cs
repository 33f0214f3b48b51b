using System.Security.Cryptography;
using Fosse.Exchange.Open311;
using Microsoft.AspNetCore.Http;

namespace Fosse.Web.Api.Open311;

/// <summary>An answer in the format that was asked for. What anybody may see is kept for a minute; what a key was shown for is kept
/// nowhere.</summary>
internal sealed class Open311Answer(SparkDocument document, SparkFormat format, int status = StatusCodes.Status200OK, bool forAll = false)
    : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var bytes = SparkWriter.Write(document, format);
        response.StatusCode = status;
        response.Headers.CacheControl = "no-store";
        if (forAll)
        {
            var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"";
            (response.Headers.CacheControl, response.Headers.ETag) = ("public, max-age=60", $"W/{tag}");
            if (
                request.Headers.IfNoneMatch.Any(sent =>
                    sent is not null && sent.Split(',', StringSplitOptions.TrimEntries).Any(t => t == $"W/{tag}" || t == tag)
                )
            )
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }
        response.ContentType = SparkWriter.ContentType(format);
        response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(request.Method))
            await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }

    /// <summary>The errors, under the status of the gravest: a wrong key hides what else is wrong.</summary>
    public static Open311Answer Refused(IReadOnlyList<Open311Error> errors, SparkFormat format) =>
        new(
            Open311Results.Errors(errors),
            format,
            errors.Any(e => e.Code == 403) ? 403
                : errors.Any(e => e.Code == 404) ? 404
                : errors.Any(e => e.Code == 415) ? 415
                : 400
        );
}
