using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Fosse.Foundation;
using Fosse.Places;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;

namespace Fosse.Publishing;

/// <summary>The outline of an area as a map draws it: polygon, then ring (the outer one first), then longitude, latitude, longitude,
/// latitude…</summary>
public sealed record MapShape(AreaFacts Area, IReadOnlyList<IReadOnlyList<double[]>> Polygons);

/// <summary>The outlines of one kind of area in the edition that maps are drawn with; every period is drawn with the same.</summary>
public sealed record MapOutlines(int? Edition, IReadOnlyList<MapShape> Shapes);

/// <summary>Outlines with no more corners than a screen can show, made once for each data version.</summary>
public static class MapShapeQueries
{
    private const int Decimals = 4;

    // They go when the figures they belong to go.
    private static readonly ConditionalWeakTable<CountyFigures, ConcurrentDictionary<AreaKind, MapOutlines>> Made = [];

    public static async Task<MapOutlines> MapShapes(this SafetyDb db, CountyFigures figures, AreaKind kind, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(figures);
        var made = Made.GetOrCreateValue(figures);
        if (made.TryGetValue(kind, out var held))
            return held;
        var edition = await db.Set<AreaBoundary>()
            .AsNoTracking()
            .Join(db.Set<Area>().AsNoTracking().Where(a => a.Kind == kind), b => b.AreaId, a => a.Id, (b, _) => (int?)b.Vintage)
            .MaxAsync(stop);
        // An outline of an area that is no longer in use would lie over those that took its place.
        var shapes = (await db.Outlines(kind, edition, stop))
            .All.Where(o => figures.ById.TryGetValue(o.AreaId, out var area) && area.LastVintage is null)
            .Select(o => new MapShape(figures.ById[o.AreaId], Polygons(o.Shape)));
        return made.GetOrAdd(kind, new MapOutlines(edition, [.. shapes]));
    }

    private static List<IReadOnlyList<double[]>> Polygons(Geometry shape)
    {
        var polygons = new List<IReadOnlyList<double[]>>();
        for (var i = 0; i < shape.NumGeometries; i++)
        {
            if (shape.GetGeometryN(i) is Polygon polygon)
                polygons.Add([Ring(polygon.ExteriorRing), .. polygon.InteriorRings.Select(Ring)]);
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
            if (corners.Count == 0 || corners[^2] != x || corners[^1] != y)
                corners.AddRange([x, y]);
        }
        // An area too small for the grid is drawn as it is.
        return corners.Count < 8 ? [.. ring.Coordinates.SelectMany(c => new[] { c.X, c.Y })] : [.. corners];
    }
}
