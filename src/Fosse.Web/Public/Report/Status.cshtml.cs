using Fosse.Accountability.Subjects;
using Fosse.Reporting;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Public.Report;

/// <summary>Asks for the reference and the code. Wrong ones get the same words, whether there is such a report or not.</summary>
[MadeAnew, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class StatusModel(ReporterDesk desk, StatusTicket ticket, IStringLocalizer<ReportWords> words) : PageModel
{
    private const int Longest = 60;

    public async Task<IActionResult> OnPost([FromForm] string? reference, [FromForm] string? secret, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(reference))
            ModelState.AddModelError("reference", words["Status.NoReference"]);
        if (string.IsNullOrWhiteSpace(secret))
            ModelState.AddModelError("secret", words["Status.NoCode"]);
        if (!ModelState.IsValid)
            return Page();
        var (said, code) = (reference!.Trim(), secret!.Trim());
        if (said.Length > Longest || code.Length > Longest || await desk.Open(said, code, stop) is not { } report)
        {
            ModelState.AddModelError("reference", words["Status.Wrong"]);
            return Page();
        }
        await ticket.Hold(report.Reference, code, stop);
        return LocalRedirect(ReportLinks.Read);
    }
}
