using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Records;
using Fosse.Reporting;
using Fosse.Web.Design;
using Fosse.Web.Design.TagHelpers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Partner.Agreements;

/// <summary>One agreement, and what its keepers do with it.</summary>
[RequestSizeLimit(AgreementPapers.Largest + 64 * 1024)]
public sealed class AgreementModel(
    SafetyDb db,
    SignAgreement signing,
    ApprovalRows rows,
    AgreementPapers papers,
    SignedIn who,
    CountyClock clock,
    IStringLocalizer<AgreementsWords> words
) : PageModel
{
    public AgreementWhole Whole { get; private set; } = null!;
    public bool MayChange => who.May(PartnershipPermissions.ManageAgreements);
    public bool IsParty => Whole.Parties.Any(p => p.Party.AgencyId == who.AgencyId);

    /// <summary>What is proposed about it and waits.</summary>
    public IReadOnlyList<ApprovalFront> Waits { get; private set; } = [];

    /// <summary>Who signed it; none where it was signed on paper alone.</summary>
    public ApprovalFront? Signatures { get; private set; }

    /// <summary>What has just been done.</summary>
    [FromQuery(Name = "did")]
    public string? Did { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty, DayMonthYear]
    public DateOnly? ReviewOn { get; set; }

    public async Task<IActionResult> OnGet(Guid id, CancellationToken stop)
    {
        if (await db.Agreement(id, who, clock.Today, stop) is not { } whole)
            return NotFound();
        Version = whole.Agreement.Version;
        await Show(whole, stop);
        return Page();
    }

    public Task<IActionResult> OnPostSign(Guid id, CancellationToken stop) =>
        Then(id, "sign", () => signing.Sign(id, Version, who, stop), stop);

    public Task<IActionResult> OnPostReview(Guid id, CancellationToken stop) =>
        Then(id, "review", () => signing.Review(id, Version, ReviewOn, who, stop), stop);

    public Task<IActionResult> OnPostEnd(Guid id, CancellationToken stop) =>
        Then(id, "end", () => signing.End(id, Version, who, stop), stop);

    public async Task<IActionResult> OnPostDocument(Guid id, IFormFile? paper, CancellationToken stop)
    {
        if (!MayChange)
            return Forbid();
        if (await db.Agreement(id, who, clock.Today, stop) is not { } whole)
            return NotFound();
        if (await papers.Add(who, id, paper, stop) is { } wrong)
        {
            await Show(whole, stop);
            ModelState.AddModelError(nameof(paper), words[wrong]);
            return Page();
        }
        return Done(id, "document");
    }

    private async Task Show(AgreementWhole whole, CancellationToken stop)
    {
        Whole = whole;
        var id = whole.Agreement.Id;
        var about = (await rows.About(id, who, stop)).Concat(await rows.About(SignAgreement.EndingOf(id, who), who, stop)).ToList();
        Waits = [.. about.Where(a => a.Row.State is ApprovalState.Open)];
        Signatures = about.FirstOrDefault(a =>
            a.Row is { State: ApprovalState.Done } r && r.Approval.Deed == PartnershipDeeds.SignAgreement
        );
    }

    private async Task<IActionResult> Then(Guid id, string did, Func<Task<Outcome<SharingAgreement>>> work, CancellationToken stop)
    {
        if (await db.Agreement(id, who, clock.Today, stop) is not { } whole)
            return NotFound();
        await Show(whole, stop);
        if (ModelState.IsValid && ModelState.Accepts(await work(), out _))
            return Done(id, did);
        return Page();
    }

    private LocalRedirectResult Done(Guid id, string did) => LocalRedirect(WorkLinks.Agreement(id) + $"?did={did}");
}
