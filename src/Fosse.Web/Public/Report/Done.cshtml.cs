using Fosse.Accountability.Subjects;
using Fosse.Reporting;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Public.Report;

/// <summary>The reference and the code, for as long as this browser has its key: a refresh shows them again.</summary>
[MadeAnew, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class DoneModel(Journey journey, ReporterDesk desk, StatusTicket ticket) : PageModel
{
    public ReportReceipt Receipt { get; private set; } = null!;

    /// <summary>Until when somebody looks at it, where it does not wait for its turn.</summary>
    public DateTimeOffset? LookBy { get; private set; }

    public async Task<IActionResult> OnGet(CancellationToken stop)
    {
        if (await journey.Open(stop) is not { Sent: { } reference })
            return LocalRedirect(ReportLinks.Start + "?gone=true");
        Receipt = new(reference, journey.Ticket!.Key.Secret(reference));
        LookBy = await desk.LookBy(reference, stop);
        return Page();
    }

    /// <summary>Opens it in this browser as its code would: this page shows the code already, to nobody else.</summary>
    public async Task<IActionResult> OnPostLook(CancellationToken stop)
    {
        if (await journey.Open(stop) is not { Sent: { } reference })
            return LocalRedirect(ReportLinks.Start + "?gone=true");
        var secret = journey.Ticket!.Key.Secret(reference);
        if (await desk.Open(reference, secret, stop) is not { } report)
            return LocalRedirect(ReportLinks.Status);
        ticket.Hold(report.Reference, secret);
        return LocalRedirect(ReportLinks.Read);
    }

    public async Task<IActionResult> OnPostForget(CancellationToken stop)
    {
        ticket.Forget();
        await journey.Clear(stop);
        return LocalRedirect(ReportLinks.Cleared);
    }
}
