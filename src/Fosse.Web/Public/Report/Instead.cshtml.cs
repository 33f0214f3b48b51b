using Fosse.Foundation;
using Fosse.Reporting;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Public.Report;

/// <summary>Who takes what is not taken here.</summary>
[MadeAnew, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class InsteadModel(SafetyDb db) : PageModel
{
    public ReportCategory Category { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string code, CancellationToken stop)
    {
        if (
            (await db.Categories(stop)).FirstOrDefault(c => c.Code == code && c is { Offered: true, SignpostOnly: true })
            is not { } category
        )
            return NotFound();
        Category = category;
        return Page();
    }
}
