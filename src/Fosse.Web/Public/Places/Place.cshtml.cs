using Fosse.Analysis;
using Fosse.Foundation;
using Fosse.Places;
using Fosse.Publishing;
using Fosse.Web.Design.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Public.Places;

/// <summary>What is recorded in one place; the same address with .json or .csv gives the same figures as data.</summary>
public sealed class PlaceModel(PublishedFigures published, CountyClock clock) : PageModel
{
    public CountyFigures County { get; private set; } = null!;
    public AreaFacts Area { get; private set; } = null!;
    public PlaceFigures? Figures { get; private set; }
    public string? Problem { get; private set; }
    public IReadOnlyList<RankedPlace> Ranked { get; private set; } = [];
    public RankedPlace? Rank { get; private set; }
    public IReadOnlyList<AreaFacts> Similar { get; private set; } = [];
    public IReadOnlyList<AreaFacts> Within { get; private set; } = [];
    public double? Quoted { get; private set; }
    public string? QuotedProblem { get; private set; }
    public IReadOnlyList<QuotedRateMatch> Matches { get; private set; } = [];
    public IEnumerable<Crumb> Crumbs => PlaceCrumbs.To(County, Area);
    public string? Age => Figures is { } f ? PlaceMonths.Age(f.Period.To, clock.Today) : null;

    public async Task<IActionResult> OnGet(string slug, string? from, string? to, string? quoted, CancellationToken stop)
    {
        County = await published.Now(stop);
        var format = Path.GetExtension(slug);
        var name = Path.GetFileNameWithoutExtension(slug);
        if (format is not ("" or ".json" or ".csv")) return NotFound();
        if (!County.BySlug.TryGetValue(name, out var area))
        {
            return County.OldSlugs.TryGetValue(name, out var now) ? RedirectPermanent($"{Request.PathBase}/place/{now}{format}{Request.QueryString}") : NotFound();
        }
        Area = area;
        if (!PlaceMonths.Asked(County, from, to).Accepted(out var months))
        {
            var refusal = PlaceMonths.Asked(County, from, to).Refusals[0];
            if (format.Length > 0) return PlaceFiles.Refused(refusal);
            Problem = refusal.Message;
            if (County.Months.Count > 0) ModelState.AddModelError(refusal.Field, refusal.Message);
            Response.StatusCode = County.Months.Count > 0 ? 400 : 200;
            return Page();
        }
        Figures = PlaceFigures.Of(County, area, months.From, months.To);
        if (format == ".json") return Content(PlaceData.Json(Figures), "application/json; charset=utf-8");
        if (format == ".csv") return PlaceFiles.Csv($"{name}-{months.From}-to-{months.To}.csv", PlaceData.Csv(Figures));
        Compare(months.From, months.To);
        if (quoted is not null) Find(quoted);
        return Page();
    }

    private void Compare(Month from, Month to)
    {
        Ranked = Comparison.Rank(County, County.Of(Area.Kind), from, to);
        Rank = Ranked.FirstOrDefault(r => r.Area.Id == Area.Id);
        Similar = Comparison.Similar(County, Area);
        Within = [.. (Area.Kind switch
        {
            AreaKind.County => County.Of(AreaKind.District),
            AreaKind.District => County.Of(AreaKind.Ward).Concat(County.Of(AreaKind.Msoa)).Where(a => a.District?.Id == Area.Id),
            AreaKind.Msoa => County.Of(AreaKind.Lsoa).Where(a => a.Msoa?.Id == Area.Id),
            _ => [],
        }).OrderBy(a => a.Kind).ThenBy(a => a.Name, StringComparer.Ordinal)];
    }

    private void Find(string quoted)
    {
        if (!double.TryParse(quoted, System.Globalization.CultureInfo.InvariantCulture, out var rate) || rate is not (>= 0 and <= 100_000))
        {
            QuotedProblem = "Enter the figure as a number per 1,000, like 71.6.";
            return;
        }
        Quoted = rate;
        Matches = PlaceQuoted.Find(County, Area, rate);
    }
}
