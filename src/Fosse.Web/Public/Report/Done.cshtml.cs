using Fosse.Accountability.Subjects;
using Fosse.Reporting;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Public.Report;

/// <summary>The reference, and once the code: whoever uses the browser next finds that it was shown, and not what it is.</summary>
[MadeAnew, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class DoneModel(Journey journey, ReporterDesk desk, StatusTicket ticket) : PageModel
{
    public string Reference { get; private set; } = "";

    /// <summary>None where it has been shown.</summary>
    public string? Code { get; private set; }

    /// <summary>What opens the report from this page, which shows the code already, to nobody else.</summary>
    public string? Pass { get; private set; }

    /// <summary>Until when somebody looks at it, where it does not wait for its turn.</summary>
    public DateTimeOffset? LookBy { get; private set; }

    public async Task<IActionResult> OnGet(CancellationToken stop)
    {
        if (await journey.Open(stop) is not { Sent: { } reference } receipt)
            return LocalRedirect(ReportLinks.Start + "?gone=true");
        (Reference, LookBy) = (reference, await desk.LookBy(reference, stop));
        if (receipt.ShownAt is null)
            Code = await journey.ShowOnce(reference, stop);
        Pass = Code is { } code ? ticket.Pass(reference, code) : null;
        return Page();
    }

    public async Task<IActionResult> OnPostLook([FromForm] string? pass, CancellationToken stop)
    {
        if (ticket.Passed(pass) is not { } passed || await desk.Open(passed.Reference, passed.Secret, stop) is not { } report)
            return LocalRedirect(ReportLinks.Status);
        await journey.Open(stop);
        await ticket.Hold(report.Reference, passed.Secret, stop);
        return LocalRedirect(ReportLinks.Read);
    }

    public async Task<IActionResult> OnPostForget(CancellationToken stop)
    {
        await ticket.Forget(stop);
        await journey.Clear(stop);
        return LocalRedirect(ReportLinks.Cleared);
    }
}
