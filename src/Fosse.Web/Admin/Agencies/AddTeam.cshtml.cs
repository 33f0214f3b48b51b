using Fosse.Administration;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Web.Design;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Admin.Agencies;

public sealed class AddTeamModel(SafetyDb db, SignedIn by, AddTeam add) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    public Agency Agency { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id, CancellationToken stop)
    {
        if (await db.AgencyOf(id, stop) is not { } agency)
            return NotFound();
        Agency = agency;
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken stop) =>
        ModelState.Accepts(await add.Handle(by, id, Name, stop), out var team)
            ? Redirect(AdminLinks.Team(team) + "?said=team-added")
            : await OnGet(id, stop);
}
