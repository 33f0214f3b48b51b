using Fosse.Accountability;
using Fosse.Accountability.Retention;
using Fosse.Foundation;
using Fosse.Web.Design;
using Fosse.Web.Design.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Partner.Retention;

/// <summary>A record whose time has come, and whose rule asks a person.</summary>
[Authorize(Policy = nameof(AccountabilityPermissions.ManageRetention))]
public sealed class DecideModel(SafetyDb db, RetentionDesk desk, SignedIn who, CountyClock clock, IStringLocalizer<RetentionWords> words)
    : PageModel
{
    private const string Keep = "Keep",
        Forget = "Forget";

    public DueRecord Due { get; private set; } = null!;

    [BindProperty]
    public string? Choose { get; set; }

    [BindProperty, DayMonthYear]
    public DateOnly? KeepUntil { get; set; }

    [BindProperty]
    public string? Ground { get; set; }

    public IReadOnlyList<Choice> Choices =>
        [new(Keep, words["Decide.Keep"]), new(Forget, words["Decide.Forget"], words["Decide.ForgetHint"])];

    public async Task<IActionResult> OnGet(Guid record, CancellationToken stop) => await Find(record, stop) ?? Page();

    public async Task<IActionResult> OnPost(Guid record, CancellationToken stop)
    {
        if (await Find(record, stop) is { } notFound)
            return notFound;
        if (Choose is not (Keep or Forget))
            ModelState.AddModelError(nameof(Choose), words["Choose"]);
        if (Choose is Keep && KeepUntil is null && ModelState.IsValid)
            ModelState.AddModelError(nameof(KeepUntil), words["EnterDay"]);
        if (!ModelState.IsValid)
            return Page();
        return ModelState.Accepts(await desk.Decide(new(record, Choose is Keep ? KeepUntil : null, Ground ?? ""), who, stop), out _)
            ? LocalRedirect(WorkLinks.Retention + "?did=decide")
            : Page();
    }

    private async Task<IActionResult?> Find(Guid record, CancellationToken stop)
    {
        if ((await db.DueRecords(who, clock.Today, stop)).FirstOrDefault(d => d.Record == record) is not { } due)
            return NotFound();
        Due = due;
        return null;
    }
}
