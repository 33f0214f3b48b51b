using Fosse.Analysis;
using Fosse.Foundation;

namespace Fosse.Publishing;

/// <summary>When a count becomes a rate or a change, and when it must not.</summary>
internal static class PlaceRates
{
    public static CountFigure Count(long count, Denominator? residents)
    {
        if (residents is not { Count: > 0 }) return new(count, null, null, null);
        var rate = Rates.Per(count, residents.Count);
        return new(count, Round(rate.Value), Round(rate.Low), Round(rate.High));
    }

    /// <summary>The residents are the same in both years, so the ratio of the counts is that of the rates.</summary>
    public static ChangeFigure Change(long before, long after)
    {
        var change = RateChange.Between(before, 1, after, 1);
        return new(before, Percent(change.Ratio), Percent(change.Low), Percent(change.High),
            change.Verdict switch { ChangeVerdict.Rise => "rise", ChangeVerdict.Fall => "fall", _ => "not-clear" });
    }

    public static string? NoRateBecause(AreaFacts area, FiguresPeriod period) =>
        !area.OutlineHeld ? $"The outline of {area.Name} is not held, so its crimes cannot be told."
        : period.Missing.Count > 0 ? $"There is no rate, because {PlaceMonths.Spans(period.Missing)} {(period.Missing.Count == 1 ? "is" : "are")} not held."
        : !period.IsYear ? "A rate is given for 12 months only, since crime has seasons."
        : area.Residents is not { Count: > 0 } ? $"Residents are not held for this {PlaceKinds.One(area.Kind)}: counts are shown, and no rate."
        : null;

    public static string? NoChangeBecause(CountyFigures county, FiguresPeriod period)
    {
        if (!period.Complete || !period.IsYear) return "A change is given between two whole runs of 12 months only.";
        var (from, to) = (period.From.AddMonths(-12), period.To.AddMonths(-12));
        var missing = PlaceMonths.Missing(county, from, to);
        return missing.Count == 0 ? null : $"There is no change on the year before, because {PlaceMonths.Spans(missing)} {(missing.Count == 1 ? "is" : "are")} not held.";
    }

    public static IReadOnlyList<string> Sources(CountyFigures county, AreaFacts area)
    {
        var crime = county.MadeUp ? "Made-up figures of the demonstration county" : $"Street-level crime of {county.Force}, data.police.uk";
        return area.Residents is { } residents ? [crime, residents.Source] : [crime];
    }

    private static double Round(double rate) => Math.Round(rate, 1, MidpointRounding.AwayFromZero);

    private static double? Percent(double ratio) => double.IsFinite(ratio) ? Math.Round((ratio - 1) * 100, MidpointRounding.AwayFromZero) : null;
}
