using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.IO;

namespace Fosse.Places;

/// <summary>The outlines of one kind of area in one edition, held in memory: a county has hundreds of them, not millions.</summary>
public sealed class AreaOutlines
{
    private readonly STRtree<(int AreaId, IPreparedGeometry Shape)> tree = new();
    private readonly Dictionary<int, IPreparedGeometry> byArea = [];

    public AreaOutlines(IEnumerable<(int AreaId, Geometry Shape)> outlines)
    {
        foreach (var (areaId, shape) in outlines)
        {
            var prepared = PreparedGeometryFactory.Prepare(shape);
            byArea[areaId] = prepared;
            tree.Insert(shape.EnvelopeInternal, (areaId, prepared));
        }
        if (byArea.Count > 0)
            tree.Build();
    }

    public int Count => byArea.Count;

    public IEnumerable<(int AreaId, Geometry Shape)> All => byArea.Select(a => (a.Key, a.Value.Geometry));

    /// <summary>The rings of an area as longitude, latitude, longitude, latitude, …; none where its outline is not held.</summary>
    public IReadOnlyList<double[]> Rings(int area) =>
        byArea.TryGetValue(area, out var shape)
            ?
            [
                .. Enumerable
                    .Range(0, shape.Geometry.NumGeometries)
                    .Select(shape.Geometry.GetGeometryN)
                    .OfType<Polygon>()
                    .SelectMany(p => p.InteriorRings.Prepend(p.ExteriorRing))
                    .Select(ring => ring.Coordinates.SelectMany(c => new[] { c.X, c.Y }).ToArray()),
            ]
            : [];

    /// <summary>The area that covers the point; where outlines overlap at an edge, the one with the smallest id.</summary>
    public int? At(double longitude, double latitude)
    {
        if (byArea.Count == 0)
            return null;
        var point = new Point(longitude, latitude);
        int? found = null;
        foreach (var (areaId, shape) in tree.Query(point.EnvelopeInternal))
        {
            if ((found is null || areaId < found) && shape.Covers(point))
                found = areaId;
        }
        return found;
    }

    /// <summary>The one of <paramref name="among"/> that covers the point, else the nearest of them.</summary>
    public int Nearest(double longitude, double latitude, IReadOnlyList<int> among)
    {
        var point = new Point(longitude, latitude);
        var held = among.Where(byArea.ContainsKey).Order().ToList();
        foreach (var id in held)
        {
            if (byArea[id].Covers(point))
                return id; // a prepared outline says so many times faster than it tells a distance
        }
        return held.OrderBy(id => byArea[id].Geometry.Distance(point)).DefaultIfEmpty(among[0]).First();
    }
}

/// <summary>Reads the outlines that are in force out of the database.</summary>
public static class OutlineQueries
{
    /// <returns>Outlines of the newest edition that is held of <paramref name="kind"/>, or of <paramref name="vintage"/>.</returns>
    public static async Task<AreaOutlines> Outlines(this SafetyDb db, AreaKind kind, int? vintage, CancellationToken stop)
    {
        var all = db.Set<AreaBoundary>()
            .AsNoTracking()
            .Join(db.Set<Area>().AsNoTracking().Where(a => a.Kind == kind), b => b.AreaId, a => a.Id, (b, a) => b);
        if ((vintage ?? await all.MaxAsync(b => (int?)b.Vintage, stop)) is not { } wanted)
            return new AreaOutlines([]);
        return await Of(all.Where(b => b.Vintage == wanted), stop);
    }

    /// <summary>The outlines of some areas of one kind, each in the newest edition that is held of it.</summary>
    public static async Task<AreaOutlines> Outlines(this SafetyDb db, IReadOnlyList<int> areas, CancellationToken stop)
    {
        var all = db.Set<AreaBoundary>().AsNoTracking().Where(b => areas.Contains(b.AreaId));
        return await Of(all.Where(b => !all.Any(later => later.AreaId == b.AreaId && later.Vintage > b.Vintage)), stop);
    }

    private static async Task<AreaOutlines> Of(IQueryable<AreaBoundary> boundaries, CancellationToken stop)
    {
        var held = await boundaries.OrderBy(b => b.AreaId).Take(200_000).Select(b => new { b.AreaId, b.Shape }).ToListAsync(stop);
        var reader = new WKBReader();
        return new AreaOutlines(held.Select(b => (b.AreaId, reader.Read(b.Shape))));
    }
}
