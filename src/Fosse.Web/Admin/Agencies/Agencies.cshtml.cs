using Fosse.Administration;
using Fosse.Foundation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Admin.Agencies;

public sealed class AgenciesModel(SafetyDb db, CountyClock clock) : PageModel
{
    public PageOf<AgencyRow> Found { get; private set; } = null!;
    public DateOnly Today => clock.Today;

    public async Task OnGet([FromQuery(Name = "page")] int? shown, CancellationToken stop) =>
        Found = await db.AgencyPage(shown ?? 1, clock.Today, stop);
}
