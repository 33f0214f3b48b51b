using Fosse.Foundation;
using Fosse.Reporting;
using Microsoft.AspNetCore.Mvc;

namespace Fosse.Web.Admin.CaseReviews;

public sealed class CaseReviewModel(SignedIn by, CaseReviewRules rules, ChangeCaseReview change) : ChangePage<CaseReviewForm>
{
    public DistrictRule District { get; private set; } = null!;

    /// <summary>Whether it is for this administrator to change.</summary>
    public bool MayChange => District.Council is null || District.Council.Id == by.AgencyId;

    public async Task<IActionResult> OnGet(string code, CancellationToken stop)
    {
        if (!await Find(code, stop))
            return NotFound();
        Form = CaseReviewForm.Of(District.Rule);
        return Page();
    }

    public async Task<IActionResult> OnPost(string code, CancellationToken stop)
    {
        if (await Changes(() => change.Handle(by, code, Version, Form.Details, stop)))
            return Redirect(AdminLinks.CaseReviews + "?said=changed");
        return await Find(code, stop) ? Page() : NotFound();
    }

    private async Task<bool> Find(string code, CancellationToken stop)
    {
        if ((await rules.All(stop)).FirstOrDefault(r => r.District == code) is not { } found)
            return false;
        District = found;
        return true;
    }
}
