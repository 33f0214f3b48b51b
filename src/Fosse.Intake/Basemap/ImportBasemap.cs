using Fosse.Exchange.Tiles;
using Fosse.Places;

namespace Fosse.Intake.Basemap;

/// <summary>A tile that was not taken, and why.</summary>
internal sealed record RefusedTile(string Name, string Why);

/// <summary>What became of the extracts.</summary>
/// <param name="Zooms">How many tiles were written, by zoom.</param>
/// <param name="Joined">How many of them are made of several extracts.</param>
/// <param name="TooDeep">Tiles of deeper zooms than the map reads.</param>
/// <param name="LayersLeft">Layers that are no part of the schema, and were left out where tiles were joined.</param>
/// <param name="Deepest">The squares of the deepest zoom that are held.</param>
internal sealed record BasemapResult(
    IReadOnlyList<string> Sources,
    IReadOnlyDictionary<int, int> Zooms,
    int Joined,
    int TooDeep,
    IReadOnlyList<string> LayersLeft,
    IReadOnlyList<RefusedTile> Refused,
    string Attribution,
    IReadOnlySet<(int X, int Y)> Deepest
)
{
    /// <summary>West, south, east and north of the deepest tiles, in degrees.</summary>
    public (double West, double South, double East, double North) Bounds()
    {
        var (west, north) = TileNumber.Degrees(Deepest.Min(t => t.X), Deepest.Min(t => t.Y), StreetMap.Deepest);
        var (east, south) = TileNumber.Degrees(Deepest.Max(t => t.X) + 1, Deepest.Max(t => t.Y) + 1, StreetMap.Deepest);
        return (west, south, east, north);
    }
}

/// <summary>Prepares the street map: extracts are read and checked tile by tile, joined where they meet, and shown all at once.</summary>
internal static class ImportBasemap
{
    private const int MostTiles = 5_000_000;

    /// <exception cref="FormatException">These are no extracts that the map can be drawn from; what was there before stays.</exception>
    public static async Task<BasemapResult> Run(IReadOnlyList<string> paths, string into, IShowProgress shown, CancellationToken stop)
    {
        using var sources = new TileSources();
        var found = sources.Find(paths);
        foreach (var source in found)
            TileCheck.Kind(source);
        var squares = found
            .SelectMany(s => s.Tiles)
            .Where(t => t.At.IsOnMap)
            .GroupBy(t => t.At)
            .OrderBy(g => g.Key.Zoom)
            .ThenBy(g => g.Key.X)
            .ThenBy(g => g.Key.Y)
            .ToList();
        if (squares.Count > MostTiles)
            throw new FormatException(
                $"These are {squares.Count:N0} tiles, and {MostTiles:N0} are the most. Cut the extract to the county."
            );
        using var folder = new TileFolder(into);
        var work = new Work(folder);
        await shown.During(
            "street map",
            squares.Count,
            report =>
            {
                foreach (var square in squares)
                {
                    stop.ThrowIfCancellationRequested();
                    work.Take(square.Key, [.. square]);
                    report("", 1);
                }
                return Task.FromResult(true);
            },
            "tiles"
        );
        var result = work.Done(found);
        folder.Show(result.Attribution);
        return result;
    }

    private sealed class Work(TileFolder folder)
    {
        private const int Streets = 12; // from here on, tiles must hold streets
        private readonly SortedDictionary<int, int> zooms = [];
        private readonly HashSet<string> deep = [],
            left = [];
        private readonly HashSet<(int X, int Y)> deepest = [];
        private readonly List<RefusedTile> refused = [];
        private int joined,
            tooDeep;

        public void Take(TileNumber at, IReadOnlyList<SourceTile> tiles)
        {
            if (at.Zoom > StreetMap.Deepest)
            {
                tooDeep += tiles.Count;
                return;
            }
            var read = tiles.Select(Read).OfType<(byte[] Bytes, IReadOnlyList<TileLayer> Layers)>().Where(t => t.Layers.Count > 0).ToList();
            if (read.Count == 0)
                return;
            folder.Put(at, read is [var (bytes, _)] ? bytes : Joined(tiles, [.. read.Select(t => t.Layers)]));
            zooms[at.Zoom] = zooms.GetValueOrDefault(at.Zoom) + 1;
            if (at.Zoom == StreetMap.Deepest)
                deepest.Add((at.X, at.Y));
            foreach (var layer in read.SelectMany(t => t.Layers).Select(l => l.Name))
            {
                if (!TileCheck.IsKnown(layer))
                    left.Add(layer);
                else if (at.Zoom >= Streets)
                    deep.Add(layer);
            }
        }

        public BasemapResult Done(IReadOnlyList<TileSource> sources)
        {
            TileCheck.Schema(deep, left, deepest.Count > 0);
            return new(
                [.. sources.Select(s => s.Name)],
                zooms,
                joined,
                tooDeep,
                [.. left.Order(StringComparer.Ordinal)],
                refused,
                TileCheck.Makers(sources),
                deepest
            );
        }

        private (byte[], IReadOnlyList<TileLayer>)? Read(SourceTile tile)
        {
            try
            {
                var bytes = TileCheck.Unpacked(tile.Read());
                return (bytes, VectorTile.Read(bytes, tile.Name));
            }
            catch (FormatException wrong)
            {
                refused.Add(new(tile.Name, wrong is Exchange.ExchangeFormatException { Problem: var problem } ? problem : wrong.Message));
                return null;
            }
        }

        // Where they cannot be joined, the first stays as it is.
        private byte[] Joined(IReadOnlyList<SourceTile> tiles, IReadOnlyList<IReadOnlyList<TileLayer>> layers)
        {
            try
            {
                var whole = VectorTileWriter.Join(layers);
                joined++;
                return VectorTileWriter.Write(whole);
            }
            catch (FormatException wrong)
            {
                refused.AddRange(tiles.Skip(1).Select(t => new RefusedTile(t.Name, wrong.Message)));
                return VectorTileWriter.Write(layers[0]);
            }
        }
    }
}
