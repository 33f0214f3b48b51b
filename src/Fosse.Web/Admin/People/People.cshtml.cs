using Fosse.Accounts;
using Fosse.Administration;
using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Admin.People;

/// <summary>The accounts of all agencies.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PeopleModel(SafetyDb db, SignedIn by, CountyClock clock) : PageModel
{
    public string? Q { get; private set; }
    public Guid? Agency { get; private set; }
    public bool Closed { get; private set; }
    public PageOf<AccountRow> Found { get; private set; } = null!;
    public IReadOnlyList<Agency> Agencies { get; private set; } = [];

    public Task OnGet(Guid? agency, bool? closed, [FromQuery(Name = "page")] int? shown, CancellationToken stop) =>
        Show(null, agency, closed, shown, stop);

    /// <summary>A name or an address of mail stands in no address of a page: those lie in logs and in the browser's history.</summary>
    public async Task<IActionResult> OnPostFind(
        [FromForm] string? q,
        [FromForm] Guid? agency,
        [FromForm] bool? closed,
        [FromForm] int? shown,
        CancellationToken stop
    )
    {
        if (string.IsNullOrWhiteSpace(q))
            return LocalRedirect(AdminLinks.People + $"?agency={agency}&closed={(closed is true ? "true" : "false")}");
        await Show(q, agency, closed, shown, stop);
        return Page();
    }

    private async Task Show(string? q, Guid? agency, bool? closed, int? shown, CancellationToken stop)
    {
        (Q, Agency, Closed) = (q, agency, closed is true);
        Found = await db.PeoplePage(by, q, agency, Closed, shown ?? 1, clock.Today, stop);
        Agencies = await db.AgenciesToChoose(clock.Today, stop);
    }
}
