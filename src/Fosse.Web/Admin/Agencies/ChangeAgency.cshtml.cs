using Fosse.Accounts;
using Fosse.Administration;
using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.AspNetCore.Mvc;

namespace Fosse.Web.Admin.Agencies;

public sealed class ChangeAgencyModel(SafetyDb db, SignedIn by, ChangeAgency change) : ChangePage<AgencyForm>
{
    /// <summary>As it is kept now, whatever stands in the boxes.</summary>
    public Agency Agency { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id, CancellationToken stop)
    {
        if (await db.AgencyOf(id, stop) is not { } agency)
            return NotFound();
        (Agency, Form) = (agency, AgencyForm.Of(agency));
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken stop)
    {
        if (await Changes(() => change.Handle(by, id, Version, Form.Details, stop)))
            return Redirect(((Administered)Made!).Next(AdminLinks.Agency(id) + "?said=changed"));
        if (await db.AgencyOf(id, stop) is not { } agency)
            return NotFound();
        Agency = agency;
        return Page();
    }
}
