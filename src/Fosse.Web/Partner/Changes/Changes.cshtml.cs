using System.Globalization;
using System.Text;
using Fosse.Publishing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Partner.Changes;

/// <summary>Every comparison behind the clear changes, clear or not, as a table and as a file.</summary>
public sealed class ChangesModel(PublishedFigures figures) : PageModel
{
    internal const string FileName = "changes.csv";

    private const int OnAPage = 100;
    private const double Least = .0001;

    public ClearChanges? Changes { get; private set; }
    public PlaceNames Names { get; private set; } = null!;
    public IReadOnlyList<ClearChange> Shown { get; private set; } = [];
    public int At { get; private set; } = 1;
    public int Pages { get; private set; } = 1;

    public async Task<IActionResult> OnGet(string? file, [FromQuery(Name = "page")] int at, CancellationToken stop)
    {
        if (file is not (null or FileName))
            return NotFound();
        var county = await figures.Now(stop);
        (Changes, Names) = (ClearChanges.Of(county), PlaceNames.Of(county));
        if (file is not null)
            return Changes is null
                ? NotFound()
                : File(
                    (byte[])[.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(ClearChangesData.Csv(Changes, county.DataVersion))],
                    "text/csv; charset=utf-8",
                    FileName
                );
        var all = Changes?.All ?? [];
        Pages = Math.Max(1, (all.Count + OnAPage - 1) / OnAPage);
        At = Math.Clamp(at, 1, Pages);
        Shown = [.. all.Skip((At - 1) * OnAPage).Take(OnAPage)];
        return Page();
    }

    /// <summary>With what it takes to tell clear from unclear; nothing where it is smaller than anybody asks.</summary>
    public static string? Said(double chance) => chance < Least ? null : chance.ToString("0.0000", CultureInfo.CurrentCulture);
}
