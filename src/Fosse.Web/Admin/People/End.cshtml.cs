using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Web.Design;
using Fosse.Web.Design.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Admin.People;

public sealed class EndModel(SafetyDb db, SignedIn by, CountyClock clock, CloseAccount close) : PageModel
{
    [BindProperty, DayMonthYear]
    public DateOnly? EndsOn { get; set; }

    public AccountPage Shown { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id, CancellationToken stop)
    {
        if (!await Find(id, stop))
            return NotFound();
        EndsOn = Shown.Account.EndsOn;
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken stop)
    {
        if (ModelState.IsValid)
        {
            var outcome = await close.EndsOn(by, id, EndsOn, stop);
            if (ModelState.Accepts(outcome, out var asked))
                return Redirect(asked.Next(AdminLinks.Person(id) + $"?said={(EndsOn is null ? "no-end" : "ends")}"));
            ModelState.MovesOn(outcome.Refusals);
        }
        return await Find(id, stop) ? Page() : NotFound();
    }

    private async Task<bool> Find(Guid id, CancellationToken stop)
    {
        if (await db.AccountOf(id, by, clock.Today, stop) is not { } account)
            return false;
        Shown = account;
        return true;
    }
}
