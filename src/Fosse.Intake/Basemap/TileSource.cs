using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Fosse.Exchange.Tiles;
using Fosse.Storage;

namespace Fosse.Intake.Basemap;

/// <summary>A tile of an extract, not yet read.</summary>
internal sealed record SourceTile(TileNumber At, string Name, Func<byte[]> Read);

/// <summary>An extract: the tiles of one region, and what it says of itself.</summary>
internal sealed record TileSource(string Name, IReadOnlyDictionary<string, string> Says, IReadOnlyList<SourceTile> Tiles);

/// <summary>Finds extracts: folders of <c>z/x/y.pbf</c>, also a few levels further down, and <c>.mbtiles</c> files.</summary>
internal sealed partial class TileSources : IDisposable
{
    private const int Levels = 3;
    private readonly List<MbTiles> open = [];

    /// <exception cref="FormatException">Something that was named holds no tiles; the message says what is wanted.</exception>
    public IReadOnlyList<TileSource> Find(IReadOnlyList<string> paths)
    {
        var found = new List<TileSource>();
        foreach (var path in paths)
        {
            var here = Under(path, Levels).ToList();
            if (here.Count == 0)
                throw new FormatException(
                    $"{path} holds no vector tiles. Give a folder of z/x/y.pbf (or one that holds such folders), or an .mbtiles file, in "
                        + "the OpenMapTiles schema."
                );
            found.AddRange(here);
        }
        return found;
    }

    public void Dispose() => open.ForEach(file => file.Dispose());

    private IEnumerable<TileSource> Under(string path, int levels)
    {
        if (File.Exists(path))
            return Path.GetExtension(path).Equals(".mbtiles", StringComparison.OrdinalIgnoreCase) ? [OfFile(path)] : [];
        var zooms = Directory.GetDirectories(path).Where(d => Numbered(Path.GetFileName(d)) is not null).ToList();
        if (zooms.Count > 0)
            return [new(path, Told(Path.Combine(path, "metadata.json")), [.. zooms.SelectMany(InZoom)])];
        return levels == 0
            ? []
            : Directory
                .GetFileSystemEntries(path)
                .Order(StringComparer.Ordinal)
                .Where(p => Directory.Exists(p) || p.EndsWith(".mbtiles", StringComparison.OrdinalIgnoreCase))
                .SelectMany(p => Under(p, levels - 1));
    }

    // Only numbers become a place on the map, and the name that is written later is made of them anew.
    private static IEnumerable<SourceTile> InZoom(string zoom) =>
        from column in Directory.GetDirectories(zoom)
        let x = Numbered(Path.GetFileName(column))
        where x is not null
        from file in Directory.GetFiles(column)
        let y = TileFile().Match(Path.GetFileName(file)) is { Success: true } match ? Numbered(match.Groups[1].Value) : null
        where y is not null
        select new SourceTile(new(Numbered(Path.GetFileName(zoom))!.Value, x.Value, y.Value), file, () => Whole(file));

    private static byte[] Whole(string file) =>
        new FileInfo(file).Length <= VectorTile.Most
            ? File.ReadAllBytes(file)
            : throw new FormatException($"The tile is larger than {VectorTile.Most:N0} bytes");

    private TileSource OfFile(string path)
    {
        var file = new MbTiles(path);
        open.Add(file);
        return new(
            path,
            file.Says(),
            [
                .. file.Tiles()
                    .Select(t => new SourceTile(
                        new(t.Zoom, t.X, t.Y),
                        FormattableString.Invariant($"{path} {t.Zoom}/{t.X}/{t.Y}"),
                        () => file.Read(t.Zoom, t.X, t.Y)
                    )),
            ]
        );
    }

    private static Dictionary<string, string> Told(string file)
    {
        if (!File.Exists(file))
            return [];
        try
        {
            using var said = File.OpenRead(file);
            return JsonSerializer
                .Deserialize<Dictionary<string, JsonElement>>(said)!
                .Where(s => s.Value.ValueKind is JsonValueKind.String)
                .ToDictionary(s => s.Key, s => s.Value.GetString()!);
        }
        catch (JsonException wrong)
        {
            throw new FormatException($"{file} is no JSON: download the extract again, or take the file away.", wrong);
        }
    }

    private static int? Numbered(string name) =>
        name.Length is > 0 and <= 7 && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"\A([0-9]+)\.(pbf|mvt|pbf\.gz|mvt\.gz)\z")]
    private static partial Regex TileFile();
}
