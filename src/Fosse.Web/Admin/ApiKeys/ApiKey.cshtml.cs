using Fosse.Foundation;
using Fosse.Reporting.Open311;
using Fosse.Web.Design;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Keys = Fosse.Reporting.Open311.ApiKeys;

namespace Fosse.Web.Admin.ApiKeys;

/// <summary>One key: who uses it, a new one in its place, and its end.</summary>
public sealed class ApiKeyModel(SafetyDb db, SignedIn by, Keys keys) : PageModel
{
    [BindProperty]
    public int Version { get; set; }

    public ApiKeyRow Row { get; private set; } = null!;
    public MadeKey? Made { get; private set; }

    public async Task<IActionResult> OnGet(Guid id, CancellationToken stop)
    {
        if ((await db.ApiKeyRows(stop)).FirstOrDefault(r => r.Key.Id == id) is not { } found)
            return NotFound();
        Row = found;
        return Page();
    }

    public async Task<IActionResult> OnPostRenew(Guid id, CancellationToken stop)
    {
        var outcome = await keys.Renew(by, id, Version, stop);
        if (ModelState.Accepts(outcome, out var made))
            Made = made;
        else
            ModelState.MovesOn(outcome.Refusals);
        return await OnGet(id, stop);
    }

    public async Task<IActionResult> OnPostEnd(Guid id, CancellationToken stop)
    {
        var outcome = await keys.End(by, id, Version, stop);
        if (ModelState.Accepts(outcome, out _))
            return Redirect(AdminLinks.ApiKeys + "?said=ended");
        ModelState.MovesOn(outcome.Refusals);
        return await OnGet(id, stop);
    }
}
