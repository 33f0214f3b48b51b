using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Intake.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Admin.Running;

public sealed class ImportsModel(SafetyDb db, SignedIn by) : PageModel
{
    public IReadOnlyList<ImportRunRow> Runs { get; private set; } = [];
    public IReadOnlyList<AskedImport> Asked { get; private set; } = [];
    public int Shown { get; private set; }
    public int Pages { get; private set; }

    public async Task OnGet([FromQuery(Name = "page")] int? shown, CancellationToken stop)
    {
        (Runs, Shown, Pages) = await db.ImportRuns(shown ?? 1, stop);
        Asked = await db.AskedImports(by, stop);
    }
}
