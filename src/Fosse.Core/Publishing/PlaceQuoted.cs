using Fosse.Analysis;
using QuotedDenominator = Fosse.Analysis.Denominator;

namespace Fosse.Publishing;

/// <summary>The ways a quoted figure can be made; where there is none, the nearest that can be made. Without a population nothing was
/// tried.</summary>
public sealed record QuotedAnswer(double Quoted, bool Tried, IReadOnlyList<QuotedRateMatch> Matches, QuotedRateMatch? Nearest);

/// <summary>What a figure seen elsewhere may have been made from.</summary>
public static class PlaceQuoted
{
    public static QuotedAnswer Find(CountyFigures county, AreaFacts area, double quoted)
    {
        ArgumentNullException.ThrowIfNull(county);
        ArgumentNullException.ThrowIfNull(area);
        var months = county.Months.Select(m => (m.Number, Recorded: county.In(area, m))).ToList();
        Numerator[] counts =
        [
            new(PublishingText.Of("Quoted.Crime"), [.. months.Select(m => new MonthlyCount(m.Number, m.Recorded.Crime))]),
            new(
                PublishingText.Of("Quoted.Together"),
                [.. months.Select(m => new MonthlyCount(m.Number, m.Recorded.Crime + m.Recorded.AntiSocial))]
            ),
        ];
        // Residents of every year that is held: whoever made the figure may have had an older count.
        List<QuotedDenominator> populations =
        [
            .. area
                .ResidentsHeld.Where(r => r.Count > 0)
                .Select(r => new QuotedDenominator(PublishingText.Of("Quoted.Residents", r.Source), r.Count)),
            .. area
                .HouseholdsHeld.Where(h => h.Count > 0)
                .Select(h => new QuotedDenominator(PublishingText.Of("Quoted.Households", h.Source), h.Count)),
        ];
        if (populations.Count == 0 || !county.Years.Any())
            return new(quoted, false, [], null);
        var matches = QuotedRate.Find(quoted, counts, populations);
        return new(quoted, true, matches, matches.Count > 0 ? null : QuotedRate.Find(quoted, counts, populations, double.MaxValue)[0]);
    }
}
