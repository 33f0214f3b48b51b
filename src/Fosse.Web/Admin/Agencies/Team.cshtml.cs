using Fosse.Administration;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Places;
using Fosse.Web.Design;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Admin.Agencies;

/// <summary>A team, and the areas it looks after.</summary>
public sealed class TeamModel(SafetyDb db, SignedIn by, TeamAreas areas, AddTeam teams) : PageModel
{
    public TeamPage Shown { get; private set; } = null!;
    public string? Find { get; private set; }
    public IReadOnlyList<Area> Found { get; private set; } = [];

    public async Task<IActionResult> OnGet(Guid id, string? find, CancellationToken stop)
    {
        if (await db.TeamOf(id, stop) is not { } team)
            return NotFound();
        (Shown, Find, Found) = (team, find?.Trim(), await areas.Search(find, stop));
        return Page();
    }

    public async Task<IActionResult> OnPostGive(Guid id, int area, string? find, CancellationToken stop) =>
        ModelState.Accepts(await areas.Give(by, id, area, stop), out var asked)
            ? Redirect(asked.Next(AdminLinks.Team(id) + $"?said=area-given&find={Uri.EscapeDataString(find ?? "")}"))
            : await OnGet(id, find, stop);

    public async Task<IActionResult> OnPostTake(Guid id, int area, CancellationToken stop) =>
        ModelState.Accepts(await areas.Take(by, id, area, stop), out var asked)
            ? Redirect(asked.Next(AdminLinks.Team(id) + "?said=area-taken"))
            : await OnGet(id, null, stop);

    public async Task<IActionResult> OnPostRename(Guid id, int version, string? name, CancellationToken stop)
    {
        var outcome = await teams.Rename(by, id, version, name, stop);
        if (ModelState.Accepts(outcome, out _))
            return Redirect(AdminLinks.Team(id) + "?said=team-renamed");
        ModelState.MovesOn(outcome.Refusals);
        return await OnGet(id, null, stop);
    }
}
