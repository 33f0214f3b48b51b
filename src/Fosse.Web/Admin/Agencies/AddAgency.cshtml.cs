using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Web.Design;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Admin.Agencies;

public sealed class AddAgencyModel(SignedIn by, AddAgency add) : PageModel
{
    [BindProperty]
    public AgencyForm Form { get; set; } = new();

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        if (!ModelState.IsValid || !ModelState.Accepts(await add.Handle(by, Form.Details, stop), out var added, nameof(Form)))
            return Page();
        return Redirect(added.Next(AdminLinks.Agency(added.About) + "?said=added"));
    }
}
