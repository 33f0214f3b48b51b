using Fosse.Analysis;
using Fosse.Publishing;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Public.HowSafe;

/// <summary>The rate turned over, with the interval that the sites leave out, and what it would be with anti-social behaviour counted
/// in.</summary>
public sealed record ScoreOutOf100(double Value, double Low, double High, double WithAsb);

/// <summary>What a "safety score" is, with the reader's own place.</summary>
public sealed class HowSafeModel(PublishedFigures published) : PageModel
{
    public CountyFigures County { get; private set; } = null!;
    public PlaceFigures? Figures { get; private set; }
    public ScoreOutOf100? Score { get; private set; }

    public async Task<IActionResult> OnGet(string? slug, CancellationToken stop)
    {
        County = await published.Now(stop);
        if (slug is null)
            return Page();
        if (!County.BySlug.TryGetValue(slug, out var area))
            return County.OldSlugs.TryGetValue(slug, out var now)
                ? RedirectPermanent(Request.PathBase + PublicLinks.HowSafe(now).AsPath())
                : NotFound();
        if (PlaceMonths.Usual(County) is { } m)
            Figures = PlaceFigures.Of(County, area, m.From, m.To);
        // A high rate is a low score, so the ends change places.
        if (Figures is { Crime: { RatePer1000: { } rate, Low: { } low, High: { } high }, Asb.RatePer1000: { } asb })
        {
            Score = new(SafetyScore.From(rate), SafetyScore.From(high), SafetyScore.From(low), SafetyScore.From(rate + asb));
        }
        return Page();
    }
}
