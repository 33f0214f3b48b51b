using System.Globalization;
using Fosse.Analysis;
using Fosse.Foundation;

namespace Fosse.Publishing;

/// <summary>When a count becomes a rate or a change, and when it must not.</summary>
internal static class PlaceRates
{
    public static CountFigure Count(long count, Denominator? residents) => Count(count, residents?.Count ?? 0);

    public static CountFigure Count(long count, long residents)
    {
        if (residents <= 0)
            return new(count, null, null, null);
        var rate = Rates.Per(count, residents);
        return new(count, Round(rate.Value), Round(rate.Low), Round(rate.High));
    }

    /// <summary>The residents are the same in both years, so the ratio of the counts is that of the rates.</summary>
    public static ChangeFigure Change(long before, long after, bool touchesPandemic)
    {
        var change = RateChange.Between(before, 1, after, 1);
        return new(
            before,
            Percent(change.Ratio),
            Percent(change.Low),
            Percent(change.High),
            change.Verdict switch
            {
                ChangeVerdict.Rise => "rise",
                ChangeVerdict.Fall => "fall",
                _ => "not-clear",
            },
            touchesPandemic
        );
    }

    public static string? NoFiguresBecause(AreaFacts area) =>
        area.LastVintage is not null ? PublishingText.Of("NoFigures.Retired")
        : area.OutlineHeld ? null
        : PublishingText.Of("NoFigures.Outline", PlaceKinds.One(area.Kind));

    public static string? NoRateBecause(AreaFacts area, FiguresPeriod period) =>
        NoFiguresBecause(area)
        ?? (
            period.Missing.Count > 0
                ? PublishingText.Of(period.Missing.Count == 1 ? "NoRate.MissingOne" : "NoRate.Missing", PlaceMonths.Spans(period.Missing))
            : !period.IsYear ? PublishingText.Of("NoRate.NotYear")
            : area.Residents is { Count: > 0 } ? null
            : area.Kind == Places.AreaKind.Ward ? PublishingText.Of("NoRate.WardResidents")
            : PublishingText.Of("NoRate.Residents", PlaceKinds.One(area.Kind))
        );

    public static string? NoChangeBecause(CountyFigures county, FiguresPeriod period)
    {
        if (!period.Complete || !period.IsYear)
            return PublishingText.Of("NoChange.NotYear");
        var missing = PlaceMonths.Missing(county, period.From.AddMonths(-12), period.To.AddMonths(-12));
        return missing.Count == 0
            ? null
            : PublishingText.Of(missing.Count == 1 ? "NoChange.MissingOne" : "NoChange.Missing", PlaceMonths.Spans(missing));
    }

    public static IReadOnlyList<string> Sources(CountyFigures county, AreaFacts area)
    {
        var crime = county.MadeUp ? PublishingText.Of("Source.MadeUp") : PublishingText.Of("Source.Crime", ForceName(county.Force));
        return !county.MadeUp && area.Residents is { } residents ? [crime, residents.Source] : [crime];
    }

    // The files name a force as in an address: devon-and-cornwall.
    private static string ForceName(string force) =>
        CultureInfo.InvariantCulture.TextInfo.ToTitleCase(force.Replace('-', ' ')).Replace(" And ", " and ", StringComparison.Ordinal);

    private static double Round(double rate) => Math.Round(rate, 1, MidpointRounding.AwayFromZero);

    // Adding nought makes "-0" a "0".
    private static double? Percent(double ratio) =>
        double.IsFinite(ratio) ? Math.Round((ratio - 1) * 100, MidpointRounding.AwayFromZero) + 0.0 : null;
}
