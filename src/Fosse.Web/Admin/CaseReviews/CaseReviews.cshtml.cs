using Fosse.Foundation;
using Fosse.Reporting;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Admin.CaseReviews;

public sealed class CaseReviewsModel(CaseReviewRules rules) : PageModel
{
    public IReadOnlyList<DistrictRule> All { get; private set; } = [];

    public async Task OnGet(CancellationToken stop) => All = await rules.All(stop);
}
