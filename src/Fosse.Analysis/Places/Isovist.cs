namespace Fosse.Analysis;

/// <summary>A wall between two corners, metres.</summary>
public readonly record struct Wall(double X1, double Y1, double X2, double Y2);

/// <summary>What is seen from a place: its area in square metres and its outline (arcs as points every degree or less).</summary>
public sealed record IsovistResult(double Area, IReadOnlyList<(double X, double Y)> Outline);

/// <summary>What a camera can see on the flat, walls being higher than it. Terrain, trees and light are not in it.</summary>
public static class Isovist
{
    /// <summary>
    /// The area within range and field of view that no wall hides, exact: between the angles at which walls begin, end, cross one another
    /// or the range, one wall (or none)
    /// is nearest. Source: Benedikt (1979) Environment and Planning B 6:47; angular sweep after Asano (1985).
    /// </summary>
    /// <param name="x">Easting of the camera.</param>
    /// <param name="y">Northing.</param>
    /// <param name="walls">In any order; may cross.</param>
    /// <param name="range">Metres, above 0.</param>
    /// <param name="azimuth">Where it looks, degrees clockwise from north.</param>
    /// <param name="fieldOfView">Degrees, above 0, 360 for all round.</param>
    public static IsovistResult Of(
        double x,
        double y,
        IReadOnlyList<Wall> walls,
        double range,
        double azimuth = 0,
        double fieldOfView = 360
    )
    {
        Ask.Finite(x);
        Ask.Finite(y);
        Ask.Positive(range);
        Ask.Finite(azimuth);
        ArgumentNullException.ThrowIfNull(walls);
        if (!(fieldOfView is > 0 and <= 360))
            throw new ArgumentOutOfRangeException(nameof(fieldOfView), fieldOfView, "Must be above 0 and at most 360.");
        var moved = walls.Select(w => new Wall(w.X1 - x, w.Y1 - y, w.X2 - x, w.Y2 - y)).Where(w => (w.X1, w.Y1) != (w.X2, w.Y2)).ToArray();
        foreach (var wall in moved)
            Ask.Finite(wall.X1 + wall.Y1 + wall.X2 + wall.Y2, nameof(walls));
        var (from, width) = ((90 - azimuth - fieldOfView / 2) * Math.PI / 180, fieldOfView * Math.PI / 180);
        var turns = Turns(moved, range)
            .Select(a => (a - from) % (2 * Math.PI) is var t && t < 0 ? t + 2 * Math.PI : t)
            .Where(t => t > 0 && t < width)
            .Append(0)
            .Append(width)
            .Order()
            .ToArray();
        double area = 0;
        var outline = new List<(double, double)>();
        if (fieldOfView < 360)
            outline.Add((x, y));
        for (var k = 0; k + 1 < turns.Length; k++)
        {
            var (a, b) = (from + turns[k], from + turns[k + 1]);
            if (b - a < 1e-13)
                continue;
            var nearest = range;
            Wall? seen = null;
            foreach (var wall in moved)
            {
                if (Hit(wall, (a + b) / 2) is not { } d || d >= nearest)
                    continue;
                (nearest, seen) = (d, wall);
            }
            if (seen is { } hit)
            {
                var (da, db) = (Along(hit, a), Along(hit, b));
                area += da * db * Math.Sin(b - a) / 2;
                outline.Add((x + da * Math.Cos(a), y + da * Math.Sin(a)));
                outline.Add((x + db * Math.Cos(b), y + db * Math.Sin(b)));
                continue;
            }
            area += range * range * (b - a) / 2;
            var pieces = (int)Math.Ceiling((b - a) * 180 / Math.PI);
            for (var i = 0; i <= pieces; i++)
                outline.Add((x + range * Math.Cos(a + (b - a) * i / pieces), y + range * Math.Sin(a + (b - a) * i / pieces)));
        }
        return new(area, outline);
    }

    private static IEnumerable<double> Turns(Wall[] walls, double range)
    {
        for (var i = 0; i < walls.Length; i++)
        {
            var w = walls[i];
            var (dx, dy) = (w.X2 - w.X1, w.Y2 - w.Y1);
            yield return Math.Atan2(w.Y1, w.X1);
            yield return Math.Atan2(w.Y2, w.X2);
            double a = dx * dx + dy * dy,
                b = w.X1 * dx + w.Y1 * dy,
                c = w.X1 * w.X1 + w.Y1 * w.Y1 - range * range,
                root = b * b - a * c;
            if (root > 0)
            {
                foreach (var t in (double[])[(-b - Math.Sqrt(root)) / a, (-b + Math.Sqrt(root)) / a])
                    if (t is > 0 and < 1)
                        yield return Math.Atan2(w.Y1 + t * dy, w.X1 + t * dx);
            }
            for (var j = i + 1; j < walls.Length; j++)
            {
                var o = walls[j];
                var (ex, ey) = (o.X2 - o.X1, o.Y2 - o.Y1);
                var cross = dx * ey - dy * ex;
                if (cross == 0)
                    continue;
                var (t, u) = (((o.X1 - w.X1) * ey - (o.Y1 - w.Y1) * ex) / cross, ((o.X1 - w.X1) * dy - (o.Y1 - w.Y1) * dx) / cross);
                if (t is > 0 and < 1 && u is > 0 and < 1)
                    yield return Math.Atan2(w.Y1 + t * dy, w.X1 + t * dx);
            }
        }
    }

    private static double? Hit(Wall w, double angle)
    {
        var (c, s, dx, dy) = (Math.Cos(angle), Math.Sin(angle), w.X2 - w.X1, w.Y2 - w.Y1);
        var cross = c * dy - s * dx;
        if (Math.Abs(cross) < 1e-15 * (Math.Abs(dx) + Math.Abs(dy)))
            return null;
        var (d, t) = ((w.X1 * dy - w.Y1 * dx) / cross, (w.X1 * s - w.Y1 * c) / cross);
        return d > 1e-12 && t is >= 0 and <= 1 ? d : null;
    }

    private static double Along(Wall w, double angle)
    {
        var (c, s, dx, dy) = (Math.Cos(angle), Math.Sin(angle), w.X2 - w.X1, w.Y2 - w.Y1);
        return (w.X1 * dy - w.Y1 * dx) / (c * dy - s * dx);
    }
}
