using Fosse.Foundation;
using Fosse.Publishing;
using Fosse.Reporting;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Web.Public.Matters;

/// <summary>What staff have written of a matter for everybody. It names no report, no reporter and no place finer than a small
/// area.</summary>
[MadeAnew]
public sealed class MatterModel(SafetyDb db, PublishedFigures published) : PageModel
{
    public ReportSummary Summary { get; private set; } = null!;
    public string Category { get; private set; } = "";
    public string Area { get; private set; } = "";
    public bool Followed { get; private set; }

    public async Task<IActionResult> OnGet(string number, bool followed, CancellationToken stop)
    {
        if (
            await db.Set<ReportSummary>().AsNoTracking().SingleOrDefaultAsync(s => s.Number == number && s.WithdrawnAt == null, stop)
            is not { } summary
        )
            return NotFound();
        (Summary, Followed) = (summary, followed);
        Category =
            await db.Set<ReportCategory>().Where(c => c.Code == summary.Category).Select(c => c.Name).SingleOrDefaultAsync(stop)
            ?? summary.Category;
        Area = summary.LsoaId is { } id && (await published.Now(stop)).ById.TryGetValue(id, out var area) ? PublicMatters.Called(area) : "";
        return Page();
    }
}
