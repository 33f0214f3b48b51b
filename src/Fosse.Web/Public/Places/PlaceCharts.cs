using Fosse.Foundation;
using Fosse.Publishing;
using Fosse.Web.Design.Charts;
using Microsoft.AspNetCore.Html;

namespace Fosse.Web.Public.Places;

/// <summary>The charts of a place.</summary>
public static class PlaceCharts
{
    private const int MostRows = 12;

    public static IHtmlContent Months(string id, CountyFigures county, AreaFacts area)
    {
        ArgumentNullException.ThrowIfNull(county);
        ArgumentNullException.ThrowIfNull(area);
        var points = county.Months.Select(m => new MonthPoint(m.Number, (int)county.In(area, m).Crime)).ToList();
        return MonthChart.Render(id, $"Recorded crimes each month in {area.Name}", points, county.Months.Count > 0 && county.Months[0] < new Month(2022, 7) ? [new(202207, "map points replaced")] : []);
    }

    /// <summary>The places around this one in the list, or all of them where they are few.</summary>
    public static IHtmlContent Rates(string id, IReadOnlyList<RankedPlace> ranked, AreaFacts? area, string pathBase)
    {
        ArgumentNullException.ThrowIfNull(ranked);
        var at = area is null ? 0 : ranked.FirstOrDefault(r => r.Area.Id == area.Id)?.Rank - 1 ?? 0;
        var from = Math.Clamp(at - MostRows / 2, 0, Math.Max(0, ranked.Count - MostRows));
        return IntervalChart.Render(id, "Recorded crimes per 1,000 residents, with 95% intervals",
            [.. ranked.Skip(from).Take(MostRows).Select(r => new IntervalRow(r.Area.Name, $"{pathBase}/place/{r.Area.Slug}", r.Crime.RatePer1000 ?? 0, r.Crime.Low ?? 0, r.Crime.High ?? 0, r.Area.Id == area?.Id))],
            "per 1,000 residents a year");
    }

    public static string ChangeClass(ChangeFigure change) => (change?.Direction) switch
    {
        "rise" => "fosse-change fosse-change--up",
        "fall" => "fosse-change fosse-change--down",
        _ => "fosse-change fosse-change--same",
    };

    public static string ChangeWords(ChangeFigure change)
    {
        ArgumentNullException.ThrowIfNull(change);
        static string Signed(double? p) => p is null ? "unknown" : p < 0 ? $"−{-p:N0}%" : $"+{p:N0}%";
        var interval = change is { LowPercent: not null, HighPercent: not null } ? $" ({Signed(change.LowPercent)} to {Signed(change.HighPercent)})" : "";
        return change.Direction switch
        {
            "rise" => $"rising {Signed(change.Percent)}{interval}",
            "fall" => $"falling {Signed(change.Percent)}{interval}",
            _ => $"not clearly different{interval}",
        };
    }
}
