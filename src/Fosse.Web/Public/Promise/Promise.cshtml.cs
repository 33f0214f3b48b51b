using Fosse.Publishing;
using Fosse.Reporting;
using Fosse.Web.Public.Places;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Public.Promise;

/// <summary>What is promised to those who report, and how the promise was kept; with a file's name the same as data.</summary>
public sealed class PromiseModel(PublishedFigures published, ReportFigures figures) : PageModel
{
    public const string FileName = "reply-clock.csv";

    public IReadOnlyList<PromiseRow> Rows { get; private set; } = [];
    public PromiseRow? County => Rows.FirstOrDefault(r => r.Area.Kind == Fosse.Places.AreaKind.County);
    public IEnumerable<PromiseRow> Neighbourhoods => Rows.Where(r => r.Area.Kind == Fosse.Places.AreaKind.Neighbourhood);

    public async Task<IActionResult> OnGet(string? file, CancellationToken stop)
    {
        if (file is not (null or FileName))
            return NotFound();
        Rows = PromiseRow.Of(await published.Now(stop), await figures.Published(stop));
        return file is null ? Page() : PlaceFiles.Csv(FileName, PromiseData.Csv(Rows));
    }
}
