using Fosse.Publishing;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Public.Matters;

/// <summary>What people reported and staff made public, with what was done: of the county or of one place.</summary>
[MadeAnew]
public sealed class MattersModel(PublicMatters matters, PublishedFigures published) : PageModel
{
    /// <summary>The place asked for; none for the whole county.</summary>
    public AreaFacts? Place { get; private set; }
    public IReadOnlyList<ListedMatter> Matters { get; private set; } = [];
    public int All { get; private set; }
    public int At { get; private set; } = 1;
    public int Pages => Math.Max(1, (All + PublicMatters.OnePage - 1) / PublicMatters.OnePage);

    public async Task<IActionResult> OnGet(string? place, [FromQuery(Name = "page")] int at, CancellationToken stop)
    {
        if (!await Found(place, stop))
            return NotFound();
        At = Math.Clamp(at, 1, 1000);
        (Matters, All) = await matters.Of(Place, At, stop);
        return Page();
    }

    private async Task<bool> Found(string? slug, CancellationToken stop)
    {
        if (string.IsNullOrEmpty(slug))
            return true;
        var county = await published.Now(stop);
        Place = county.BySlug.GetValueOrDefault(slug);
        return Place is not null;
    }
}
