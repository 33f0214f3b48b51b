using Fosse.Foundation;
using Fosse.Places;
using Fosse.Publishing;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Public.Home;

/// <summary>The first page: find a place, or see the county.</summary>
public sealed class IndexModel(PublishedFigures published, PlaceFinder finder, CountyClock clock) : PageModel
{
    public CountyFigures County { get; private set; } = null!;
    public PlaceExamples? Examples { get; private set; }
    public PlaceFigures? Whole { get; private set; }
    public IReadOnlyList<RankedPlace> Districts { get; private set; } = [];

    public string? Age => Whole is { } w ? PlaceMonths.Age(w.Period.To, clock.Today) : null;

    public async Task OnGet(CancellationToken stop)
    {
        County = await published.Now(stop);
        Examples = (await finder.Now(stop)).Examples;
        if (County.County is not { } county || PlaceMonths.Usual(County) is not { } months)
            return;
        Whole = PlaceFigures.Of(County, county, months.From, months.To);
        Districts = Comparison.Rank(County, AreaKind.District, months.From, months.To);
    }
}
