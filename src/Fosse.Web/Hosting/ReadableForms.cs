using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Fosse.Web.Hosting;

/// <summary>Forms come as browsers send them, in UTF-8. Others are refused before anything reads them, and the page that says so does not
/// try to read them again.</summary>
internal static class ReadableForms
{
    private static readonly string[] Known = ["utf-8", "utf8", "us-ascii"];

    public static async Task Only(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (request.ContentType is { Length: > 0 } sent && !IsReadable(sent))
        {
            request.ContentType = null;
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }
        try
        {
            await next(context);
        }
        catch
        {
            request.ContentType = null; // the page for errors must not fail on what failed here
            throw;
        }
    }

    private static bool IsReadable(string sent) =>
        MediaTypeHeaderValue.TryParse(sent, out var type)
        && (
            !type.Charset.HasValue
            || Known.Contains(HeaderUtilities.RemoveQuotes(type.Charset).ToString(), StringComparer.OrdinalIgnoreCase)
        );
}
