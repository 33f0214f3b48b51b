using Fosse.Analysis;
using QuotedDenominator = Fosse.Analysis.Denominator;

namespace Fosse.Publishing;

/// <summary>What a figure seen elsewhere may have been made from.</summary>
public static class PlaceQuoted
{
    public static IReadOnlyList<QuotedRateMatch> Find(CountyFigures county, AreaFacts area, double quoted)
    {
        ArgumentNullException.ThrowIfNull(county);
        ArgumentNullException.ThrowIfNull(area);
        var months = county.Months.Select(m => (m.Number, Recorded: county.In(area, m))).ToList();
        Numerator[] counts =
        [
            new("recorded crimes", [.. months.Select(m => new MonthlyCount(m.Number, m.Recorded.Crime))]),
            new("recorded crimes and reports of anti-social behaviour together", [.. months.Select(m => new MonthlyCount(m.Number, m.Recorded.Crime + m.Recorded.AntiSocial))]),
        ];
        var populations = new List<QuotedDenominator>();
        if (area.Residents is { Count: > 0 } residents) populations.Add(new($"residents ({residents.Source})", residents.Count));
        if (area.Households is { Count: > 0 } households) populations.Add(new($"households ({households.Source})", households.Count));
        return populations.Count == 0 ? [] : QuotedRate.Find(quoted, counts, populations);
    }
}
