using Fosse.Foundation;
using Fosse.Partnership.Disclosure;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Partner.Requests;

/// <summary>What agencies ask of each other, both ways.</summary>
public sealed class RequestsModel(SafetyDb db, SignedIn who) : PageModel
{
    public IReadOnlyList<DisclosureLine> OfUs { get; private set; } = [];
    public IReadOnlyList<DisclosureLine> ByUs { get; private set; } = [];
    public string Agency => who.AgencyName;

    public async Task OnGet(CancellationToken stop)
    {
        OfUs = await db.Requests(who, true, stop);
        ByUs = await db.Requests(who, false, stop);
    }
}
