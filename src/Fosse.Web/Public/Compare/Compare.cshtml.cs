using Fosse.Places;
using Fosse.Publishing;
using Fosse.Web.Hosting;
using Fosse.Web.Public.Places;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Public.Compare;

/// <summary>Two to six places side by side. Every choice is in the address, so that it works without script and can be sent on.</summary>
public sealed class CompareModel(PublishedFigures published, IStringLocalizer<CompareWords> words) : PageModel
{
    public const int Most = 6;

    public CountyFigures County { get; private set; } = null!;
    public PlaceNames Names { get; private set; } = null!;

    /// <summary>The places asked for that are known and have figures.</summary>
    public IReadOnlyList<AreaFacts> Areas { get; private set; } = [];

    /// <summary>Their figures, once there are two.</summary>
    public IReadOnlyList<(AreaFacts Area, PlaceFigures Figures)> Chosen { get; private set; } = [];

    /// <summary>What was written and is no place, to be mended.</summary>
    public IReadOnlyList<string> Unknown { get; private set; } = [];

    /// <param name="format">"csv" for the figures as a file, once there are two places.</param>
    public async Task<IActionResult> OnGet(string[] places, string? format, CancellationToken stop)
    {
        County = await published.Now(stop);
        Names = PlaceNames.Of(County);
        var texts = places
            .Where(p => !string.IsNullOrWhiteSpace(p))
            .Select(p => p.Trim())
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(Most + 20)
            .ToList();
        if (texts.Count == 0)
            return Page();
        var (areas, unknown) = (new List<AreaFacts>(), new List<string>());
        foreach (var text in texts)
        {
            if (Refused(text, Names.Meant(text), areas) is not { } refused)
                continue;
            unknown.Add(text);
            ModelState.AddModelError("add-0", refused);
        }
        if (areas.Count > Most)
            ModelState.AddModelError("", words["TooMany", Most]);
        // With the first place alone the page is a question, not a mistake.
        else if (areas.Count == 1 && unknown.Count == 0 && texts.Count > 1)
            ModelState.AddModelError("add-0", words["TooFew"]);
        // As they were chosen: the first is what the others are compared with, and a page is kept under its address as it was sent.
        (Areas, Unknown) = ([.. areas.Take(Most)], unknown);
        if (Areas.Count > 1 && PlaceMonths.Usual(County) is { } m)
            Chosen = [.. Areas.Select(a => (a, PlaceFigures.Of(County, a, m.From, m.To)))];
        return format == "csv" && Chosen.Count > 1
            ? PlaceFiles.Csv(
                $"compared-{Chosen[0].Figures.Period.From}-to-{Chosen[0].Figures.Period.To}.csv",
                PlaceData.CsvOf(Chosen.Select(c => c.Figures))
            )
            : Page();
    }

    /// <summary>The address of the same places as a file.</summary>
    public string AsFile =>
        QueryHelpers.AddQueryString(
            Request.PathBase + SiteLinks.Compare.AsPath(),
            [.. Areas.Select(a => KeyValuePair.Create("places", (string?)a.Slug)), KeyValuePair.Create("format", (string?)"csv")]
        );

    private string? Refused(string text, IReadOnlyList<AreaFacts> meant, List<AreaFacts> areas)
    {
        if (meant.Count == 0)
            return words["Unknown", text];
        if (meant.Count > 1)
            return words["Several", text, string.Join("; ", meant.Take(8).Select(a => Names[a]))];
        if (!meant[0].HasFigures)
            return words[
                "NoFigures",
                meant[0].Name,
                PlaceMonths.Usual(County) is { } m ? PlaceFigures.Of(County, meant[0], m.From, m.To).NoFiguresBecause! : ""
            ];
        if (!areas.Contains(meant[0]))
            areas.Add(meant[0]);
        return null;
    }

    /// <summary>The address without one place.</summary>
    public string Without(AreaFacts area) =>
        QueryHelpers.AddQueryString(
            Request.PathBase + SiteLinks.Compare.AsPath(),
            Areas.Where(a => a != area).Select(a => KeyValuePair.Create("places", (string?)a.Slug))
        );

    /// <summary>How a place stands to the first: higher, lower or not-clear; contains where they share their crimes, nothing where either
    /// has no rate.</summary>
    public string? Verdict((AreaFacts Area, PlaceFigures Figures) place)
    {
        var first = Chosen[0];
        if (place.Area == first.Area || place.Figures.Crime.RatePer1000 is null || first.Figures.Crime.RatePer1000 is null)
            return null;
        if (Contains(first.Area, place.Area) || Contains(place.Area, first.Area))
            return "contains";
        return Comparison.Verdict(new(0, place.Area, place.Figures.Crime), new(0, first.Area, first.Figures.Crime)) switch
        {
            Analysis.ComparisonVerdict.Higher => "higher",
            Analysis.ComparisonVerdict.Lower => "lower",
            _ => "not-clear",
        };
    }

    // Wards and neighbourhoods are cut otherwise than the statistical areas, so of those only the district is known.
    private static bool Contains(AreaFacts larger, AreaFacts smaller) =>
        larger.Kind == AreaKind.County
        || larger == smaller.District
        || larger == smaller.Msoa
        || (
            larger.Kind != smaller.Kind
            && larger.Kind != AreaKind.District
            && smaller.Kind != AreaKind.District
            && (larger.District == smaller.District || larger.Kind == AreaKind.Neighbourhood || smaller.Kind == AreaKind.Neighbourhood)
        );
}
