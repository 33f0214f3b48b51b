using Fosse.Analysis;
using Fosse.Foundation;
using Fosse.Publishing;
using Fosse.Web.Design;
using Fosse.Web.Design.Charts;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Public.Places;

/// <summary>The charts of a place.</summary>
public static class PlaceCharts
{
    private const int MostRows = 12;
    private static readonly Month PointsReplaced = new(2022, 7);

    /// <summary>How many crimes a month for each 1,000 residents; nothing where residents are not held.</summary>
    public static double? PerThousand(CountyFigures county, AreaFacts area, Month month)
    {
        ArgumentNullException.ThrowIfNull(county);
        ArgumentNullException.ThrowIfNull(area);
        return area.Residents is { Count: > 0 and var people } ? 1000.0 * county.In(area, month).Crime / people : null;
    }

    /// <param name="highest">The highest month, per 1,000 residents, of all the charts that are to have one scale: then the line is per
    /// 1,000 residents. Nothing for counts on a scale of their own.</param>
    public static IHtmlContent Months(
        string id,
        CountyFigures county,
        AreaFacts area,
        IStringLocalizer<Words> words,
        double? highest = null
    )
    {
        ArgumentNullException.ThrowIfNull(county);
        ArgumentNullException.ThrowIfNull(area);
        ArgumentNullException.ThrowIfNull(words);
        var points = county
            .Months.Select(m => new MonthPoint(m.Number, highest is null ? county.In(area, m).Crime : PerThousand(county, area, m)))
            .ToList();
        // Only what is counted by the points can jump when the points do.
        var marked =
            PlaceKinds.ByPoint(area.Kind)
            && county.Months.Count > 0
            && county.Months[0] < PointsReplaced
            && county.Months[^1] >= PointsReplaced;
        return MonthChart.Render(
            id,
            words[highest is null ? "Figures.Months" : "Figures.MonthsPerThousand", area.Name],
            points,
            marked ? [new(PointsReplaced.Number, words["Figures.PointsReplaced"])] : [],
            ChartWords.Of(words),
            highest ?? 0,
            rates: highest is not null
        );
    }

    /// <summary>The places around this one in the list, or all of them where they are few.</summary>
    public static IHtmlContent Rates(
        string id,
        IReadOnlyList<RankedPlace> ranked,
        AreaFacts? area,
        string pathBase,
        IStringLocalizer<Words> words
    )
    {
        ArgumentNullException.ThrowIfNull(ranked);
        ArgumentNullException.ThrowIfNull(words);
        var at = area is null ? 0 : ranked.FirstOrDefault(r => r.Area.Id == area.Id)?.Rank - 1 ?? 0;
        var from = Math.Clamp(at - MostRows / 2, 0, Math.Max(0, ranked.Count - MostRows));
        return IntervalChart.Render(
            id,
            words["Figures.Rates"],
            [
                .. ranked
                    .Skip(from)
                    .Take(MostRows)
                    .Select(r => new IntervalRow(
                        r.Area.Name,
                        pathBase + PublicLinks.Place(r.Area.Slug).AsPath(),
                        r.Crime.RatePer1000 ?? 0,
                        r.Crime.Low ?? 0,
                        r.Crime.High ?? 0,
                        r.Area.Id == area?.Id
                    )),
            ],
            words["Figures.PerThousand"],
            ChartWords.Of(words)
        );
    }

    /// <summary>True where not all of a list fits into the chart.</summary>
    public static bool Parted(IReadOnlyList<RankedPlace> ranked)
    {
        ArgumentNullException.ThrowIfNull(ranked);
        return ranked.Count > MostRows;
    }

    /// <summary>Every area of a kind shaded by its rate, with what the shades mean.</summary>
    public static IHtmlContent Map(
        string id,
        string title,
        IReadOnlyList<RankedPlace> ranked,
        IReadOnlyCollection<PlaceOutline> outlines,
        IStringLocalizer<Words> words
    )
    {
        ArgumentNullException.ThrowIfNull(ranked);
        ArgumentNullException.ThrowIfNull(words);
        var rates = ranked.ToDictionary(r => r.Area.Id, r => r.Crime.RatePer1000 ?? 0);
        var breaks = ClassBreaks.Choose(rates.Values);
        var areas = outlines
            .Select(o =>
                rates.TryGetValue(o.Area.Id, out var rate)
                    ? new MapArea(
                        o.Area.Slug,
                        Lettering.Say("{0}: {1:N1}", o.Area.Name, rate),
                        ClassBreaks.ClassOf(rate, breaks),
                        Thinned(o)
                    )
                    : new MapArea(o.Area.Slug, o.Area.Name, -1, Thinned(o))
            )
            .ToList();
        var said = ChartWords.Of(words);
        return new HtmlContentBuilder()
            .AppendHtml(OutlineMap.Render(id, title, areas, Viewport.Around(areas), breaks.Count + 1, words: said))
            .AppendHtml(Legend.Render(breaks, words["Figures.PerThousand"], areas.Any(a => a.ClassIndex < 0), said));
    }

    // Over a whole county a corner nearer than this to the one before is less than half a unit of the picture away.
    private static IReadOnlyList<double[]> Thinned(PlaceOutline outline) =>
        [
            .. outline.Rings.Select(ring =>
            {
                const double Near = .0012;
                var kept = new List<double> { ring[0], ring[1] };
                for (var i = 2; i + 1 < ring.Length; i += 2)
                {
                    if (Math.Abs(ring[i] - kept[^2]) + Math.Abs(ring[i + 1] - kept[^1]) > Near)
                        kept.AddRange([ring[i], ring[i + 1]]);
                }
                return kept.Count >= 6 ? kept.ToArray() : ring;
            }),
        ];

    public static IHtmlContent Where(string id, PlaceWhere where, IStringLocalizer<PlaceWords> words)
    {
        ArgumentNullException.ThrowIfNull(where);
        ArgumentNullException.ThrowIfNull(words);
        var name = where.Place.Area.Name;
        return LocatorMap.Render(
            id,
            words["WhereTitle", name, where.Within],
            words[$"WhereText.{where.Side}", name, where.Within],
            [.. where.Around.Where(o => o.Area.Id != where.Place.Area.Id).Select(o => o.Rings)],
            where.Place.Rings
        );
    }
}
