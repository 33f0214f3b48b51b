using Fosse.Administration;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Reporting.Open311;
using Fosse.Web.Design;
using Fosse.Web.Design.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Keys = Fosse.Reporting.Open311.ApiKeys;

namespace Fosse.Web.Admin.ApiKeys;

/// <summary>Makes a key and shows it, once, in the answer to the form.</summary>
public sealed class AddApiKeyModel(SafetyDb db, SignedIn by, CountyClock clock, Keys keys) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public Guid? Agency { get; set; }

    [BindProperty]
    public bool HandsOnCodes { get; set; }

    public MadeKey? Made { get; private set; }
    public IReadOnlyList<Choice> AgencyChoices { get; private set; } = [];

    public async Task OnGet(CancellationToken stop) =>
        AgencyChoices = [.. (await db.AgenciesToChoose(clock.Today, stop)).Select(a => new Choice(a.Id.ToString(), a.Name))];

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        if (ModelState.IsValid && ModelState.Accepts(await keys.Add(by, Name, Agency, HandsOnCodes, stop), out var made))
            Made = made;
        else
            await OnGet(stop);
        return Page();
    }
}
