using System.Globalization;
using System.Text;
using Fosse.Exchange.Tiles;
using Fosse.Web.Design.Charts;
using Microsoft.AspNetCore.Html;

namespace Fosse.Web.Partner.Streets;

/// <summary>
/// Draws a piece of the street map on the server: no browser asks for a tile, so nothing on the way learns where a report lies, and it is
/// there without script and on paper.
/// </summary>
internal static class StreetPicture
{
    private const string Main = "main",
        Middle = "middle",
        Minor = "minor",
        Service = "service",
        Path = "path";

    private static readonly int[] Lengths = [50, 100, 200, 500, 1000, 2000, 5000, 10000]; // metres

    // From below: what a road of a kind is drawn as.
    private static readonly string[] Roads = [Path, Service, Minor, Middle, Main];

    /// <param name="outline">Rings of longitude, latitude, … of the area that is meant; none where a point is.</param>
    /// <param name="mark">Longitude and latitude of the point.</param>
    internal static IHtmlContent Draw(
        string id,
        string title,
        string description,
        StreetView view,
        IReadOnlyList<StreetLine> lines,
        IReadOnlyList<double[]> outline,
        (double Longitude, double Latitude)? mark
    )
    {
        var drawing = Drawing
            .Picture(
                id,
                view.IsFar ? "chart-streets streets-far" : "chart-streets",
                StreetView.Width,
                StreetView.Height,
                title,
                description
            )
            .Mark("rect", ("class", "streets-ground"), ("width", StreetView.Width), ("height", StreetView.Height));
        Fill(drawing, "streets-green", lines.Where(l => l.Layer == "park" || (l.Layer is "landcover" or "landuse" && IsGreen(l.Class))));
        Fill(drawing, "streets-water", lines.Where(l => l.Layer == "water"));
        Strokes(drawing, "streets-river", lines.Where(l => l.Layer == "waterway"));
        Fill(drawing, "streets-building", !view.IsFar ? lines.Where(l => l.Layer == "building") : []);
        var roads = lines.Where(l => l is { Layer: "transportation", Shape: TileShape.Lines }).ToLookup(l => KindOf(l.Class));
        Strokes(drawing, "streets-rail", roads["rail"]);
        foreach (var kind in Roads.Where(k => k is Minor or Middle or Main))
            Strokes(drawing, $"streets-{kind}-edge", roads[kind]);
        foreach (var kind in Roads.Where(k => !view.IsFar || k is not (Path or Service)))
            Strokes(drawing, $"streets-{kind}", roads[kind]);
        if (outline.Count > 0)
            drawing.Mark("path", ("class", "streets-area"), ("fill-rule", "evenodd"), ("d", Rings(view, outline)));
        var at = mark is { } point ? view.Of(point.Longitude, point.Latitude) : ((double X, double Y)?)null;
        foreach (var name in StreetNames.Of(lines, at, view.IsFar || outline.Count > 0))
        {
            var turn = string.Create(CultureInfo.InvariantCulture, $"rotate({name.Turn:0} {name.X:0.#} {name.Y:0.#})");
            drawing.Leaf(
                "text",
                name.Name,
                ("class", name.IsPlace ? "streets-name streets-name--place" : "streets-name"),
                ("x", name.X),
                ("y", name.Y + StreetNames.Size / 3),
                ("text-anchor", "middle"),
                ("transform", name.Turn == 0 ? null : turn)
            );
        }
        if (at is var (x, y))
            drawing
                .Mark("path", ("class", "streets-mark"), ("d", Pin(x, y)))
                .Mark("circle", ("class", "streets-mark-eye"), ("cx", x), ("cy", y - 26), ("r", 5));
        Ruler(drawing, view);
        return drawing.Done();
    }

    private static bool IsGreen(string kind) =>
        kind is "wood" or "grass" or "forest" or "park" or "cemetery" or "pitch" or "playground" or "stadium";

    private static string KindOf(string road) =>
        road switch
        {
            "motorway" or "trunk" or "primary" => Main,
            "secondary" or "tertiary" => Middle,
            "service" => Service,
            "path" or "track" or "footway" or "cycleway" => Path,
            "rail" or "transit" => "rail",
            "ferry" or "aerialway" or "pier" => "",
            _ => Minor,
        };

    private static void Fill(Drawing drawing, string kind, IEnumerable<StreetLine> lines)
    {
        var path = Written(lines.Where(l => l.Shape is TileShape.Polygons), close: true);
        if (path.Length > 0)
            drawing.Mark("path", ("class", kind), ("fill-rule", "evenodd"), ("d", path));
    }

    private static void Strokes(Drawing drawing, string kind, IEnumerable<StreetLine> lines)
    {
        var path = Written(lines.Where(l => l.Shape is TileShape.Lines), close: false);
        if (path.Length > 0)
            drawing.Mark("path", ("class", kind), ("d", path));
    }

    private static string Written(IEnumerable<StreetLine> lines, bool close)
    {
        var path = new StringBuilder();
        foreach (var line in lines)
            Write(path, line.Points, close);
        return path.ToString();
    }

    private static string Rings(StreetView view, IReadOnlyList<double[]> rings)
    {
        var path = new StringBuilder();
        foreach (var ring in rings)
            Write(path, [.. Enumerable.Range(0, ring.Length / 2).Select(i => view.Of(ring[2 * i], ring[2 * i + 1]))], close: true);
        return path.ToString();
    }

    // Steps in halves of a unit, each from where rounding left the last.
    private static void Write(StringBuilder path, IReadOnlyList<(double X, double Y)> points, bool close)
    {
        (long X, long Y)? last = null;
        foreach (var (x, y) in points)
        {
            var next = ((long)Math.Round(2 * x), (long)Math.Round(2 * y));
            if (last is not { } from)
                path.Append('M').Append(Halves(next.Item1)).Append(' ').Append(Halves(next.Item2));
            else if (next != from)
                path.Append('l').Append(Halves(next.Item1 - from.X)).Append(' ').Append(Halves(next.Item2 - from.Y));
            last = next;
        }
        if (close && last is not null)
            path.Append('z');
    }

    private static string Halves(long halves) => (halves / 2m).ToString("0.#", CultureInfo.InvariantCulture);

    // Its tip is the place.
    private static string Pin(double x, double y) =>
        string.Create(CultureInfo.InvariantCulture, $"M{x:0.#} {y:0.#}c-3 -9 -12 -15 -12 -25a12 12 0 0 1 24 0c0 10 -9 16 -12 25z");

    private static void Ruler(Drawing drawing, StreetView view)
    {
        var metres = Lengths.Last(m => m == 50 || m / view.Metres < 0.35);
        var (length, y) = (metres / view.Metres * StreetView.Width, StreetView.Height - 9);
        var said = metres < 1000 ? $"{metres} m" : $"{metres / 1000} km";
        drawing
            .Mark("rect", ("class", "streets-ruler-ground"), ("x", 0), ("y", y - 18), ("width", length + 16), ("height", 27))
            .Mark("path", ("class", "streets-ruler"), ("d", FormattableString.Invariant($"M8 {y - 4}v4h{length:0.#}v-4")))
            .Words(said, "streets-ruler-text", 8 + length / 2, y - 4, "middle");
    }
}
