using Fosse.Foundation;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Triangulate;

namespace Fosse.Cli.Demonstration;

/// <summary>
/// Cuts the county into one Voronoi cell per LSOA point and bends the shared edges a little, so that the map looks grown rather
/// than ruled. An edge is bent once, whichever side asks: neighbours share every corner exactly.
/// </summary>
internal sealed class Tessellation
{
    private readonly List<List<Spot[]>> _rings; // per LSOA, one ring per part, straight edges
    private readonly HashSet<(Spot, Spot)> _straight = [];
    private readonly ulong _salt;

    private Tessellation(List<List<Spot[]>> rings, ulong salt) => (_rings, _salt) = (rings, salt);

    public required IReadOnlyList<Geometry> Shapes { get; init; }

    /// <summary>For each LSOA the LSOAs with which it shares an edge, in rising order.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Neighbours { get; init; }

    public static Tessellation Cut(IReadOnlyList<SeedPoint> seeds, Dice dice)
    {
        var outline = Outline.InKilometres();
        var points = seeds.Select(seed => seed.At.Copy()).ToArray();

        // Half a step towards the middle of the cell (Lloyd 1982), twice: town areas of a similar size, villages left where they are.
        for (var round = 0; round < 2; round++)
        {
            var cells = Cells(points, outline);
            for (var i = 0; i < points.Length; i++)
            {
                if (seeds[i].Centre)
                    continue;
                var middle = cells[i].Centroid.Coordinate;
                points[i] = new((points[i].X + middle.X) / 2, (points[i].Y + middle.Y) / 2);
            }
        }

        var rings = Cells(points, outline).Select(Rings).ToList();
        var draft = new Tessellation(rings, dice.Next()) { Shapes = [], Neighbours = [] };
        return new(rings, draft._salt) { Shapes = draft.Bend(), Neighbours = Touching(rings) };
    }

    private static Geometry[] Cells(Coordinate[] points, Polygon outline)
    {
        var frame = outline.EnvelopeInternal.Copy();
        frame.ExpandBy(60);
        var builder = new VoronoiDiagramBuilder { ClipEnvelope = frame };
        builder.SetSites(points);
        var byPoint = new Dictionary<Coordinate, int>();
        for (var i = 0; i < points.Length; i++)
            byPoint.Add(points[i], i);

        var cells = new Geometry[points.Length];
        foreach (var cell in builder.GetDiagram(Plane.Shapes).Geometries)
        {
            cells[byPoint[(Coordinate)cell.UserData]] = OverlayNGRobust.Overlay(
                cell,
                outline,
                NetTopologySuite.Operation.Overlay.SpatialFunction.Intersection
            );
        }
        return cells;
    }

    private static List<Spot[]> Rings(Geometry cell)
    {
        var rings = new List<Spot[]>();
        for (var part = 0; part < cell.NumGeometries; part++)
        {
            var polygon = (Polygon)cell.GetGeometryN(part);
            var ring = new List<Spot>();
            foreach (var at in polygon.ExteriorRing.Coordinates.SkipLast(1))
            {
                var spot = Plane.ToSpot(at);
                if (ring.Count == 0 || (ring[^1] != spot && ring[0] != spot))
                    ring.Add(spot);
            }
            if (ring.Count >= 3)
                rings.Add([.. ring]);
        }
        return rings;
    }

    private static List<IReadOnlyList<int>> Touching(List<List<Spot[]>> rings)
    {
        var owners = new Dictionary<(Spot, Spot), int>();
        var touching = rings.Select(_ => new SortedSet<int>()).ToList();
        for (var area = 0; area < rings.Count; area++)
        {
            foreach (var edge in rings[area].SelectMany(Edges))
            {
                if (owners.TryAdd(edge, area))
                    continue;
                touching[area].Add(owners[edge]);
                touching[owners[edge]].Add(area);
            }
        }
        return [.. touching.Select(set => (IReadOnlyList<int>)[.. set])];
    }

    private static IEnumerable<(Spot, Spot)> Edges(Spot[] ring) => ring.Select((spot, i) => Ordered(spot, ring[(i + 1) % ring.Length]));

    private static (Spot, Spot) Ordered(Spot a, Spot b) => a.CompareTo(b) < 0 ? (a, b) : (b, a);

    /// <summary>Bends all edges; wherever that ties a knot, the edges of that area are left straight and all is done again.</summary>
    private Geometry[] Bend()
    {
        while (true)
        {
            var shapes = _rings.Select(Shape).ToArray();
            var knots = Enumerable.Range(0, shapes.Length).Where(area => !shapes[area].IsValid).ToList();
            var before = _straight.Count;
            foreach (var area in knots)
                _straight.UnionWith(_rings[area].SelectMany(Edges));
            if (knots.Count == 0)
                return shapes;
            if (_straight.Count == before)
                throw new InvalidOperationException($"{knots.Count} areas of the demonstration county are not valid polygons.");
        }
    }

    private Geometry Shape(List<Spot[]> rings)
    {
        var polygons = rings.Select(ring => Plane.Shapes.CreatePolygon(Bent(ring))).ToArray();
        return polygons.Length == 1 ? polygons[0] : Plane.Shapes.CreateMultiPolygon(polygons);
    }

    private Coordinate[] Bent(Spot[] ring)
    {
        var bent = new List<Spot>();
        for (var i = 0; i < ring.Length; i++)
        {
            var (from, to) = (ring[i], ring[(i + 1) % ring.Length]);
            var (low, high) = Ordered(from, to);
            var line = new List<Spot> { low };
            if (!_straight.Contains((low, high)))
                BendEdge(low, high, line, 4);
            line.Add(high);
            if (from != low)
                line.Reverse();
            bent.AddRange(line.SkipLast(1));
        }
        bent.Add(bent[0]);
        return [.. bent.Select(spot => spot.Coordinate)];
    }

    /// <summary>Midpoint displacement (Fournier, Fussell and Carpenter 1982), drawn from the edge's own two ends.</summary>
    private void BendEdge(Spot a, Spot b, List<Spot> line, int depth)
    {
        const double aspect = Plane.KilometresPerLatitude / Plane.KilometresPerLongitude;
        var (east, north) = ((b.X - a.X) / aspect, (double)(b.Y - a.Y));
        if (depth == 0 || (east * east) + (north * north) < 2_200.0 * 2_200.0)
            return;

        var key = Dice.Mix(_salt ^ Dice.Mix(((ulong)(uint)a.X << 32) | (uint)a.Y) ^ (Dice.Mix(((ulong)(uint)b.X << 32) | (uint)b.Y) * 3));
        var push = ((key >> 11) * (1.0 / (1UL << 53)) * 2 - 1) * 0.13;
        var middle = new Spot(
            (int)Math.Round(((a.X + (double)b.X) / 2) - (north * push * aspect)),
            (int)Math.Round(((a.Y + (double)b.Y) / 2) + (east * push))
        );
        BendEdge(a, middle, line, depth - 1);
        line.Add(middle);
        BendEdge(middle, b, line, depth - 1);
    }
}
