using Fosse.Accountability;
using Fosse.Accountability.Audit;
using Fosse.Foundation;
using Fosse.Reporting;
using Fosse.Web.Design;
using Fosse.Web.Partner.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Partner.LedgerPages;

/// <summary>One line of the ledger. A reason that somebody typed is opened through the desk, with a reason of its own.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class LineModel(SafetyDb db, TypedReasons reasons, SignedIn who, CountyClock clock) : PageModel
{
    public LedgerRow Found { get; private set; } = null!;
    public string? Words { get; private set; }

    /// <summary>The review from which they come, and to which they go back.</summary>
    [FromQuery]
    public AccessReviewKind? Review { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public long ShownAt { get; set; }

    public bool MayOpen => Words is null && Found.Line.Typed is not null && who.May(AccountabilityPermissions.ReviewAccess);

    public async Task<IActionResult> OnGet(long line, CancellationToken stop) => await Find(line, stop) ?? Page();

    public async Task<IActionResult> OnPost(long line, CancellationToken stop)
    {
        if (await Find(line, stop) is { } notFound)
            return notFound;
        var took = clock.SecondsSince(ShownAt);
        if (ModelState.Accepts(await reasons.Read(line, Reason ?? "", took, who, stop), out var words))
            Words = words;
        return Page();
    }

    // Whoever reads the ledger or reviews access comes here.
    private async Task<IActionResult?> Find(long line, CancellationToken stop)
    {
        if (!who.May(AccountabilityPermissions.ReadLedger) && !who.May(AccountabilityPermissions.ReviewAccess))
            return NotFound();
        if (await db.LedgerLine(who, line, stop) is not { } found)
            return NotFound();
        Found = found;
        ShownAt = clock.Shown(ShownAt);
        return null;
    }
}
