using Fosse.Places;
using Fosse.Publishing;
using Fosse.Web.Hosting;
using Fosse.Web.Public.Places;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Public.Rising;

/// <summary>Asks where somebody lives, and leads to their ward where it says which kinds of crime rise there.</summary>
public sealed class RisingModel(MeantAreas areas, PlaceFinder finder, IStringLocalizer<RisingWords> words) : PageModel
{
    public string Query { get; private set; } = "";
    public IReadOnlyList<(string Label, AreaFacts Area)> Meant { get; private set; } = [];

    /// <summary>What could be typed here and is found.</summary>
    public PlaceExamples? Examples { get; private set; }

    public async Task<IActionResult> OnGet(string? q, CancellationToken stop)
    {
        Response.Headers["X-Robots-Tag"] = "noindex";
        Query = (q?.Length > PlaceIndex.Longest ? q[..PlaceIndex.Longest] : q ?? "").Trim();
        Examples = (await finder.Now(stop)).Examples;
        if (Query.Length == 0)
            return Page();
        var found = await areas.Of(Query, stop);
        if (found is [var (_, only)])
            return Redirect(Url.Content(SiteLinks.Place(only.Slug)) + "#kinds");
        Meant = found;
        ModelState.AddModelError("where", found.Count == 0 ? words["None"] : words["Several"]);
        return Page();
    }
}
