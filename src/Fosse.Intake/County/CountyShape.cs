using Fosse.Exchange.Geo;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace Fosse.Intake.County;

/// <summary>
/// Makes a sound outline of rings as they were published. A ring that crosses itself keeps all its lobes; one that encloses nothing is no
/// outline.
/// </summary>
internal static class CountyShape
{
    // Square degrees: a few square centimetres.
    private const double Nothing = 1e-14;

    /// <returns>The outline, or none, and what is to be told of it; wrong where the feature cannot be what it says.</returns>
    public static (Geometry? Shape, string? Told, string? Wrong) Of(IReadOnlyList<IReadOnlyList<double[]>> polygons)
    {
        if (polygons.Count == 0)
            return (null, "it has no outline", null);
        var wrong = polygons.SelectMany(rings => rings).Select(Outside).FirstOrDefault(why => why is not null);
        if (wrong is not null)
            return (null, null, wrong);
        var parts = polygons.Select(rings => (Shell: Ring(rings[0]), Holes: rings.Skip(1).Select(Ring).ToArray())).ToList();
        var raw = parts.Select(p => new Polygon(p.Shell, p.Holes)).ToArray();
        Geometry shape = raw.Length == 1 ? raw[0] : new MultiPolygon(raw);
        var crosses = parts.Exists(p => !new Polygon(p.Shell).IsValid);
        if (crosses)
            shape = parts.Select(Whole).Aggregate((a, b) => a.Union(b));
        else if (!shape.IsValid)
            shape = shape.Buffer(0);
        if (shape.IsEmpty || shape.Area < Nothing)
            return (null, "its outline encloses nothing, and it has none", null);
        return (shape, crosses ? "its outline crosses itself; every part of it was kept" : null, null);
    }

    /// <summary>Several outlines of one area make one.</summary>
    public static Geometry? Together(Geometry? one, Geometry? other) =>
        one is null ? other
        : other is null ? one
        : one.Union(other);

    private static Geometry Whole((LinearRing Shell, LinearRing[] Holes) part) =>
        part.Holes.Aggregate(Mended(part.Shell), (shape, hole) => shape.Difference(Mended(hole)));

    // Areas alone: where a ring runs along itself there is a line too.
    private static Geometry Mended(LinearRing ring) => GeometryFixer.Fix(new Polygon(ring)).Buffer(0);

    private static string? Outside(double[] flat)
    {
        for (var i = 0; i < flat.Length; i += 2)
        {
            if (!UnitedKingdom.Holds(flat[i], flat[i + 1]))
                return UnitedKingdom.WhyNot(flat[i], flat[i + 1]);
        }
        return null;
    }

    private static LinearRing Ring(double[] flat)
    {
        var points = new Coordinate[flat.Length / 2];
        for (var i = 0; i < points.Length; i++)
            points[i] = new Coordinate(flat[2 * i], flat[2 * i + 1]);
        return new LinearRing(points);
    }
}
