using Fosse.Foundation;
using Fosse.Reporting;
using Fosse.Web.Design;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Admin.Categories;

public sealed class AddCategoryModel(SignedIn by, ChangeCategory categories) : PageModel
{
    [BindProperty]
    public CategoryForm Form { get; set; } = new();

    public async Task<IActionResult> OnPost(CancellationToken stop) =>
        ModelState.IsValid && ModelState.Accepts(await categories.Add(by, Form.Details, stop), out _, nameof(Form))
            ? Redirect(AdminLinks.Categories + "?said=added")
            : Page();
}
