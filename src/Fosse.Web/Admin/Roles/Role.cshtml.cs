using Fosse.Accounts;
using Fosse.Foundation;
using Microsoft.AspNetCore.Mvc;

namespace Fosse.Web.Admin.Roles;

public sealed class RoleModel(SafetyDb db, SignedIn by, CountyClock clock, ChangeRole roles) : ChangePage<RoleForm>
{
    public Role Role { get; private set; } = null!;
    public int People { get; private set; }

    public async Task<IActionResult> OnGet(Guid id, CancellationToken stop)
    {
        if (!await Find(id, stop))
            return NotFound();
        Form = RoleForm.Of(Role);
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken stop)
    {
        if (await Changes(() => roles.Handle(by, id, Version, Form.Details, stop)))
            return Redirect(((Administered)Made!).Next(AdminLinks.Roles + "?said=changed"));
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
