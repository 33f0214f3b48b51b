using Fosse.Accounts;
using Fosse.Foundation;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Admin.Roles;

public sealed class RolesModel(SafetyDb db, CountyClock clock) : PageModel
{
    public IReadOnlyList<RoleRow> All { get; private set; } = [];

    public async Task OnGet(CancellationToken stop) => All = await db.Roles(clock.Today, stop);
}
