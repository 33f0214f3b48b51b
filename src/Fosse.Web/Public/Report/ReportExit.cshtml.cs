using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Public.Report;

/// <summary>Leaves at once: what was written and the open status page are gone, and the browser shows something harmless.</summary>
[MadeAnew, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ReportExit(Journey journey, StatusTicket status) : PageModel
{
    internal const string Elsewhere = "https://www.bbc.co.uk/weather";

    public IActionResult OnGet() => LocalRedirect(ReportLinks.Start);

    public async Task OnPost(CancellationToken stop)
    {
        await status.Forget(stop);
        Response.Headers["Clear-Site-Data"] = "\"cache\""; // no page of before comes back from the browser's memory
        await journey.Clear(stop);
    }

    /// <summary>The same for whoever shares this device and stays.</summary>
    public async Task<IActionResult> OnPostForget(CancellationToken stop)
    {
        await OnPost(stop);
        return LocalRedirect(ReportLinks.Cleared);
    }
}
