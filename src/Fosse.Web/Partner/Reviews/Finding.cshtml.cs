using System.Globalization;
using Fosse.Accountability;
using Fosse.Accountability.Audit;
using Fosse.Foundation;
using Fosse.Web.Design;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Partner.Reviews;

/// <summary>One finding: its lines, and what the person who asked about it found.</summary>
[Authorize(Policy = nameof(AccountabilityPermissions.ReviewAccess))]
public sealed class FindingModel(SafetyDb db, UnusualAnswers answers, SignedIn who, CountyClock clock) : PageModel
{
    public UnusualFront Found { get; private set; } = null!;
    public bool Mine => Found.Line.Mine;

    /// <summary>The last line that the form was shown with.</summary>
    [BindProperty]
    public long UpToLine { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public Task<IActionResult> OnGet(string rule, Guid reader, string? day, CancellationToken stop) => Shown(rule, reader, day, stop);

    public async Task<IActionResult> OnPost(string rule, Guid reader, string? day, CancellationToken stop)
    {
        if (!TryRead(rule, day, out var what, out var on))
            return NotFound();
        if (ModelState.Accepts(await answers.Answer(new(what, reader, on, UpToLine, Note ?? ""), who, stop), out _))
            return LocalRedirect(WorkLinks.Unusual + "?did=answer");
        return await Shown(rule, reader, day, stop);
    }

    private async Task<IActionResult> Shown(string rule, Guid reader, string? day, CancellationToken stop)
    {
        // Somebody else may have dealt with it while the form was open: then the list says so.
        if (!TryRead(rule, day, out var what, out var on))
            return NotFound();
        if (await db.UnusualFinding(who, what, reader, on, clock.Now, stop) is not { } found)
            return Request.Method == "POST" ? LocalRedirect(WorkLinks.Unusual) : NotFound();
        Found = found;
        if (UpToLine == 0)
            UpToLine = found.Line.Finding.Lines[^1];
        return Page();
    }

    private static bool TryRead(string rule, string? day, out UnusualRule what, out DateOnly? on)
    {
        on = DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;
        return Enum.TryParse(rule, out what) && Enum.IsDefined(what) && (on is null) == (day is null);
    }
}
