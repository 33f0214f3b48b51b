using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Fosse.Foundation;
using Fosse.Places;
using NetTopologySuite.Geometries;

namespace Fosse.Publishing;

/// <summary>The outline of an area as a map draws it: polygon, then ring (the outer one first), then longitude, latitude, longitude, latitude…</summary>
public sealed record MapShape(AreaFacts Area, IReadOnlyList<IReadOnlyList<double[]>> Polygons);

/// <summary>Outlines with no more corners than a screen can show, made once for each data version.</summary>
public static class MapShapes
{
    private const int Decimals = 4;

    // They go when the figures they belong to go.
    private static readonly ConditionalWeakTable<CountyFigures, ConcurrentDictionary<AreaKind, IReadOnlyList<MapShape>>> Made = [];

    public static async Task<IReadOnlyList<MapShape>> Shapes(this SafetyDb db, CountyFigures figures, AreaKind kind, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(figures);
        var made = Made.GetOrCreateValue(figures);
        if (made.TryGetValue(kind, out var held)) return held;
        var outlines = (await db.Outlines(kind, null, stop)).All.Where(o => figures.ById.ContainsKey(o.AreaId)).ToList();
        return made.GetOrAdd(kind, [.. outlines.Select(o => new MapShape(figures.ById[o.AreaId], Polygons(o.Shape)))]);
    }

    private static List<IReadOnlyList<double[]>> Polygons(Geometry shape)
    {
        var polygons = new List<IReadOnlyList<double[]>>();
        for (var i = 0; i < shape.NumGeometries; i++)
        {
            if (shape.GetGeometryN(i) is Polygon polygon) polygons.Add([Ring(polygon.ExteriorRing), .. polygon.InteriorRings.Select(Ring)]);
        }
        return polygons;
    }

    // Corners on a grid of some ten metres: neighbours share their corners, so they still share their edges and no gap opens between them.
    private static double[] Ring(LineString ring)
    {
        var corners = new List<double>();
        foreach (var corner in ring.Coordinates)
        {
            var (x, y) = (Math.Round(corner.X, Decimals), Math.Round(corner.Y, Decimals));
            if (corners.Count == 0 || corners[^2] != x || corners[^1] != y) corners.AddRange([x, y]);
        }
        // An area too small for the grid is drawn as it is.
        return corners.Count < 8 ? [.. ring.Coordinates.SelectMany(c => new[] { c.X, c.Y })] : [.. corners];
    }
}
