using Fosse.Accounts;
using Fosse.Administration;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Triage;
using Fosse.Web.Design;
using Fosse.Web.Design.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Admin.People;

public sealed class GiveRoleModel(SafetyDb db, SignedIn by, CountyClock clock, GiveRole give) : PageModel
{
    [BindProperty]
    public Guid? Role { get; set; }

    [BindProperty]
    public Guid? Team { get; set; }

    [BindProperty]
    public Guid? DeputyFor { get; set; }

    [BindProperty, DayMonthYear]
    public DateOnly? StartsOn { get; set; }

    [BindProperty, DayMonthYear]
    public DateOnly? EndsOn { get; set; }

    public AccountPage Shown { get; private set; } = null!;
    public IReadOnlyList<Choice> RoleChoices { get; private set; } = [];
    public IReadOnlyList<Choice> TeamChoices { get; private set; } = [];
    public IReadOnlyList<Choice> Others { get; private set; } = [];

    public async Task<IActionResult> OnGet(Guid id, CancellationToken stop)
    {
        if (await db.AccountOf(id, by, clock.Today, stop) is not { } account)
            return NotFound();
        Shown = account;
        RoleChoices =
        [
            .. (await db.Roles(clock.Today, stop)).Select(r => new Choice(r.Role.Id.ToString(), r.Role.Name, r.Role.Explanation)),
        ];
        TeamChoices = [.. (await db.TeamsOf(account.Account.AgencyId, clock.Today, stop)).Select(t => new Choice(t.Id.ToString(), t.Name))];
        Others = [.. (await db.Colleagues(account.Account, by, clock.Today, stop)).Select(a => new Choice(a.Id.ToString(), a.Name))];
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken stop) =>
        ModelState.IsValid
        && ModelState.Accepts(await give.Handle(by, new(id, Role, Team, StartsOn, EndsOn, DeputyFor), stop), out var asked)
            ? Redirect(asked.Next(AdminLinks.Person(id) + "?said=role-given"))
            : await OnGet(id, stop);
}
