using Fosse.Accountability;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Web.Design;
using Fosse.Web.Design.TagHelpers;
using Fosse.Web.Partner.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Partner.Subjects;

/// <summary>Who looked at a record: first the officer's draft with every reason, then the page for the person.</summary>
[
    Authorize(Policy = nameof(AccountabilityPermissions.AnswerSubjectRequests)),
    ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)
]
public sealed class WhoLookedModel(
    SafetyDb db,
    WhoLookedPages pages,
    SignedIn who,
    CountyClock clock,
    IStringLocalizer<SubjectsWords> words
) : PageModel
{
    public Guid Id { get; private set; }
    public string Reference { get; private set; } = "";
    public string Agency => who.AgencyName;
    public LooksPage? Draft { get; private set; }
    public LooksPage? Told { get; private set; }

    [BindProperty]
    public IReadOnlyList<long> Release { get; set; } = [];

    [BindProperty]
    public bool Withhold { get; set; }

    [BindProperty]
    public string? WithholdBecause { get; set; }

    public IReadOnlyList<Choice> Reasons =>
        [
            .. (Draft?.Looks ?? [])
                .Where(l => l.From is ReasonFrom.Typed or ReasonFrom.BreakGlass && l.Reason is not null)
                .Select(l => new Choice(
                    l.Line.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    words["Looked.Line", Said.At(l.At), l.Agency, string.Join(", ", l.Roles)],
                    l.Reason
                )),
        ];

    public async Task<IActionResult> OnGet(Guid id, CancellationToken stop) => await Find(id, stop) ?? Page();

    public async Task<IActionResult> OnPostDraft(Guid id, CancellationToken stop)
    {
        if (await Find(id, stop) is { } notFound)
            return notFound;
        if (ModelState.Accepts(await pages.Draft(id, who, stop), out var draft))
            Draft = draft;
        ModelState.Remove(nameof(Withhold));
        return Page();
    }

    public async Task<IActionResult> OnPostTell(Guid id, CancellationToken stop)
    {
        if (await Find(id, stop) is { } notFound)
            return notFound;
        if (ModelState.Accepts(await pages.Tell(new(id, Release, Withhold, WithholdBecause ?? ""), who, stop), out var told))
            Told = told;
        // The draft is shown again beside what has to be mended.
        else if ((await pages.Draft(id, who, stop)).Accepted(out var draft))
            Draft = draft;
        return Page();
    }

    private async Task<IActionResult?> Find(Guid id, CancellationToken stop)
    {
        if (await db.SubjectRequestOf(id, who, clock.Today, stop) is not { Request.Kind: SubjectRequestKind.WhoLooked } front)
            return NotFound();
        (Id, Reference) = (id, front.Record.Reference);
        return null;
    }
}
