using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Fosse.Web.Hosting;

/// <summary>
/// Answers 404 where a form names what its page does not do, such as ?handler=other. The framework would draw the page
/// without having run anything that fills it.
/// </summary>
internal sealed class KnownHandlers : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (context.HandlerMethod is not null || NeedsNothing(context))
            return next();
        context.Result = new NotFoundResult();
        return Task.CompletedTask;
    }

    // A form that begins empty is drawn as it is.
    private static bool NeedsNothing(PageHandlerExecutingContext context)
    {
        var method = context.HttpContext.Request.Method;
        return (HttpMethods.IsGet(method) || HttpMethods.IsHead(method))
            && context.ActionDescriptor.HandlerMethods.All(h => !HttpMethods.IsGet(h.HttpMethod));
    }
}
