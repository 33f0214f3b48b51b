using Fosse.Administration;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Web.Design;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Admin.Agencies;

public sealed class ChangeAgencyModel(SafetyDb db, SignedIn by, ChangeAgency change) : PageModel
{
    [BindProperty]
    public AgencyForm Form { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    /// <summary>As it is kept now, whatever stands in the boxes.</summary>
    public Agency Agency { get; private set; } = null!;

    /// <summary>True when somebody else has changed it since the form was opened.</summary>
    public bool Stale { get; private set; }

    public async Task<IActionResult> OnGet(Guid id, CancellationToken stop)
    {
        if (await db.AgencyOf(id, stop) is not { } agency)
            return NotFound();
        (Agency, Form) = (agency, AgencyForm.Of(agency));
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken stop)
    {
        if (ModelState.IsValid)
        {
            var outcome = await change.Handle(by, id, Version, Form.Details, stop);
            if (ModelState.Accepts(outcome, out _, nameof(Form)))
                return Redirect(AdminLinks.Agency(id) + "?said=changed");
            Stale = ModelState.MovesOn(outcome.Refusals, nameof(Form));
        }
        if (await db.AgencyOf(id, stop) is not { } agency)
            return NotFound();
        Agency = agency;
        return Page();
    }
}
