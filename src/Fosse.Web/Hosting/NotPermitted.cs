using Fosse.Foundation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Fosse.Web.Hosting;

/// <summary>What the roles do not let somebody see is answered as if the policy of the page had said so.</summary>
internal sealed class NotPermitted : IExceptionFilter
{
    public void OnException(ExceptionContext context)
    {
        if (context.Exception is NotPermittedException)
            (context.Result, context.ExceptionHandled) = (new ForbidResult(), true);
    }
}
