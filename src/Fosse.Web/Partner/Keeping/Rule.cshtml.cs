using Fosse.Accountability;
using Fosse.Accountability.Retention;
using Fosse.Foundation;
using Fosse.Records;
using Fosse.Web.Design;
using Fosse.Web.Design.TagHelpers;
using Fosse.Web.Partner.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Partner.Keeping;

/// <summary>One rule, changed for the whole partnership.</summary>
[Authorize(Policy = nameof(AccountabilityPermissions.ManageRetention))]
public sealed class RuleModel(SafetyDb db, RetentionDesk desk, SignedIn who, IStringLocalizer<AccountabilityWords> sayings) : PageModel
{
    public DataClass Class { get; private set; } = null!;

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Purpose { get; set; }

    [BindProperty]
    public string? Basis { get; set; }

    [BindProperty]
    public int? Months { get; set; }

    [BindProperty]
    public RetentionAction? Action { get; set; }

    public IReadOnlyList<Choice> Actions => Choice.Of<RetentionAction>(sayings.Say);

    public async Task<IActionResult> OnGet(DataClass? @class, CancellationToken stop)
    {
        if (await db.Set<RetentionRule>().AsNoTracking().SingleOrDefaultAsync(r => r.Class == @class, stop) is not { } rule)
            return NotFound();
        (Class, Version, Purpose, Basis, Months, Action) = (rule.Class, rule.Version, rule.Purpose, rule.Basis, rule.Months, rule.Action);
        return Page();
    }

    public async Task<IActionResult> OnPost(DataClass? @class, CancellationToken stop)
    {
        if (@class is null)
            return NotFound();
        Class = @class;
        // What is no number is none, and the desk says what it should be.
        if (Months is null)
            ModelState.Remove(nameof(Months));
        return ModelState.Accepts(await desk.Change(new(@class, Version, Purpose ?? "", Basis ?? "", Months, Action), who, stop), out _)
            ? LocalRedirect(WorkLinks.Retention + "?did=rule")
            : Page();
    }
}
