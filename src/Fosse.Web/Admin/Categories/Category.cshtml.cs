using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Reporting;
using Microsoft.AspNetCore.Mvc;

namespace Fosse.Web.Admin.Categories;

public sealed class CategoryModel(SafetyDb db, SignedIn by, ChangeCategory categories) : ChangePage<CategoryForm>
{
    public ReportCategory Category { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string code, CancellationToken stop)
    {
        if (!await Find(code, stop))
            return NotFound();
        Form = CategoryForm.Of(Category);
        return Page();
    }

    public async Task<IActionResult> OnPost(string code, CancellationToken stop)
    {
        if (await Changes(() => categories.Handle(by, code, Version, Form.Details, stop)))
            return Redirect(((Answering)Made!).Next(AdminLinks.Categories + "?said=changed"));
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
