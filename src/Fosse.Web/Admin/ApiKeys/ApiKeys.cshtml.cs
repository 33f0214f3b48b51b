using Fosse.Foundation;
using Fosse.Reporting.Open311;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Admin.ApiKeys;

public sealed class ApiKeysModel(SafetyDb db) : PageModel
{
    public IReadOnlyList<ApiKeyRow> All { get; private set; } = [];

    public async Task OnGet(CancellationToken stop) => All = await db.ApiKeyRows(stop);
}
