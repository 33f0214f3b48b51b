using Fosse.Accountability;
using Fosse.Accountability.Audit;
using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Partner.Reviews;

/// <summary>Reads that a rule picks out, by rule and reader, and what was found about those that somebody has dealt with. Never a
/// score.</summary>
[Authorize(Policy = nameof(AccountabilityPermissions.ReviewAccess))]
public sealed class UnusualModel(SafetyDb db, SignedIn who, CountyClock clock) : PageModel
{
    public UnusualPage Found { get; private set; } = null!;
    public string Agency => who.AgencyName;

    /// <summary>That somebody has just dealt with a finding.</summary>
    [FromQuery(Name = "did")]
    public string? Did { get; set; }

    public async Task OnGet([FromQuery(Name = "page")] int? shown, CancellationToken stop) =>
        Found = await db.UnusualPage(who, shown ?? 1, clock.Now, stop);
}
