using Fosse.Accountability;
using Fosse.Accountability.Audit;
using Fosse.Foundation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Partner.LedgerPages;

/// <summary>What administrators did with the agency's accounts, and with roles.</summary>
[Authorize(Policy = nameof(AccountabilityPermissions.ReadLedger))]
public sealed class AdministratorsModel(SafetyDb db, SignedIn who) : PageModel
{
    public PageOf<AdministratorDeed> Found { get; private set; } = null!;
    public string Agency => who.AgencyName;

    public async Task OnGet([FromQuery(Name = "page")] int? shown, CancellationToken stop) =>
        Found = await db.DeedsOn(who, shown ?? 1, stop);
}
