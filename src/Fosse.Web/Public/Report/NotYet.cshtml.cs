using Fosse.Foundation;
using Fosse.Reporting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Public.Report;

/// <summary>Where nobody could answer a report yet: whom to ring, and what works.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class NotYetModel(SafetyDb db, StandingRules standing) : PageModel
{
    public async Task<IActionResult> OnGet(CancellationToken stop) =>
        await standing.SomebodyAnswers(db, stop) ? LocalRedirect(ReportLinks.Start) : Page();
}
