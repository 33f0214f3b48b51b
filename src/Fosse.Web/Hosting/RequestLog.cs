using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Fosse.Web.Hosting;

/// <summary>One line a request: the route's template and never the path, for a path can name a person's street.</summary>
internal sealed class RequestLog(ILogger<RequestLog> log) : IMiddleware
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var endpoint = context.Features.Get<IStatusCodeReExecuteFeature>()?.Endpoint ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? context.GetEndpoint();
            log.LogInformation("{Method} {Route} {Status} in {Milliseconds:0.0} ms", Method(context.Request.Method),
                (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "none", context.Response.StatusCode, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
    }

    // The method is the visitor's text too.
    private static string Method(string sent) => sent is "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS" ? sent : "other";
}

/// <summary>Logs a failure by its type and trace; its message may hold what somebody wrote.</summary>
internal sealed class FailureLog(ILogger<FailureLog> log) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var at = new StackTrace(exception).GetFrame(0)?.GetMethod();
        log.LogError("{Failure} at {Type}.{Method} in {Route}, trace {Trace}", exception.GetType().FullName, at?.DeclaringType?.FullName, at?.Name,
            ((httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? httpContext.GetEndpoint()) as RouteEndpoint)?.RoutePattern.RawText, Activity.Current?.TraceId.ToString() ?? httpContext.TraceIdentifier);
        return ValueTask.FromResult(false);
    }
}
