using Fosse.Foundation;
using Fosse.Places;

namespace Fosse.Publishing;

/// <summary>What to know before drawing conclusions: only what holds for this place and these months.</summary>
internal static class PlaceCaveats
{
    private const int ResidentsGoStaleAfter = 2;
    private static readonly Month PointsReplaced = new(2022, 7),
        OldCodesTo = new(2022, 10),
        NewCodesFrom = new(2024, 1);

    public static IReadOnlyList<Caveat> Of(CountyFigures county, AreaFacts area, FiguresPeriod period) => [.. All(county, area, period)];

    private static IEnumerable<Caveat> All(CountyFigures county, AreaFacts area, FiguresPeriod period)
    {
        if (!area.HasFigures)
            yield break;
        yield return One("recorded");
        if (county.Months.Count == 0)
            yield break;
        var (first, last) = (county.Months[0], county.Months[^1]);
        var gaps = PlaceMonths.Missing(county, first, last);
        if (gaps.Count > 0)
            yield return new(
                "months-missing",
                PublishingText.Of(gaps.Count == 1 ? "Caveat.months-missing.One" : "Caveat.months-missing", PlaceMonths.Spans(gaps))
            );
        if (PlaceKinds.ByPoint(area.Kind) && first < PointsReplaced && last >= PointsReplaced)
            yield return One("points-replaced", PlaceKinds.One(area.Kind));
        var compared = PlaceRates.NoChangeBecause(county, period) is null;
        if (Pandemic.Touches(compared ? period.From.AddMonths(-12) : period.From, period.To))
            yield return One("pandemic");
        if (Centre(county, area, period))
            yield return One("workday");
        if (area.Residents is { } residents && period.To.Year - residents.Year > ResidentsGoStaleAfter)
            yield return One("residents-year", residents.Source);
        if (area.Kind == AreaKind.Lsoa && area.FirstVintage > 2011 && first <= OldCodesTo && last >= NewCodesFrom)
            yield return One("edition");
        if (county.WithoutLocation > 0 && county.County is { } whole)
        {
            var (crime, antiSocial) = county.In(whole, first, last);
            var share = (double)county.WithoutLocation / (county.WithoutLocation + crime + antiSocial);
            yield return One("no-location", $"{county.WithoutLocation:N0}", $"{share:P1}");
        }
        yield return PlaceKinds.ByPoint(area.Kind) ? One("by-point", PlaceKinds.One(area.Kind)) : One("by-code");
        if (area.Residents?.BestFit == true)
            yield return One("best-fit");
    }

    private static Caveat One(string key, params object?[] parts) => new(key, PublishingText.Of($"Caveat.{key}", parts));

    // A city centre is told by its rate; how many people work there is not in the county's data.
    private static bool Centre(CountyFigures county, AreaFacts area, FiguresPeriod period)
    {
        if (area.Kind is not (AreaKind.Lsoa or AreaKind.Msoa or AreaKind.Ward) || area.Residents is not { Count: > 0 } here)
            return false;
        if (county.County is not { Residents: { Count: > 0 } all } whole)
            return false;
        double Per(AreaFacts of, long residents) => (double)county.In(of, period.From, period.To).Crime / residents;
        return Per(area, here.Count) > 3 * Per(whole, all.Count);
    }
}
