using Fosse.Foundation;
using Fosse.Reporting;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Admin.Categories;

public sealed class CategoriesModel(SafetyDb db) : PageModel
{
    public IReadOnlyList<ReportCategory> All { get; private set; } = [];

    public async Task OnGet(CancellationToken stop) => All = await db.Categories(stop);
}
