using Fosse.Analysis;
using Fosse.Foundation;
using Fosse.Places;

namespace Fosse.Publishing;

/// <summary>
/// What a place is held against: rest-of-county, rest-of-district, similar-areas, or england-and-wales, which is not held.
/// The verdict is the place's: higher, lower or not-clear.
/// </summary>
public sealed record ComparedFigure(
    string With,
    string Name,
    int Areas,
    long? Count,
    long? Residents,
    double? RatePer1000,
    double? Low,
    double? High,
    string Verdict
);

/// <summary>The rate of a place beside that of its surroundings. What is compared never contains the place: the two would share their
/// crimes.</summary>
internal static class PlaceSurroundings
{
    public static IReadOnlyList<ComparedFigure> Of(CountyFigures county, AreaFacts area, Month from, Month to)
    {
        var figures = new List<ComparedFigure>();
        if (county.County is { } whole && area.Kind != AreaKind.County && Rest(county, area, whole, from, to) is var (count, residents))
        {
            figures.Add(Compared("rest-of-county", PublishingText.Of("Compared.RestOfCounty", county.CountyName), 1, count, residents));
        }
        if (area.District is { } district && Rest(county, area, district, from, to) is var (near, neighbours))
        {
            figures.Add(Compared("rest-of-district", PublishingText.Of("Compared.RestOfDistrict", district.Name), 1, near, neighbours));
        }
        var similar = Comparison.Similar(county, area);
        if (similar.Count >= Comparison.FewestSimilar)
        {
            figures.Add(
                Compared(
                    "similar-areas",
                    PublishingText.Of("Compared.Similar", similar.Count, PlaceKinds.Many(area.Kind)),
                    similar.Count,
                    similar.Sum(s => county.In(s, from, to).Crime),
                    similar.Sum(s => s.Residents!.Count)
                )
            );
        }
        figures.Add(new("england-and-wales", PublishingText.Of("Compared.Country"), 0, null, null, null, null, null, "not-held"));
        return figures;

        ComparedFigure Compared(string with, string name, int areas, long others, long people)
        {
            var (_, rate, low, high) = PlaceRates.Count(others, people);
            var verdict = RateComparison.Between(county.In(area, from, to).Crime, area.Residents!.Count, others, people) switch
            {
                ComparisonVerdict.Higher => "higher",
                ComparisonVerdict.Lower => "lower",
                _ => "not-clear",
            };
            return new(with, name, areas, others, people, rate, low, high, verdict);
        }
    }

    // Nothing where the place is the whole of it, or where the two counts of residents are of different years.
    private static (long Count, long Residents)? Rest(CountyFigures county, AreaFacts area, AreaFacts whole, Month from, Month to)
    {
        if (whole.Residents is not { } all || area.Residents is not { } own || all.Year != own.Year || all.Count <= own.Count)
            return null;
        return (Math.Max(0, county.In(whole, from, to).Crime - county.In(area, from, to).Crime), all.Count - own.Count);
    }
}
