using Fosse.Exchange.Tiles;

namespace Fosse.Tests.Operations;

/// <summary>Small extracts of a street map, as an operator has them.</summary>
internal static class StreetExtract
{
    /// <summary>The square of zoom 14 around a place, with a street through that very place, and as much of it further off.</summary>
    public static string Write(string folder, double longitude, double latitude, params string[] streets)
    {
        foreach (var zoom in new[] { 12, 13, 14 })
        {
            var (x, y) = TileNumber.Of(longitude, latitude, zoom);
            Put(folder, zoom, (int)x, (int)y, Tile((int)((y - Math.Floor(y)) * 4096), streets));
        }
        return folder;
    }

    public static void Put(string folder, int zoom, int x, int y, byte[] tile, string ending = "pbf")
    {
        var column = Path.Combine(folder, FormattableString.Invariant($"{zoom}/{x}"));
        Directory.CreateDirectory(column);
        File.WriteAllBytes(Path.Combine(column, FormattableString.Invariant($"{y}.{ending}")), tile);
    }

    /// <summary>Streets from the west to the east, the first at a height and each other a little further south; and a field.</summary>
    public static byte[] Tile(int height, params string[] streets) =>
        VectorTileWriter.Write([
            new("landcover", 4096, [new(TileShape.Polygons, [Of("class", "grass")], [9, 0, 0, 18, 200, 0, 0, 200, 15])]),
            new("transportation", 4096, [.. streets.Select((_, i) => Line(height + 300 * i, Of("class", "minor")))]),
            new(
                "transportation_name",
                4096,
                [.. streets.Select((s, i) => Line(height + 300 * i, Of("class", "minor"), Of("name:latin", s)))]
            ),
        ]);

    public static IReadOnlyList<string> StreetsIn(string file) =>
        [
            .. VectorTile
                .Read(File.ReadAllBytes(file), file)
                .Where(l => l.Name == "transportation_name")
                .SelectMany(l => l.Features)
                .Select(f => f.Text("name:latin")!),
        ];

    private static TileFeature Line(int height, params KeyValuePair<string, TileValue>[] tags) =>
        new(TileShape.Lines, tags, [9, 0, (uint)(2 * height), 10, 8192, 0]);

    private static KeyValuePair<string, TileValue> Of(string key, string value) => new(key, new(1, 0, value));
}
