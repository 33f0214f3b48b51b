using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Fosse.Foundation;
using Fosse.Places;
using Microsoft.Extensions.DependencyInjection;
using NetTopologySuite.Geometries;
using NetTopologySuite.Simplify;

namespace Fosse.Publishing;

/// <summary>An area as a small picture draws it: rings of longitude, latitude, longitude, latitude…; and the box around it.</summary>
public sealed record PlaceOutline(AreaFacts Area, IReadOnlyList<double[]> Rings, double West, double South, double East, double North)
{
    public double MiddleX => (West + East) / 2;
    public double MiddleY => (South + North) / 2;
}

/// <summary>Outlines for small pictures, read once for each data version and kind.</summary>
public static class PlaceOutlines
{
    // About 25 metres: less than a line's width where a district fills the picture.
    private const double Tolerance = .0003;

    private static readonly ConditionalWeakTable<
        CountyFigures,
        ConcurrentDictionary<AreaKind, Lazy<Task<IReadOnlyDictionary<int, PlaceOutline>>>>
    > Made = [];

    /// <summary>By id of the area.</summary>
    public static async Task<IReadOnlyDictionary<int, PlaceOutline>> Outlines(
        this CountyFigures county,
        AreaKind kind,
        IServiceScopeFactory scopes
    )
    {
        ArgumentNullException.ThrowIfNull(county);
        var kinds = Made.GetOrCreateValue(county);
        var reading = kinds.GetOrAdd(kind, k => new(() => Read(county, k, scopes)));
        try
        {
            return await reading.Value;
        }
        finally
        {
            // A failure is not kept: whoever comes next reads again.
            if (reading.Value.IsFaulted)
                kinds.TryRemove(KeyValuePair.Create(kind, reading));
        }
    }

    // Nobody's own request is the reason to stop: the others wait for the same outlines.
    private static async Task<IReadOnlyDictionary<int, PlaceOutline>> Read(CountyFigures county, AreaKind kind, IServiceScopeFactory scopes)
    {
        await using var scope = scopes.CreateAsyncScope();
        var outlines = await scope.ServiceProvider.GetRequiredService<SafetyDb>().Outlines(kind, null, CancellationToken.None);
        return outlines
            .All.Where(o => county.ById.ContainsKey(o.AreaId))
            .Select(o => Draw(county.ById[o.AreaId], o.Shape))
            .ToDictionary(o => o.Area.Id);
    }

    private static PlaceOutline Draw(AreaFacts area, Geometry shape)
    {
        var simple = TopologyPreservingSimplifier.Simplify(shape, Tolerance);
        var box = shape.EnvelopeInternal;
        var rings = new List<double[]>();
        for (var i = 0; i < simple.NumGeometries; i++)
        {
            if (simple.GetGeometryN(i) is Polygon polygon)
                rings.AddRange(
                    new[] { polygon.ExteriorRing }
                        .Concat(polygon.InteriorRings)
                        .Select(r => r.Coordinates.SelectMany(c => new[] { c.X, c.Y }).ToArray())
                );
        }
        return new(area, rings, box.MinX, box.MinY, box.MaxX, box.MaxY);
    }
}
