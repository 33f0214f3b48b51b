using Fosse.Publishing;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Public.Matters;

/// <summary>The list as an Atom feed (RFC 4287), for whoever follows a place: the newest changes, nothing that the list has not.</summary>
[MadeAnew]
public sealed class FeedModel(PublicMatters matters, PublishedFigures published, IStringLocalizer<MatterWords> words) : PageModel
{
    public async Task<IActionResult> OnGet(string? place, CancellationToken stop)
    {
        var county = await published.Now(stop);
        AreaFacts? of = null;
        if (!string.IsNullOrEmpty(place) && !county.BySlug.TryGetValue(place, out of))
            return NotFound();
        var (found, _) = await matters.Of(of, 1, stop);
        var query = of is null ? "" : $"?place={of.Slug}";
        var title = of is null ? words["Feed.Title", county.CountyName] : words["List.TitleOf", of.Name];
        Response.Headers.CacheControl = "public, max-age=300";
        return Content(
            MattersAtom.Write(
                new(
                    title,
                    words["List.Sub"],
                    new Uri($"{Request.Scheme}://{Request.Host}{Request.PathBase}/"),
                    PublicLinks.MattersFeed[2..] + query,
                    PublicLinks.Matters[2..] + query
                ),
                found.Select(m => new FeedEntry(
                    m.Summary,
                    m.Area.Length > 0 ? words["Title", m.Category, m.Area] : words["TitleOnly", m.Category],
                    m.Summary.Outcome.Length > 0 ? $"{words["List.Done"]} {m.Summary.Outcome}" : words["NoOutcome", m.Summary.AgencyName],
                    PublicLinks.Matter(m.Summary.Number)[2..]
                ))
            ),
            "application/atom+xml; charset=utf-8"
        );
    }
}
