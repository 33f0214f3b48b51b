using System.Diagnostics;
using Fosse.Foundation;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Fosse.Web.Hosting;

/// <summary>One line a request: the route's template and never the path, for a path can name a person's street.</summary>
internal sealed class RequestLog(ILogger<RequestLog> log) : IMiddleware
{
    private static readonly object FirstRoute = new();

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var began = Stopwatch.GetTimestamp();
        var method = Method(context.Request.Method);
        using var activity = Activities.Source.StartActivity(method, ActivityKind.Server);
        try
        {
            await next(context);
        }
        finally
        {
            var route = Route(context);
            var status = context.Response.StatusCode;
            log.LogInformation(
                "{Method} {Route} {Status} in {Milliseconds:0.0} ms",
                method,
                route,
                status,
                Stopwatch.GetElapsedTime(began).TotalMilliseconds
            );
            if (activity is not null)
            {
                activity.DisplayName = $"{method} {route}";
                activity.SetTag("http.request.method", method).SetTag("http.route", route).SetTag("http.response.status_code", status);
                if (status >= StatusCodes.Status500InternalServerError)
                    activity.SetStatus(ActivityStatusCode.Error);
            }
        }
    }

    /// <summary>Keeps the route that a request came to first: the page about a failure is reached by a second one.</summary>
    internal static Task Remember(HttpContext context, RequestDelegate next)
    {
        context.Items.TryAdd(
            FirstRoute,
            context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } template } ? $"/{template.TrimStart('/')}" : "none"
        );
        return next(context);
    }

    internal static string Route(HttpContext context) => context.Items[FirstRoute] as string ?? "none";

    // The method is the visitor's text too.
    private static string Method(string sent) =>
        sent is "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS" ? sent : "other";
}

/// <summary>Logs a failure by its type and trace; its message may hold what somebody wrote.</summary>
internal sealed class FailureLog(ILogger<FailureLog> log) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var at = new StackTrace(exception).GetFrame(0)?.GetMethod();
        log.LogError(
            "{Failure} at {Type}.{Method} in {Route}, trace {Trace}",
            exception.GetType().FullName,
            at?.DeclaringType?.FullName,
            at?.Name,
            RequestLog.Route(httpContext),
            Activity.Current?.TraceId.ToString() ?? httpContext.TraceIdentifier
        );
        return ValueTask.FromResult(false);
    }
}
