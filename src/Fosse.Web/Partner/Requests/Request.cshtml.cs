using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Partnership.Disclosure;
using Fosse.Records;
using Fosse.Reporting;
using Fosse.Web.Design;
using Fosse.Web.Design.TagHelpers;
using Fosse.Web.Partner.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Partner.Requests;

/// <summary>One request: its clock, its words behind the desk, and its answer.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class RequestModel(
    SafetyDb db,
    Disclosures disclosures,
    DisclosureReading reading,
    SignedIn who,
    CountyClock clock,
    IStringLocalizer<RequestsWords> words
) : PageModel
{
    public DisclosureFront Front { get; private set; } = null!;
    public DisclosureWords? Words { get; private set; }

    [FromQuery(Name = "did")]
    public string? Did { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public long ShownAt { get; set; }

    [BindProperty]
    public DisclosureState? Answer { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    [BindProperty]
    public int Days { get; set; } = 28;

    public bool MayAnswer => Front.Own && Front.Request.IsOpen && who.May(PartnershipPermissions.AnswerDisclosures);
    public bool MayRead => who.May(Front.Own ? PartnershipPermissions.AnswerDisclosures : RecordsPermissions.ReadRecords);
    public bool MayWithdraw => !Front.Own && Front.Request.IsOpen;
    public bool Asked => Front.Request.FromAccountId == who.AccountId;

    public IReadOnlyList<Choice> Answers =>
        [
            .. new[] { DisclosureState.Disclosed, DisclosureState.DisclosedInPart, DisclosureState.Refused }.Select(a => new Choice(
                a.ToString(),
                words["Answer." + a, Front.From]
            )),
        ];

    public async Task<IActionResult> OnGet(Guid id, CancellationToken stop) => await Find(id, stop) ?? Page();

    public async Task<IActionResult> OnPostOpen(Guid id, CancellationToken stop)
    {
        if (await Find(id, stop) is { } notFound)
            return notFound;
        var typed = Reason ?? "";
        var took = clock.SecondsSince(ShownAt);
        if (ModelState.Accepts(await reading.Read(Front, who, typed, typed.Length == 0 ? null : took, stop), out var read))
            Words = read;
        return Page();
    }

    public async Task<IActionResult> OnPostAnswer(Guid id, CancellationToken stop)
    {
        if (await Find(id, stop) is { } notFound)
            return notFound;
        var outcome = await disclosures.Answer(new(id, Answer ?? DisclosureState.Asked, Why ?? "", Days), who, stop);
        if (outcome.Accepted(out _))
            return LocalRedirect(WorkLinks.Request(id) + "?did=answer");
        // The command speaks of its own fields; the page calls them otherwise.
        ModelState.Refuse(
            outcome.Refusals.Select(r =>
                r.Field switch
                {
                    "words" => r with { Field = nameof(Why) },
                    "openForDays" => r with { Field = nameof(Days) },
                    _ => r,
                }
            )
        );
        return Page();
    }

    public async Task<IActionResult> OnPostWithdraw(Guid id, CancellationToken stop)
    {
        if (await Find(id, stop) is { } notFound)
            return notFound;
        return ModelState.Accepts(await disclosures.Withdraw(id, who, stop), out _)
            ? LocalRedirect(WorkLinks.Request(id) + "?did=withdraw")
            : Page();
    }

    private async Task<IActionResult?> Find(Guid id, CancellationToken stop)
    {
        if (await db.Request(id, who, clock.Today, stop) is not { } front)
            return NotFound();
        Front = front;
        ShownAt = clock.Shown(ShownAt);
        return null;
    }
}
