using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Records;
using Fosse.Reporting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Partner.Records;

/// <summary>The agency's records by reference, and the way to one whose reference is known.</summary>
public sealed class RecordsModel(SafetyDb db, SignedIn who, CountyClock clock, HouseWords house) : PageModel
{
    [FromQuery(Name = "mine")]
    public bool Mine { get; set; }

    [FromQuery(Name = "page")]
    public int PageNumber { get; set; } = 1;

    [BindProperty]
    public string? Reference { get; set; }

    public IReadOnlyList<RecordLine> Lines { get; private set; } = [];
    public int All { get; private set; }
    public int Pages => Math.Max(1, (All + RecordQueries.Page - 1) / RecordQueries.Page);
    public string Agency => who.AgencyName;
    public bool MayWrite => who.May(RecordsPermissions.WriteRecords);
    public bool MaySearch => who.May(RecordsPermissions.SearchRecords);
    public bool Missing { get; private set; }

    public async Task<IActionResult> OnGet(CancellationToken stop)
    {
        PageNumber = Math.Clamp(PageNumber, 1, 100_000);
        (Lines, All) = await db.RecordsOf(who, Mine, PageNumber, clock.Today, stop);
        return Page();
    }

    // By post, so that the reference is in no address and no log.
    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        if (await db.RecordCalled(Reference ?? "", who, house, clock.Today, stop) is { } found)
            return LocalRedirect(WorkLinks.Record(found));
        Missing = true;
        return await OnGet(stop);
    }
}
