using Fosse.Accounts;
using Fosse.Administration;
using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Admin.People;

/// <summary>The accounts of all agencies.</summary>
public sealed class PeopleModel(SafetyDb db, SignedIn by, CountyClock clock) : PageModel
{
    public string? Q { get; private set; }
    public Guid? Agency { get; private set; }
    public bool Closed { get; private set; }
    public PageOf<AccountRow> Found { get; private set; } = null!;
    public IReadOnlyList<Agency> Agencies { get; private set; } = [];

    public async Task OnGet(string? q, Guid? agency, bool? closed, [FromQuery(Name = "page")] int? shown, CancellationToken stop)
    {
        (Q, Agency, Closed) = (q, agency, closed is true);
        Found = await db.PeoplePage(by, q, agency, Closed, shown ?? 1, clock.Today, stop);
        Agencies = await db.AgenciesToChoose(clock.Today, stop);
    }
}
