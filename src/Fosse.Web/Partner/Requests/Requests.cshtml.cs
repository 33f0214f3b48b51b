using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Partnership.Disclosure;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Partner.Requests;

/// <summary>What agencies ask of each other, both ways.</summary>
public sealed class RequestsModel(SafetyDb db, SignedIn who, CountyClock clock) : PageModel
{
    public IReadOnlyList<DisclosureLine> OfUs { get; private set; } = [];
    public IReadOnlyList<DisclosureLine> ByUs { get; private set; } = [];
    public string Agency => who.AgencyName;

    public bool Overdue(DisclosureLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.State is DisclosureState.Asked && line.DueOn < clock.Today;
    }

    public async Task OnGet(CancellationToken stop)
    {
        OfUs = await db.Requests(who, true, stop);
        ByUs = await db.Requests(who, false, stop);
    }
}
