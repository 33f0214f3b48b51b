using Fosse.Administration;
using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Admin.Agencies;

public sealed class AgencyModel(SafetyDb db, CountyClock clock) : PageModel
{
    public Agency Agency { get; private set; } = null!;
    public IReadOnlyList<TeamRow> Teams { get; private set; } = [];
    public DateOnly Today => clock.Today;

    public async Task<IActionResult> OnGet(Guid id, CancellationToken stop)
    {
        if (await db.AgencyOf(id, stop) is not { } agency)
            return NotFound();
        (Agency, Teams) = (agency, await db.TeamsOf(id, clock.Today, stop));
        return Page();
    }
}
