using Fosse.Places;
using Fosse.Publishing;
using Fosse.Web.Public.Places;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Public.Information;

/// <summary>Yearly figures of every area of a kind as one file, and what its columns mean.</summary>
public sealed class DownloadsModel(PublishedFigures published) : PageModel
{
    public CountyFigures County { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string? file, string? from, string? to, CancellationToken stop)
    {
        County = await published.Now(stop);
        if (file is null)
            return Page();
        if (Path.GetExtension(file) != ".csv" || PlaceKinds.FromKey(Path.GetFileNameWithoutExtension(file)) is not { } kind)
            return NotFound();
        var asked = PlaceMonths.Asked(County, from, to);
        if (!asked.Accepted(out var months))
            return PlaceFiles.Refused(asked.Refusals[0]);
        return PlaceFiles.Csv(
            $"{PlaceKinds.Key(kind)}-{months.From}-to-{months.To}.csv",
            PlaceData.CsvOfAll(County, kind, months.From, months.To)
        );
    }
}
