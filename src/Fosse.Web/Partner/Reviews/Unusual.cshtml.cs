using Fosse.Foundation;
using Fosse.People;
using Fosse.People.Audit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Partner.Reviews;

/// <summary>Reads that a rule picks out, by rule and reader. Never a score.</summary>
[Authorize(Policy = nameof(Permission.ReviewAccess))]
public sealed class UnusualModel(SafetyDb db, SignedIn who, CountyClock clock) : PageModel
{
    public const int MostLines = 20;

    public IReadOnlyList<UnusualLine> Found { get; private set; } = [];
    public string Agency => who.AgencyName;

    public async Task OnGet(CancellationToken stop) => Found = await db.UnusualAccess(who.AgencyId, clock.Now, stop);
}
