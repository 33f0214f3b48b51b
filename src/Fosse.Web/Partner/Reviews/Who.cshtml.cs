using Fosse.Accountability;
using Fosse.Accountability.Audit;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Web.Design;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Partner.Reviews;

/// <summary>Who could read a record today, and by which right.</summary>
[Authorize(Policy = nameof(AccountsPermissions.Work)), ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class WhoModel(WhoCouldRead readers, SignedIn who) : PageModel
{
    /// <summary>Of a record of the own agency; none before it is asked for.</summary>
    [BindProperty]
    public string? Reference { get; set; }

    public IReadOnlyList<Readable>? Found { get; private set; }

    /// <summary>How many people could open it, and how many more in an emergency.</summary>
    public int Openers => People(glass: false).Count;
    public int OnlyByGlass => People(glass: true).Except(People(glass: false)).Count();

    public IActionResult OnGet() =>
        who.May(AccountabilityPermissions.ReviewAccess) || who.May(AccountabilityPermissions.AnswerSubjectRequests) ? Page() : Forbid();

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        if (ModelState.Accepts(await readers.Of(Reference ?? "", who, stop), out var found))
            Found = found;
        return Page();
    }

    private HashSet<Guid> People(bool glass) => [.. (Found ?? []).Where(f => f.Glass == glass).Select(f => f.Account)];
}
