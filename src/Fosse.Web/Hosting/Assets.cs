using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Fosse.Web.Hosting;

/// <summary>Style sheet, scripts and typefaces: from the source tree in a build, from wwwroot in a published folder, wherever it is
/// started.</summary>
internal static class Assets
{
    // The program's list covers this project's; the other is there when the program is not, as in a test.
    private static readonly string[] Lists = ["fosse", "Fosse.Web"];

    internal static void Find(WebApplicationBuilder builder)
    {
        if (Existing("staticwebassets.runtime.json") is not { } list)
            return;
        builder.WebHost.UseSetting(WebHostDefaults.StaticWebAssetsKey, list);
        builder.WebHost.UseStaticWebAssets();
    }

    internal static void Map(WebApplication app)
    {
        if (Existing("staticwebassets.endpoints.json") is { } list)
            app.MapStaticAssets(list).AllowAnonymous();
    }

    /// <summary>An address that carries the content's hash never changes its content.</summary>
    internal static Task KeepForEver(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal) && context.Request.Query.ContainsKey("v"))
        {
            context.Response.OnStarting(() =>
            {
                if (context.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified)
                    context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                return Task.CompletedTask;
            });
        }
        return next(context);
    }

    private static string? Existing(string ending) =>
        Lists.Select(name => Path.Combine(AppContext.BaseDirectory, $"{name}.{ending}")).FirstOrDefault(File.Exists);
}
