using Fosse.Places;
using Fosse.Publishing;
using Fosse.Web.Hosting;
using Fosse.Web.Public.Places;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Public.Matters;

/// <summary>What people reported and staff made public, with what was done: of the county or of one place.</summary>
[MadeAnew]
public sealed class MattersModel(PublicMatters matters, PublishedFigures published, MeantAreas areas, IStringLocalizer<MatterWords> words)
    : PageModel
{
    /// <summary>What was typed to narrow the list; what it may mean, where that is several places.</summary>
    public string Query { get; private set; } = "";
    public IReadOnlyList<(string Label, AreaFacts Area)> Meant { get; private set; } = [];

    /// <summary>The place asked for; none for the whole county.</summary>
    public AreaFacts? Place { get; private set; }
    public IReadOnlyList<ListedMatter> Matters { get; private set; } = [];
    public int All { get; private set; }
    public int At { get; private set; } = 1;
    public int Pages => Math.Max(1, (All + PublicMatters.OnePage - 1) / PublicMatters.OnePage);

    public async Task<IActionResult> OnGet(string? place, string? q, [FromQuery(Name = "page")] int at, CancellationToken stop)
    {
        Query = (q?.Length > PlaceIndex.Longest ? q[..PlaceIndex.Longest] : q ?? "").Trim();
        if (Query.Length > 0 && await Narrow(stop) is { } narrowed)
            return Redirect(Url.Content(PublicLinks.Matters) + "?place=" + narrowed.Slug);
        if (!ModelState.IsValid)
            return Page(); // what the whole county did is no answer about a place
        if (!await Found(place, stop))
            return NotFound();
        At = Math.Clamp(at, 1, 1000);
        (Matters, All) = await matters.Of(Place, At, stop);
        return Page();
    }

    // A postcode, a street or a town leads to the ward around it: what is nearer would name nobody's street and show next to nothing.
    private async Task<AreaFacts?> Narrow(CancellationToken stop)
    {
        var found = await areas.Of(Query, stop);
        if (found is [var (_, only)])
            return only;
        Meant = found;
        ModelState.AddModelError("place", found.Count == 0 ? words["Narrow.None"] : words["Narrow.Several"]);
        return null;
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
