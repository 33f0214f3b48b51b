using Fosse.Analysis;
using Fosse.Publishing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Public.HowSafe;

/// <summary>What a "safety score" is, with the reader's own place.</summary>
public sealed class HowSafeModel(PublishedFigures published) : PageModel
{
    public CountyFigures County { get; private set; } = null!;
    public PlaceFigures? Figures { get; private set; }
    public double? Score { get; private set; }

    public async Task<IActionResult> OnGet(string? slug, CancellationToken stop)
    {
        County = await published.Now(stop);
        if (slug is null) return Page();
        if (!County.BySlug.TryGetValue(slug, out var area)) return County.OldSlugs.TryGetValue(slug, out var now) ? RedirectPermanent($"{Request.PathBase}/how-safe/{now}") : NotFound();
        if (PlaceMonths.Usual(County) is { } m) Figures = PlaceFigures.Of(County, area, m.From, m.To);
        if (Figures?.Crime.RatePer1000 is { } rate) Score = SafetyScore.From(rate);
        return Page();
    }
}
