using Fosse.Accountability;
using Fosse.Accountability.Audit;
using Fosse.Foundation;
using Fosse.Web.Design;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Partner.Reviews;

/// <summary>Accounts that count as one person's, and where oversight says that they are two people.</summary>
[Authorize(Policy = nameof(AccountabilityPermissions.ReviewAccess))]
public sealed class SamePersonModel(SafetyDb db, TellApart tell, SignedIn who) : PageModel
{
    public IReadOnlyList<LikePair> Pairs { get; private set; } = [];

    [FromQuery]
    public string? Did { get; set; }

    public async Task OnGet(CancellationToken stop) => Pairs = await db.LikePairs(who, stop);

    public async Task<IActionResult> OnPost(Guid first, Guid second, CancellationToken stop)
    {
        if (ModelState.Accepts(await tell.Handle(who, first, second, stop), out _))
            return LocalRedirect(WorkLinks.SamePersons + "?did=apart");
        await OnGet(stop);
        return Page();
    }
}
