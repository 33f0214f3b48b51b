using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Web.Design;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Admin.People;

public sealed class ShutOutModel(SafetyDb db, SignedIn by, CountyClock clock, CloseAccount close) : PageModel
{
    [BindProperty]
    public bool Confirmed { get; set; }

    public AccountPage Shown { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id, CancellationToken stop)
    {
        if (await db.AccountOf(id, by, clock.Today, stop) is not { } account)
            return NotFound();
        Shown = account;
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken stop)
    {
        var outcome = await close.Disable(by, id, Confirmed, stop);
        if (ModelState.Accepts(outcome, out _))
            return Redirect(AdminLinks.Person(id) + "?said=shut-out");
        ModelState.MovesOn(outcome.Refusals);
        return await OnGet(id, stop);
    }
}
