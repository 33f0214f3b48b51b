using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Partner.Agreements;

/// <summary>A signed paper as a download: never shown inside the site.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PaperModel(SafetyDb db, AgreementPapers papers, SignedIn who, CountyClock clock) : PageModel
{
    public Guid Agreement { get; private set; }

    /// <summary>Why it is not handed out.</summary>
    public string Why { get; private set; } = "";

    public async Task<IActionResult> OnGet(Guid id, Guid paper, CancellationToken stop)
    {
        Agreement = id;
        if (await papers.Read(who, id, paper, stop) is not { } answer)
            return NotFound();
        if (!answer.Accepted(out var read))
        {
            Why = answer.Refusals[0].Message;
            return Page();
        }
        var whole = await db.Agreement(id, who, clock.Today, stop);
        return File(read.Content, read.MediaType, whole!.Documents.First(d => d.Id == paper).Name);
    }
}
