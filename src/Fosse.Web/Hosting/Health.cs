using System.Data.Common;
using Fosse.Foundation;
using Fosse.Publishing;
using Fosse.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Web.Hosting;

/// <summary>Whether the host can serve, in words that give nothing away.</summary>
/// <param name="Database">reachable or unreachable</param>
/// <param name="Schema">current, behind or unknown</param>
/// <param name="Figures">loaded or not loaded</param>
internal sealed record Readiness(string Database, string Schema, string Figures)
{
    internal bool Ready => this is { Database: "reachable", Schema: "current", Figures: "loaded" };
}

/// <summary>Answers the machine that watches over this one.</summary>
internal static class Health
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").AllowAnonymous().DisableRateLimiting();
        health.MapGet("/live", (HttpContext context) => NotStored(context, Results.Text("alive")));
        health.MapGet(
            "/ready",
            async (HttpContext context, SafetyDb db, SchemaUpdate update, PublishedFigures figures, CancellationToken stop) =>
            {
                var state = await Ask(db, update, figures, stop);
                return NotStored(
                    context,
                    Results.Json(state, statusCode: state.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable)
                );
            }
        );
    }

    private static IResult NotStored(HttpContext context, IResult result)
    {
        context.Response.Headers.CacheControl = "no-store";
        return result;
    }

    private static async Task<Readiness> Ask(SafetyDb db, SchemaUpdate update, PublishedFigures figures, CancellationToken stop)
    {
        try
        {
            await db.Database.OpenConnectionAsync(stop);
        }
        catch (DbException)
        {
            return new("unreachable", "unknown", "not loaded");
        }
        try
        {
            if (!await update.IsCurrent(stop))
                return new("reachable", "behind", "not loaded");
            await figures.Now(stop);
            return new("reachable", "current", "loaded");
        }
        catch (DbException)
        {
            // Tables are missing: nobody has brought the database up yet.
            return new("reachable", "behind", "not loaded");
        }
        catch (SchemaRefused)
        {
            return new("reachable", "unknown", "not loaded");
        }
    }
}
