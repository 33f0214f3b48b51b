using Fosse.Foundation;
using Fosse.Places;
using Fosse.Publishing;
using Fosse.Reporting;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Public.Where;

/// <summary>Where a postcode, a street or a town lies, and who answers there. Figures are of the areas that it leads to.</summary>
[MadeAnew] // who answers can change with no new figures
public sealed class WhereModel(PlaceFinder finder, PublishedFigures published, SafetyDb db, PointLookup points, StandingRules standing)
    : PageModel
{
    public string Slug { get; private set; } = "";
    public FoundSpot Spot { get; private set; } = null!;
    public AreaFacts? Lsoa { get; private set; }
    public AreaFacts? Neighbourhood { get; private set; }
    public AreaFacts? District { get; private set; }

    /// <summary>The ward; of a town those of its streets.</summary>
    public IReadOnlyList<AreaFacts> Wards { get; private set; } = [];
    public IReadOnlyList<WhoAnswers> Who { get; private set; } = [];

    public async Task<IActionResult> OnGet(string slug, CancellationToken stop)
    {
        if ((await finder.Now(stop)).At(slug) is not { } spot)
            return NotFound();
        Response.Headers["X-Robots-Tag"] = "noindex";
        (Spot, Slug) = (spot, slug);
        var county = await published.Now(stop);
        var areas = await points.At(db, spot.Longitude, spot.Latitude, stop);
        (Lsoa, Neighbourhood, District) = (Of(areas.Lsoa), Of(areas.Neighbourhood), Of(areas.District));
        Wards = [.. (spot.Wards.Count > 0 ? spot.Wards : [.. new[] { areas.Ward }.OfType<int>()]).Select(w => Of(w)).OfType<AreaFacts>()];
        if (spot.Kind is FoundKind.Settlement)
            (areas, Lsoa) = (areas with { Lsoa = null }, null);
        Who = await WhoAnswers.Of(db, standing, areas, stop);
        return Page();

        AreaFacts? Of(int? id) => id is { } known ? county.ById.GetValueOrDefault(known) : null;
    }
}
