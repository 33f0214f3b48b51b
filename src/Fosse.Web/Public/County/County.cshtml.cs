using Fosse.Places;
using Fosse.Publishing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Public.County;

/// <summary>The county's places in a ranked table that says where the order is not certain.</summary>
public sealed class CountyModel(PublishedFigures published) : PageModel
{
    private const int PerPage = 50;

    public CountyFigures County { get; private set; } = null!;
    public AreaKind Kind { get; private set; }
    public string Sort { get; private set; } = "rate";
    public (Fosse.Foundation.Month From, Fosse.Foundation.Month To)? Months { get; private set; }
    public IReadOnlyList<RankedPlace> Ranked { get; private set; } = [];
    public IReadOnlyList<RankedPlace> Shown { get; private set; } = [];
    public int Number { get; private set; }
    public int Pages { get; private set; }

    public async Task<IActionResult> OnGet(string? by, string? sort, [FromQuery(Name = "page")] int number, CancellationToken stop)
    {
        County = await published.Now(stop);
        if (PlaceKinds.FromKey(by ?? "district") is not { } kind || kind == AreaKind.County) return NotFound();
        (Kind, Sort, Months) = (kind, sort is "name" or "crimes" ? sort : "rate", PlaceMonths.Usual(County));
        if (Months is not { } months) return Page();
        Ranked = Comparison.Rank(County, County.Of(kind), months.From, months.To);
        Pages = Math.Max(1, (Ranked.Count + PerPage - 1) / PerPage);
        Number = Math.Clamp(number, 1, Pages);
        var sorted = Sort switch
        {
            "name" => Ranked.OrderBy(r => r.Area.Name, StringComparer.Ordinal),
            "crimes" => Ranked.OrderByDescending(r => r.Crime.Count),
            _ => Ranked.OrderBy(r => r.Rank),
        };
        Shown = [.. sorted.Skip((Number - 1) * PerPage).Take(PerPage)];
        return Page();
    }

    public ChangeFigure? Change(RankedPlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return Months is { } m ? Comparison.Change(County, place.Area, m.From, m.To) : null;
    }

    public string Unclear(RankedPlace place)
    {
        var alike = Comparison.NotClearlyDifferent(Ranked, place);
        return alike.Count switch { 0 => "clearly different from its neighbours in rank", <= 3 => PlaceKinds.List([.. alike.Select(a => a.Area.Name)]), _ => $"ranks {Math.Min(place.Rank, alike[0].Rank)} to {Math.Max(place.Rank, alike[^1].Rank)}" };
    }
}
