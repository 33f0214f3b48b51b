using Fosse.Accountability;
using Fosse.Accountability.Audit;
using Fosse.Foundation;
using Fosse.Web.Design;
using Fosse.Web.Design.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Partner.Lines;

/// <summary>Lines of the ledger for a review outside: asked for by one, approved by another, taken by the first.</summary>
[Authorize(Policy = nameof(AccountabilityPermissions.ReadLedger))]
public sealed class ExportsModel(LedgerExports exports, SignedIn who, CountyClock clock) : PageModel
{
    public IReadOnlyList<ExportLine> All { get; private set; } = [];
    public DateTimeOffset Now => clock.Now;

    [FromQuery(Name = "did")]
    public string? Did { get; set; }

    [BindProperty]
    public string? Review { get; set; }

    [BindProperty, DayMonthYear]
    public DateOnly? From { get; set; }

    [BindProperty, DayMonthYear]
    public DateOnly? To { get; set; }

    public async Task OnGet(CancellationToken stop) => All = await exports.All(who, stop);

    public async Task<IActionResult> OnPostAsk(CancellationToken stop)
    {
        if (ModelState.IsValid && ModelState.Accepts(await exports.Ask(new(Review ?? "", From, To), who, stop), out _))
            return LocalRedirect(WorkLinks.Exports + "?did=ask");
        All = await exports.All(who, stop);
        return Page();
    }

    public async Task<IActionResult> OnPostDecide(Guid id, [FromForm] bool approved, CancellationToken stop)
    {
        ModelState.Clear(); // the other form of this page was not sent
        if (ModelState.Accepts(await exports.Decide(id, approved, who, stop), out _))
            return LocalRedirect(WorkLinks.Exports + "?did=decide");
        All = await exports.All(who, stop);
        return Page();
    }

    public async Task<IActionResult> OnPostTake(Guid id, CancellationToken stop)
    {
        ModelState.Clear();
        if (ModelState.Accepts(await exports.Make(id, who, stop), out var file))
            return File(file.Bytes, "text/csv", file.Name);
        All = await exports.All(who, stop);
        return Page();
    }
}
