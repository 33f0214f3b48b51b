using Fosse.Foundation;
using Fosse.Partnership.Disclosure;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Web.Design;
using Fosse.Web.Design.TagHelpers;
using Fosse.Web.Partner.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Partner.Requests;

/// <summary>Asks another agency for a record that it has told of.</summary>
[Authorize(Policy = nameof(RecordsPermissions.ReadRecords))]
public sealed class AskModel(
    SafetyDb db,
    Disclosures disclosures,
    SignedIn who,
    CountyClock clock,
    HouseWords house,
    IStringLocalizer<RequestsWords> words,
    IStringLocalizer<SharingWords> sayings
) : PageModel
{
    public RecordFront Front { get; private set; } = null!;

    [BindProperty]
    public Purpose? Purpose { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public IReadOnlyList<Choice> Purposes => Choice.Of(house.PurposesThat(p => p.Disclosed), sayings.Say);

    public async Task<IActionResult> OnGet(Guid record, CancellationToken stop) => await Find(record, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(Guid record, CancellationToken stop)
    {
        if (!await Find(record, stop))
            return NotFound();
        if (Purpose is not { } purpose)
        {
            ModelState.AddModelError(nameof(Purpose), words["Missing.Purpose"]);
            return Page();
        }
        return ModelState.Accepts(await disclosures.Ask(new(record, purpose, Words ?? ""), who, stop), out var request)
            ? LocalRedirect(WorkLinks.Request(request.Id) + "?did=ask")
            : Page();
    }

    private async Task<bool> Find(Guid record, CancellationToken stop)
    {
        if (await db.Front(record, who, house, clock.Today, stop) is not { PointedTo: true } front)
            return false;
        Front = front;
        return true;
    }
}
