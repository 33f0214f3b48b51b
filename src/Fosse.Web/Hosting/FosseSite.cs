using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Intake.Requests;
using Fosse.Reporting;
using Fosse.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Web.Hosting;

/// <summary>The web host of one county.</summary>
public static class FosseSite
{
    private static readonly FaceRoutes[] OwnRoutes =
    [
        new(Faces.Public, Public.Search.SearchEndpoints.Map),
        new(Faces.Public, Public.Map.MapEndpoints.Map),
        new(Faces.Api, Api.Open311.Open311Endpoints.Map),
        new(Faces.Api, Api.ApiDescription.Map),
    ];

    /// <summary>Makes the host, not yet started, on a database that is already brought up to this build.</summary>
    /// <param name="args">Settings as on a command line: <c>--urls=http://127.0.0.1:5000 --Faces=Api</c>.</param>
    /// <param name="configure">Has the last word about settings and what is registered.</param>
    public static WebApplication Build(string[] args, DatabaseAddress address, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions
            {
                Args = args,
                ApplicationName = typeof(FosseSite).Assembly.GetName().Name,
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        // The same names as every other command takes; what the command line says still wins.
        builder.Configuration.AddEnvironmentVariables("FOSSE_").AddCommandLine(args);
        Assets.Find(builder);
        builder.Services.AddFosse(address).AddEvidence().AddIntake();
        configure?.Invoke(builder);
        var faces = builder.Configuration.GetValue("Faces", Faces.Default);
        builder.AddServing().AddPages(faces);
        // The role of the public face may not do what jobs do, so a host that takes it on leaves them to others, whatever its Faces say.
        if ((faces & Faces.Worker) != 0 && builder.Configuration["Storage:Role"] != "fosse_public")
            builder.Services.AddBackgroundWork();

        var app = builder.Build();
        Answer(app);
        Map(app, faces);
        return app;
    }

    // In the order in which a request meets them.
    private static void Answer(WebApplication app)
    {
        if (app.Configuration.GetSection("Web:Proxies").GetChildren().Any())
            app.UseForwardedHeaders();
        app.UseMiddleware<RequestLog>();
        app.Use(StrictHeaders.Put);
        app.Use(OnlyKnownMethods);
        app.Use(PassingForm.Put);
        app.Use(LineEnds.Put);
        app.UseResponseCompression();
        app.UseExceptionHandler(
            new ExceptionHandlerOptions { ExceptionHandlingPath = SiteLinks.Error("500").AsPath(), SuppressDiagnosticsCallback = _ => true }
        );
        app.UseStatusCodePagesWithReExecute(SiteLinks.Error("{0}").AsPath());
        app.Use(ReadableForms.Only);
        app.UseRouting();
        app.Use(RequestLog.Remember);
        app.UseRequestLocalization();
        app.Use(Assets.KeepForEver);
        app.UseRateLimiter();
        app.Use(UnknownIsNotFound);
        app.UseMiddleware<StaffPages>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<Freshness>();
        app.UseOutputCache();
    }

    private static void Map(WebApplication app, Faces faces)
    {
        Assets.Map(app);
        Health.Map(app);
        app.MapRazorPages();
        foreach (var (face, map) in OwnRoutes.Concat(app.Services.GetServices<FaceRoutes>()))
        {
            if ((faces & face) == 0)
                continue;
            var group = app.MapGroup("").WithMetadata(new OfFace(face));
            if (face is Faces.Public or Faces.Api)
                group.AllowAnonymous();
            map(group);
        }
    }

    // Nothing here is changed by PUT or DELETE; a page would otherwise be shown to whatever it was asked with.
    private static Task OnlyKnownMethods(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Method is "GET" or "HEAD" or "POST")
            return next(context);
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = "GET, HEAD, POST";
        return Task.CompletedTask;
    }

    // The policy that refuses by default would otherwise also answer for addresses that nothing is behind.
    private static Task UnknownIsNotFound(HttpContext context, RequestDelegate next)
    {
        if (
            context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
            && context.Features.Get<IStatusCodePagesFeature>() is { } pages
        )
            pages.Enabled = false;
        switch (context.GetEndpoint())
        {
            case null:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            case not RouteEndpoint and { RequestDelegate: { } refusal }:
                return refusal(context); // the framework's own "wrong method" and its like
            default:
                return next(context);
        }
    }
}
