using Fosse.Accountability.Subjects;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Partner.Agreements;

/// <summary>A signed paper as a download: never shown inside the site.</summary>
public sealed class PaperModel(SafetyDb db, FileStore files, SignedIn who, CountyClock clock) : PageModel
{
    public async Task<IActionResult> OnGet(Guid id, Guid paper, CancellationToken stop)
    {
        if (
            await db.Agreement(id, who, clock.Today, stop) is not { } whole
            || whole.Documents.FirstOrDefault(d => d.Id == paper) is not { } found
        )
            return NotFound();
        return files.Open(found.File) is { } content ? File(content, "application/pdf", found.Name) : NotFound();
    }
}
