using Fosse.Foundation;
using Fosse.Places;
using Fosse.Publishing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Public.County;

/// <summary>The county's places in a ranked table that says where the order is not certain.</summary>
public sealed class CountyModel(
    PublishedFigures published,
    CountyClock clock,
    IServiceScopeFactory scopes,
    IStringLocalizer<CountyWords> words
) : PageModel
{
    private const int PerPage = 20;

    public CountyFigures County { get; private set; } = null!;
    public AreaKind Kind { get; private set; }
    public string Sort { get; private set; } = "rate";

    /// <summary>Part of the name that was typed to find a place in the list.</summary>
    public string Find { get; private set; } = "";
    public bool ShowsAll { get; private set; }
    public int Matching { get; private set; }
    public (Month From, Month To)? Months { get; private set; }
    public IReadOnlyList<RankedPlace> Ranked { get; private set; } = [];
    public IReadOnlyList<RankedPlace> Shown { get; private set; } = [];

    /// <summary>Areas without a rate: how many crimes, where that is held, and why there is no rate.</summary>
    public IReadOnlyList<(AreaFacts Area, long? Count, string Why)> NotRanked { get; private set; } = [];
    public IReadOnlyCollection<PlaceOutline> Outlines { get; private set; } = [];
    public string? Age => Months is { } m ? PlaceMonths.Age(m.To, clock.Today) : null;
    public int Number { get; private set; }
    public int Pages { get; private set; }

    public async Task<IActionResult> OnGet(
        string? by,
        string? sort,
        string? find,
        string? show,
        [FromQuery(Name = "page")] int number,
        CancellationToken stop
    )
    {
        County = await published.Now(stop);
        if (PlaceKinds.FromKey(by ?? "district") is not { } kind || kind == AreaKind.County)
            return NotFound();
        (Find, ShowsAll) = ((find?.Length > PlaceIndex.Longest ? find[..PlaceIndex.Longest] : find ?? "").Trim(), show == "all");
        (Kind, Sort, Months) = (kind, sort is "name" or "crimes" ? sort : "rate", PlaceMonths.Usual(County));
        if (Months is not { } months)
            return Page();
        NotRanked =
        [
            .. County
                .Of(kind)
                .Where(a => a is not { HasFigures: true, Residents.Count: > 0 })
                .OrderBy(a => !a.HasFigures)
                .ThenByDescending(a => a.HasFigures ? County.In(a, months.From, months.To).Crime : 0)
                .ThenBy(a => a.Name, StringComparer.Ordinal)
                .Take(500)
                .Select(a =>
                    a.HasFigures
                        ? (a, County.In(a, months.From, months.To).Crime, words["WhyResidents"])
                        : (a, (long?)null, words["WhyOutline"].Value)
                ),
        ];
        Ranked = Comparison.Rank(County, kind, months.From, months.To);
        if (Ranked.Count > 0)
            Outlines = [.. (await County.Outlines(kind, scopes)).Values.Where(o => o.Area.LastVintage is null)];
        var matching = Ranked.Where(r => r.Area.Name.Contains(Find, StringComparison.OrdinalIgnoreCase)).ToList();
        Matching = matching.Count;
        Pages = ShowsAll ? 1 : Math.Max(1, (Matching + PerPage - 1) / PerPage);
        Number = Math.Clamp(number, 1, Pages);
        var sorted = Sort switch
        {
            "name" => matching.OrderBy(r => r.Area.Name, StringComparer.Ordinal),
            "crimes" => matching.OrderByDescending(r => r.Crime.Count),
            _ => matching.OrderBy(r => r.Rank),
        };
        Shown = [.. ShowsAll ? sorted : sorted.Skip((Number - 1) * PerPage).Take(PerPage)];
        return Page();
    }

    public ChangeFigure? Change(AreaFacts place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return Months is { } m ? Comparison.Change(County, place, m.From, m.To) : null;
    }

    public string Unclear(RankedPlace place)
    {
        var alike = Comparison.NotClearlyDifferent(Ranked, place);
        return alike.Count switch
        {
            0 => words["Clear"],
            <= 3 => PlaceKinds.List([.. alike.Select(a => a.Area.Name)]),
            _ => words["Ranks", Math.Min(place.Rank, alike[0].Rank), Math.Max(place.Rank, alike[^1].Rank)],
        };
    }

    /// <summary>Every month from the first that is held to the last; the ones between that are not held are nothing.</summary>
    public IReadOnlyList<int?> MonthsOf(AreaFacts area) =>
        [
            .. Enumerable
                .Range(0, County.Months[^1].MonthsSince(County.Months[0]) + 1)
                .Select(County.Months[0].AddMonths)
                .Select(m => County.Holds(m) ? (int?)County.In(area, m).Crime : null),
        ];
}
