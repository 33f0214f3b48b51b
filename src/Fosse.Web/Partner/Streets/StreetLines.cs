using Fosse.Exchange.Tiles;
using Fosse.Places;

namespace Fosse.Web.Partner.Streets;

/// <summary>A line, an outline or a point of the street map, in units of the picture.</summary>
internal sealed record StreetLine(string Layer, string Class, string? Name, TileShape Shape, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>How far a place in the picture is from it, in units.</summary>
    internal double From(double x, double y)
    {
        var best = double.MaxValue;
        for (var i = 0; i < Points.Count; i++)
        {
            var (ax, ay) = Points[Math.Max(0, i - 1)];
            var (dx, dy) = (Points[i].X - ax, Points[i].Y - ay);
            var along = dx * dx + dy * dy is var length and > 0 ? Math.Clamp(((x - ax) * dx + (y - ay) * dy) / length, 0, 1) : 0;
            best = Math.Min(best, Math.Sqrt(Math.Pow(ax + along * dx - x, 2) + Math.Pow(ay + along * dy - y, 2)));
        }
        return best;
    }
}

/// <summary>Reads of the street map what a picture shows.</summary>
internal static class StreetLines
{
    private const double Edge = 20; // units around the picture, so that a wide line is not cut at it

    private static readonly HashSet<string> Drawn =
    [
        "building",
        "landcover",
        "landuse",
        "park",
        "place",
        "transportation",
        "transportation_name",
        "water",
        "waterway",
    ];

    /// <summary>A tile that is missing or cannot be read leaves its square empty.</summary>
    internal static IReadOnlyList<StreetLine> In(StreetView view, StreetMap map)
    {
        var lines = new List<StreetLine>();
        foreach (var tile in view.Tiles())
        {
            if (map.FileOf(tile.Zoom, tile.X, tile.Y) is not { } file)
                continue;
            try
            {
                foreach (var layer in VectorTile.Read(File.ReadAllBytes(file), "tile").Where(l => Drawn.Contains(l.Name)))
                    lines.AddRange(layer.Features.SelectMany(f => Of(f, layer, tile, view)).Where(IsSeen));
            }
            catch (Exception e) when (e is FormatException or IOException)
            {
                continue;
            }
        }
        return lines;
    }

    /// <summary>Pieces of a street that begin where another ends, as one: an extract cuts streets at each crossing.</summary>
    internal static IReadOnlyList<StreetLine> Joined(IEnumerable<StreetLine> pieces)
    {
        var joined = new List<StreetLine>();
        foreach (var street in pieces.GroupBy(p => p.Name))
        {
            var left = street
                .Where(p => p.Points.Count > 1)
                .DistinctBy(p => (Near(p.Points[0]), Near(p.Points[^1]), p.Points.Count))
                .ToList();
            while (left.Count > 0)
            {
                var line = left[^1];
                left.RemoveAt(left.Count - 1);
                for (var next = Next(line, left); next >= 0; next = Next(line, left))
                {
                    line = line with { Points = Together(line.Points, left[next].Points) };
                    left.RemoveAt(next);
                }
                joined.Add(line);
            }
        }
        return joined;

        static int Next(StreetLine line, List<StreetLine> left) =>
            left.FindIndex(p =>
                Meets(line.Points, p.Points) || Meets(p.Points, line.Points) || Near(p.Points[^1]) == Near(line.Points[^1])
            );

        static bool Meets(IReadOnlyList<(double, double)> a, IReadOnlyList<(double, double)> b) =>
            Near(a[^1]) == Near(b[0]) || Near(a[0]) == Near(b[0]);

        static IReadOnlyList<(double, double)> Together(IReadOnlyList<(double, double)> a, IReadOnlyList<(double, double)> b) =>
            Near(a[^1]) == Near(b[0]) ? [.. a, .. b.Skip(1)]
            : Near(b[^1]) == Near(a[0]) ? [.. b, .. a.Skip(1)]
            : Near(a[0]) == Near(b[0]) ? [.. b.Reverse(), .. a.Skip(1)]
            : [.. a, .. b.Reverse().Skip(1)];
    }

    // Tiles are drawn on a grid, so ends that meet are not always the very same.
    private static (long, long) Near((double X, double Y) at) => ((long)Math.Round(at.X * 4), (long)Math.Round(at.Y * 4));

    private static IEnumerable<StreetLine> Of(TileFeature feature, TileLayer layer, TileNumber tile, StreetView view) =>
        feature
            .Parts()
            .Select(part => new StreetLine(
                layer.Name,
                feature.Text("class") ?? "",
                feature.Text("name") is { Length: > 0 } name ? name : feature.Text("name:latin"),
                feature.Shape,
                [.. part.Xs.Zip(part.Ys, (x, y) => view.OfSquares(tile.X + (double)x / layer.Extent, tile.Y + (double)y / layer.Extent))]
            ));

    private static bool IsSeen(StreetLine line) =>
        line.Points.Max(p => p.X) > -Edge
        && line.Points.Max(p => p.Y) > -Edge
        && line.Points.Min(p => p.X) < StreetView.Width + Edge
        && line.Points.Min(p => p.Y) < StreetView.Height + Edge;
}
