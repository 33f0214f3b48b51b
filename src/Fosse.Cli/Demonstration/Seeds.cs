using Fosse.Foundation;
using NetTopologySuite.Geometries;

namespace Fosse.Cli.Demonstration;

/// <summary>The point an LSOA grows round. <c>Centre</c> marks the first of its settlement.</summary>
internal sealed record SeedPoint(int Settlement, Coordinate At, bool Centre);

/// <summary>Scatters the LSOA points of every settlement round its middle, evenly enough that no area becomes a sliver.</summary>
internal static class Seeds
{
    public static List<SeedPoint> Scatter(Dice dice)
    {
        var seeds = new List<SeedPoint>();
        for (var s = 0; s < Gazetteer.Settlements.Count; s++)
        {
            var settlement = Gazetteer.Settlements[s];
            var middle = Plane.From(settlement.Longitude, settlement.Latitude);
            var radius = 0.55 * Math.Sqrt(settlement.Areas);
            for (var n = 0; n < settlement.Areas; n++)
            {
                seeds.Add(new(s, n == 0 ? middle : FarthestOf(12, middle, radius, seeds, dice), n == 0));
            }
        }
        return seeds;
    }

    /// <summary>Mitchell's best candidate: of a few random points the one farthest from all points so far.</summary>
    private static Coordinate FarthestOf(int candidates, Coordinate middle, double radius, List<SeedPoint> taken, Dice dice)
    {
        var best = middle;
        var bestGap = -1.0;
        for (var i = 0; i < candidates; i++)
        {
            var candidate = InDisc(middle, radius, dice);
            var gap = double.MaxValue;
            foreach (var other in taken)
                gap = Math.Min(gap, SquaredDistance(candidate, other.At));
            if (gap > bestGap)
                (best, bestGap) = (candidate, gap);
        }
        return best;
    }

    public static Coordinate InDisc(Coordinate middle, double radius, Dice dice)
    {
        while (true)
        {
            var (x, y) = (dice.Between(-1, 1), dice.Between(-1, 1));
            if ((x * x) + (y * y) <= 1)
                return new(middle.X + (x * radius), middle.Y + (y * radius));
        }
    }

    public static double SquaredDistance(Coordinate a, Coordinate b) => ((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y));
}
