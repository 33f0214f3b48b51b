using Fosse.Foundation;
using Fosse.Reporting;
using Fosse.Web.Design;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Admin.Categories;

public sealed class CategoryModel(SafetyDb db, SignedIn by, ChangeCategory categories) : PageModel
{
    [BindProperty]
    public CategoryForm Form { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    public ReportCategory Category { get; private set; } = null!;

    /// <summary>True when somebody else has changed it since the form was opened.</summary>
    public bool Stale { get; private set; }

    public async Task<IActionResult> OnGet(string code, CancellationToken stop)
    {
        if (!await Find(code, stop))
            return NotFound();
        Form = CategoryForm.Of(Category);
        return Page();
    }

    public async Task<IActionResult> OnPost(string code, CancellationToken stop)
    {
        if (ModelState.IsValid)
        {
            var outcome = await categories.Handle(by, code, Version, Form.Details, stop);
            if (ModelState.Accepts(outcome, out _, nameof(Form)))
                return Redirect(AdminLinks.Categories + "?said=changed");
            Stale = ModelState.MovesOn(outcome.Refusals, nameof(Form));
        }
        return await Find(code, stop) ? Page() : NotFound();
    }

    private async Task<bool> Find(string code, CancellationToken stop)
    {
        if ((await db.Categories(stop)).FirstOrDefault(c => c.Code == code) is not { } found)
            return false;
        Category = found;
        return true;
    }
}
