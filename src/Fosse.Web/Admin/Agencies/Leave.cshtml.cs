using Fosse.Administration;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Web.Design;
using Fosse.Web.Design.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Admin.Agencies;

/// <summary>Says what happens when an agency leaves, and asks.</summary>
public sealed class LeaveModel(SafetyDb db, SignedIn by, CountyClock clock, AgencyLeaves leaves, IStringLocalizer<AgenciesWords> words)
    : PageModel
{
    [BindProperty, DayMonthYear]
    public DateOnly? LeftOn { get; set; }

    [BindProperty]
    public bool Confirmed { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public Agency Agency { get; private set; } = null!;
    public Leaving Meant { get; private set; } = null!;
    public DateOnly Today => clock.Today;

    public async Task<IActionResult> OnGet(Guid id, CancellationToken stop) => await Shown(id, stop);

    public async Task<IActionResult> OnPost(Guid id, CancellationToken stop)
    {
        if (ModelState.IsValid && LeftOn is null)
            ModelState.AddModelError(nameof(LeftOn), words["Leave.On.Missing"]);
        return await Save(id, LeftOn, "leaves", stop);
    }

    public async Task<IActionResult> OnPostStay(Guid id, CancellationToken stop)
    {
        ModelState.Remove(nameof(LeftOn));
        return await Save(id, null, "stays", stop);
    }

    private async Task<IActionResult> Save(Guid id, DateOnly? on, string said, CancellationToken stop)
    {
        if (!ModelState.IsValid)
            return await Shown(id, stop);
        var outcome = await leaves.Handle(by, id, Version, on, Confirmed, stop);
        if (ModelState.Accepts(outcome, out var asked))
            return Redirect(asked.Next(AdminLinks.Agency(id) + $"?said={said}"));
        ModelState.MovesOn(outcome.Refusals);
        return await Shown(id, stop);
    }

    private async Task<IActionResult> Shown(Guid id, CancellationToken stop)
    {
        if (await db.AgencyOf(id, stop) is not { } agency)
            return NotFound();
        (Agency, Meant) = (agency, await leaves.WouldMean(id, stop));
        return Page();
    }
}
