using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Web.Design;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Admin.Roles;

public sealed class RoleModel(SafetyDb db, SignedIn by, CountyClock clock, ChangeRole roles) : PageModel
{
    [BindProperty]
    public RoleForm Form { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public Role Role { get; private set; } = null!;
    public int People { get; private set; }

    /// <summary>True when somebody else has changed it since the form was opened.</summary>
    public bool Stale { get; private set; }

    public async Task<IActionResult> OnGet(Guid id, CancellationToken stop)
    {
        if (!await Find(id, stop))
            return NotFound();
        Form = RoleForm.Of(Role);
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken stop)
    {
        if (ModelState.IsValid)
        {
            var outcome = await roles.Handle(by, id, Version, Form.Details, stop);
            if (ModelState.Accepts(outcome, out _, nameof(Form)))
                return Redirect(AdminLinks.Roles + "?said=changed");
            Stale = ModelState.MovesOn(outcome.Refusals, nameof(Form));
        }
        return await Find(id, stop) ? Page() : NotFound();
    }

    private async Task<bool> Find(Guid id, CancellationToken stop)
    {
        if ((await db.Roles(clock.Today, stop)).FirstOrDefault(r => r.Role.Id == id) is not { } found)
            return false;
        (Role, People) = (found.Role, found.People);
        return true;
    }
}
