using System.Globalization;
using Fosse.Foundation;
using Fosse.Places;

namespace Fosse.Publishing;

/// <summary>What to know before drawing conclusions: only what holds for this place and these months.</summary>
internal static class PlaceCaveats
{
    private static readonly Month PointsReplaced = new(2022, 7), PandemicFrom = new(2020, 3), PandemicTo = new(2021, 7), OldCodesTo = new(2022, 10), NewCodesFrom = new(2024, 1);
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public static IReadOnlyList<Caveat> Of(CountyFigures county, AreaFacts area, FiguresPeriod period) => [.. All(county, area, period)];

    private static IEnumerable<Caveat> All(CountyFigures county, AreaFacts area, FiguresPeriod period)
    {
        yield return new("recorded", "Not every crime is reported, and recording changes. A rate says what was recorded.");
        if (county.Months.Count == 0) yield break;
        var (first, last) = (county.Months[0], county.Months[^1]);
        var gaps = PlaceMonths.Missing(county, first, last);
        if (gaps.Count > 0) yield return new("months-missing", $"{PlaceMonths.Spans(gaps)} {(gaps.Count == 1 ? "is" : "are")} not held here. Nothing is filled in for them.");
        var small = area.Kind is AreaKind.Ward or AreaKind.Neighbourhood or AreaKind.Lsoa;
        if (small && first < PointsReplaced && last >= PointsReplaced)
        {
            yield return new("points-replaced", "In July 2022 the fixed list of map points was replaced. A step at that month in a small area may come from the new points and not from crime.");
        }
        var compared = PlaceRates.NoChangeBecause(county, period) is null;
        if (Touches(period.From, period.To) || (compared && Touches(period.From.AddMonths(-12), period.To)))
        {
            yield return new("pandemic", "The months shown, or those they are compared with, include months of the pandemic (March 2020 to July 2021), when much of life and of crime stopped.");
        }
        if (Centre(county, area, period))
        {
            yield return new("workday", "Many more people are here by day than live here, so a rate per resident is high. It does not say how likely a resident is to be harmed.");
        }
        if (area.Kind == AreaKind.Lsoa && first <= OldCodesTo && last >= NewCodesFrom)
        {
            yield return new("edition", "Small areas were redrawn: files up to October 2022 use the codes of 2011, files from January 2024 those of 2021. Crimes under an old code are counted to the area that took its place.");
        }
        if (county.WithoutLocation > 0 && county.County is { } whole)
        {
            var (crime, antiSocial) = county.In(whole, first, last);
            var share = (double)county.WithoutLocation / (county.WithoutLocation + crime + antiSocial);
            yield return new("no-location", $"Over all the months held, {county.WithoutLocation.ToString("N0", English)} records of the force ({share.ToString("P1", English)}) have no location. They count in no area.");
        }
        yield return PlaceKinds.ByPoint(area.Kind)
            ? new("by-point", $"Crimes are counted to this {PlaceKinds.One(area.Kind)} by their published point, which is the nearest of a fixed list and never an address. Near the edge some belong to the other side.")
            : new("by-code", "Crimes are counted by the small area that the police publish with them. About 4 in 100 points lie just outside the area they state.");
        if (area.Residents?.BestFit == true) yield return new("best-fit", "Residents of a ward are those of the small areas that fit it best.");
    }

    private static bool Touches(Month from, Month to) => from <= PandemicTo && to >= PandemicFrom;

    private static bool Centre(CountyFigures county, AreaFacts area, FiguresPeriod period)
    {
        if (area.Kind is not (AreaKind.Lsoa or AreaKind.Msoa or AreaKind.Ward) || area.Residents is not { Count: > 0 } here) return false;
        if (county.County is not { Residents: { Count: > 0 } all } whole) return false;
        double Per(AreaFacts of, long residents) => (double)county.In(of, period.From, period.To).Crime / residents;
        return Per(area, here.Count) > 3 * Per(whole, all.Count);
    }
}
