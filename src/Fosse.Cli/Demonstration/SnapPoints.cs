using Fosse.Foundation;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;

namespace Fosse.Cli.Demonstration;

/// <summary>A place that incidents are moved to before they are published; most are the middle of a street.</summary>
internal sealed record SnapPoint(double Longitude, double Latitude, string Name, bool Street);

/// <summary>Gives every LSOA its dozen snap points, under invented street names and a few general places.</summary>
internal static class SnapPoints
{
    public const int PerArea = 12;
    private static readonly string[] First = (
        "Abbotsgate,Alderway,Applegarth,Ashdown,Aspenfield,Badgerholt,Barleycroft,Beechmoor,Birchover,Blackthorn,"
        + "Bramblewood,Brookhurst,Cedarvale,Chantry,Cloverfield,Copperfield,Cornmill,Cowslip,Daleside,Dovecote,Drapers,"
        + "Eastmere,Elderberry,Farthing,Fernhollow,Foxglove,Framework,Gorsehill,Greenacre,Guildhall,Harvest,Hawthorn,"
        + "Hazelmere,Heronbrook,Hollybank,Hopyard,Hosiery,Ivydene,Juniper,Kestrel,Kingfisher,Lacemakers,Larkrise,Limekiln,"
        + "Longmeadow,Maltings,Maplewell,Marigold,Millrace,Needle,Nettlebed,Oakhanger,Old Forge,Orchard,Otterbrook,Paddock,"
        + "Pinfold,Plumtree,Quarryside,Quince,Ridgeway,Rowanfield,Saddlers,Sandpit,Shepherds,Silverbirch,Skylark,Sorrel,"
        + "Spindle,Stockinger,Swallow,Tannery,Teasel,Thistledown,Underhill,Vicarage,Wagtail,Weavers,Wheatsheaf,Willowherb,"
        + "Windmill,Woodpecker,Wychwood,Yarrow"
    ).Split(',');
    private static readonly string[] Last = "Road,Street,Close,Avenue,Drive,Lane,Way,Court,Crescent,Gardens,Grove,Place,Walk,Rise".Split(
        ','
    );
    private static readonly string[] General =
    [
        "Supermarket",
        "Parking Area",
        "Petrol Station",
        "Nightclub",
        "Park/Open Space",
        "Shopping Area",
        "Sports/Recreation Area",
        "Bus/Coach Station",
    ];

    public static IReadOnlyList<SnapPoint>[] Scatter(County county, Dice dice)
    {
        var points = new IReadOnlyList<SnapPoint>[county.Areas.Count];
        foreach (var area in county.Areas)
        {
            var inside = Inside(area.Shape, PerArea, area.TownCentre ? 0.5 : 1.1, dice);
            var names = new HashSet<string>();
            points[area.Index] =
            [
                .. inside.Select(
                    (at, i) =>
                    {
                        // The first two of a town centre, and every ninth elsewhere on average, are places rather than streets.
                        var street = area.TownCentre ? i >= 3 : dice.Below(9) > 0;
                        string name;
                        do name = street ? $"{dice.Pick(First)} {dice.Pick(Last)}" : dice.Pick(General);
                        while (!names.Add(name));
                        return new SnapPoint(at.Longitude, at.Latitude, name, street);
                    }
                ),
            ];
        }
        return points;
    }

    /// <summary>Positions inside the area, near its middle where the village is.</summary>
    public static List<Spot> Inside(Geometry shape, int count, double kilometres, Dice dice)
    {
        var locator = new IndexedPointInAreaLocator(shape);
        var middle = shape.InteriorPoint.Coordinate;
        var heart = Plane.From(middle.X, middle.Y);
        var spots = new List<Spot>(count);
        for (var attempts = 0; spots.Count < count; attempts++)
        {
            var spot = Plane.ToSpot(Seeds.InDisc(heart, attempts > 40 * count ? kilometres / 10 : kilometres, dice));
            if (locator.Locate(spot.Coordinate) == Location.Interior)
                spots.Add(spot);
        }
        return spots;
    }
}
