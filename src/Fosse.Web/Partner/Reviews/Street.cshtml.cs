using Fosse.Accountability.Audit;
using Fosse.Foundation;
using Fosse.Web.Design;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Partner.Reviews;

/// <summary>Whoever works here may say which street they live in; it is kept as numbers.</summary>
public sealed class StreetModel(OwnStreets streets, SignedIn who) : PageModel
{
    public bool Given { get; private set; }

    [BindProperty]
    public string? Street { get; set; }

    [FromQuery(Name = "did")]
    public string? Did { get; set; }

    public async Task OnGet(CancellationToken stop) => Given = await streets.IsGiven(who, stop);

    public async Task<IActionResult> OnPostGive(CancellationToken stop)
    {
        Given = await streets.IsGiven(who, stop);
        return ModelState.Accepts(await streets.Give(Street ?? "", who, stop), out _)
            ? LocalRedirect(WorkLinks.Street + "?did=street")
            : Page();
    }

    public async Task<IActionResult> OnPostTakeBack(CancellationToken stop)
    {
        await streets.TakeBack(who, stop);
        return LocalRedirect(WorkLinks.Street + "?did=taken");
    }
}
