using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Web.Design;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Admin.Roles;

public sealed class AddRoleModel(SignedIn by, ChangeRole roles) : PageModel
{
    [BindProperty]
    public RoleForm Form { get; set; } = new();

    public async Task<IActionResult> OnPost(CancellationToken stop) =>
        ModelState.IsValid && ModelState.Accepts(await roles.Add(by, Form.Details, stop), out _, nameof(Form))
            ? Redirect(AdminLinks.Roles + "?said=added")
            : Page();
}
