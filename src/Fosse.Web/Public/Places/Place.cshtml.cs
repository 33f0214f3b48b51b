using Fosse.Foundation;
using Fosse.Places;
using Fosse.Publishing;
using Fosse.Reporting;
using Fosse.Web.Design.TagHelpers;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Public.Places;

/// <summary>What is recorded in one place; the same address with .json or .csv gives the same figures as data.</summary>
public sealed class PlaceModel(
    PublishedFigures published,
    CountyClock clock,
    StandingRules standing,
    SafetyDb db,
    IServiceScopeFactory scopes,
    IStringLocalizer<PlaceWords> words
) : PageModel
{
    public CountyFigures County { get; private set; } = null!;
    public AreaFacts Area { get; private set; } = null!;

    /// <summary>None where the months asked for cannot be shown.</summary>
    public PlaceFigures? Figures { get; private set; }
    public Refusal? Problem { get; private set; }
    public IReadOnlyList<RankedPlace> Ranked { get; private set; } = [];
    public RankedPlace? Rank { get; private set; }

    /// <summary>Those of <see cref="Ranked"/> that a chart shows; for the county its districts, for a small area only its neighbours within
    /// the MSOA, for nobody ranks streets.</summary>
    public IReadOnlyList<RankedPlace> Near { get; private set; } = [];

    /// <summary>The similar areas and the place itself, by rate; nothing where there are too few.</summary>
    public IReadOnlyList<RankedPlace> Similar { get; private set; } = [];
    public IReadOnlyList<IGrouping<AreaKind, AreaFacts>> Within { get; private set; } = [];

    /// <summary>The larger areas that it lies in, the nearest first.</summary>
    public IReadOnlyList<AreaFacts> LiesIn { get; private set; } = [];

    /// <summary>Who answers here; nobody is named of the whole county, which has many.</summary>
    public IReadOnlyList<WhoAnswers> Who { get; private set; } = [];
    public PlaceWhere? Where { get; private set; }
    public QuotedAnswer? Quoted { get; private set; }
    public string? QuotedProblem { get; private set; }
    public IEnumerable<Crumb> Crumbs => PlaceCrumbs.To(County, Area);
    public string? Age => Figures is { } f ? PlaceMonths.Age(f.Period.To, clock.Today) : null;
    public bool IsNewestYear => Figures is { Period: { IsYear: true } period } && period.To == County.NewestYear?.To;

    public async Task<IActionResult> OnGet(string slug, string? from, string? to, string? quoted, CancellationToken stop)
    {
        County = await published.Now(stop);
        var format = Path.GetExtension(slug);
        var name = Path.GetFileNameWithoutExtension(slug);
        if (format is not ("" or ".json" or ".csv"))
            return NotFound();
        if (!County.BySlug.TryGetValue(name, out var area))
        {
            return County.OldSlugs.TryGetValue(name, out var now)
                ? RedirectPermanent(Request.PathBase + SiteLinks.Place(now, format).AsPath() + Request.QueryString)
                : NotFound();
        }
        Area = area;
        if (format.Length == 0)
            Who = await WhoAnswers.Of(db, standing, PlaceWithin.AreasOf(area), stop);
        (Within, LiesIn) = ([.. PlaceWithin.Of(County, area).GroupBy(a => a.Kind)], PlaceWithin.Around(area));
        var asked = PlaceMonths.Asked(County, from, to);
        if (!asked.Accepted(out var months))
            return Refuse(asked.Refusals[0], format);
        Figures = PlaceFigures.Of(County, area, months.From, months.To);
        if (format == ".json")
            return Content(PlaceData.Json(Figures), "application/json; charset=utf-8");
        if (format == ".csv")
            return PlaceFiles.Csv($"{name}-{months.From}-to-{months.To}.csv", PlaceData.Csv(Figures));
        if (area.OutlineHeld)
            Where = await PlaceWhere.Of(County, area, scopes);
        if (Figures.NoFiguresBecause is null)
            Compare(months.From, months.To);
        if (quoted is not null && Figures.NoFiguresBecause is null)
            Find(quoted);
        return Page();
    }

    private IActionResult Refuse(Refusal refusal, string format)
    {
        if (format.Length > 0)
            return PlaceFiles.Refused(refusal);
        Problem = refusal;
        if (County.Months.Count > 0)
        {
            ModelState.AddModelError(refusal.Field, refusal.Message);
            Response.StatusCode = 400;
        }
        return Page();
    }

    private void Compare(Month from, Month to)
    {
        Ranked = Comparison.Rank(County, Area.Kind, from, to);
        Rank = Ranked.FirstOrDefault(r => r.Area.Id == Area.Id);
        Near =
            Area.Kind == AreaKind.County ? Comparison.Rank(County, AreaKind.District, from, to)
            : Area is { Kind: AreaKind.Lsoa, Msoa: { } msoa } ? Comparison.Among(Ranked, a => a.Msoa?.Id == msoa.Id)
            : Ranked;
        var similar = Comparison.Similar(County, Area).Select(a => a.Id).Append(Area.Id).ToHashSet();
        if (Rank is not null && similar.Count > Comparison.FewestSimilar)
            Similar = Comparison.Among(Ranked, a => similar.Contains(a.Id));
    }

    private void Find(string quoted)
    {
        if (!double.TryParse(quoted, System.Globalization.CultureInfo.InvariantCulture, out var rate) || rate is not (>= 0 and <= 100_000))
        {
            QuotedProblem = words["QuotedWrong"];
            ModelState.AddModelError("figure", QuotedProblem);
            return;
        }
        Quoted = PlaceQuoted.Find(County, Area, rate);
    }
}
