using Fosse.Accountability;
using Fosse.Accountability.Retention;
using Fosse.Foundation;
using Fosse.Records;
using Fosse.Web.Design;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Partner.Retention;

/// <summary>Rules, holds, what waits for a decision, and the certificates of the runs.</summary>
[Authorize(Policy = nameof(AccountabilityPermissions.ManageRetention))]
public sealed class RetentionModel(SafetyDb db, RetentionDesk desk, SignedIn who, CountyClock clock) : PageModel
{
    public IReadOnlyList<RetentionRule> Rules { get; private set; } = [];
    public IReadOnlyList<DueRecord> Waiting { get; private set; } = [];
    public IReadOnlyList<HoldLine> Holds { get; private set; } = [];
    public IReadOnlyList<RetentionRun> Runs { get; private set; } = [];

    [FromQuery(Name = "did")]
    public string? Did { get; set; }

    [BindProperty]
    public string? Reference { get; set; }

    [BindProperty]
    public string? Proceedings { get; set; }

    public Task<IActionResult> OnGet(CancellationToken stop) => Shown(stop);

    public async Task<IActionResult> OnPostPlace(CancellationToken stop) =>
        ModelState.Accepts(await desk.Place(new(Reference ?? "", Proceedings ?? ""), who, stop), out _)
            ? LocalRedirect(WorkLinks.Retention + "?did=place")
            : await Shown(stop);

    public async Task<IActionResult> OnPostLift(Guid hold, CancellationToken stop) =>
        ModelState.Accepts(await desk.Lift(hold, who, stop), out _) ? LocalRedirect(WorkLinks.Retention + "?did=lift") : await Shown(stop);

    private async Task<IActionResult> Shown(CancellationToken stop)
    {
        Rules = await db.RetentionRules(stop);
        Waiting = [.. (await db.DueRecords(who, clock.Today, stop)).Where(d => d.Action is RetentionAction.Review || d.Held is not null)];
        Holds = await db.Holds(who, stop);
        Runs = await db.RetentionRuns(who, stop);
        return Page();
    }
}
