using Fosse.Accountability;
using Fosse.Accountability.Audit;
using Fosse.Foundation;
using Fosse.Web.Design;
using Fosse.Web.Design.TagHelpers;
using Fosse.Web.Partner.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Partner.Reviews;

/// <summary>One line that a second person looks at.</summary>
[Authorize(Policy = nameof(AccountabilityPermissions.ReviewAccess))]
public sealed class ReviewModel(
    SafetyDb db,
    AccessReviews reviews,
    SignedIn who,
    IStringLocalizer<AccountabilityWords> sayings,
    IStringLocalizer<ReviewsWords> words
) : PageModel
{
    public ReviewLine Found { get; private set; } = null!;

    [BindProperty]
    public ReviewOutcome? Outcome { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    /// <summary>They have been asked whether it was right for them to say so without the reason.</summary>
    [BindProperty]
    public bool Anyway { get; set; }

    /// <summary>Good reason was found, and nobody has read which.</summary>
    public bool Unread { get; private set; }

    public IReadOnlyList<Choice> Outcomes => Choice.Of<ReviewOutcome>(sayings.Say);

    public async Task<IActionResult> OnGet(string way, long line, CancellationToken stop) => await Find(way, line, stop) ?? Page();

    public async Task<IActionResult> OnPost(string way, long line, CancellationToken stop)
    {
        if (await Find(way, line, stop) is { } notFound)
            return notFound;
        if (Outcome is ReviewOutcome.Justified && !Anyway && Found is { ReasonRead: false, Mine: false })
        {
            Unread = true;
            ModelState.AddModelError(nameof(Outcome), words["Unread"]);
            return Page();
        }
        return ModelState.Accepts(await reviews.Conclude(new(line, Found.Kind, Outcome, Note ?? ""), who, stop), out _)
            ? LocalRedirect(WorkLinks.Reviews + $"?did={line}")
            : Page();
    }

    private async Task<IActionResult?> Find(string way, long line, CancellationToken stop)
    {
        if (await db.ReviewLine(line, way == "glass" ? AccessReviewKind.BrokenGlass : AccessReviewKind.Sample, who, stop) is not { } found)
            return NotFound();
        Found = found;
        return null;
    }
}
