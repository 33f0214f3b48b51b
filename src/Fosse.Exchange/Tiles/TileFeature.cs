namespace Fosse.Exchange.Tiles;

/// <summary>What a feature of a vector tile is.</summary>
public enum TileShape
{
    Unknown = 0,
    Points = 1,
    Lines = 2,
    Polygons = 3,
}

/// <summary>A value as a tile writes it: the number of its field and its bits, or its text.</summary>
public readonly record struct TileValue(int Kind, ulong Bits, string? Text);

/// <summary>A part of a feature's geometry in units of its tile, Y down: one point, a line, or a ring without its last point.</summary>
/// <param name="Xs">Units of the tile, 0 at its west edge.</param>
/// <param name="Ys">Units of the tile, 0 at its north edge.</param>
public sealed record TilePart(IReadOnlyList<int> Xs, IReadOnlyList<int> Ys);

/// <summary>A street, a lake, a name: one thing on a layer of a vector tile.</summary>
/// <param name="Geometry">Commands and numbers as the format writes them.</param>
public sealed record TileFeature(TileShape Shape, IReadOnlyList<KeyValuePair<string, TileValue>> Tags, IReadOnlyList<uint> Geometry)
{
    /// <summary>The text of a tag; none where there is none.</summary>
    public string? Text(string key) => Tags.FirstOrDefault(t => t.Key == key).Value.Text;

    /// <summary>Its points, lines or rings.</summary>
    /// <exception cref="FormatException">The commands are none, or end too early.</exception>
    public IReadOnlyList<TilePart> Parts()
    {
        var parts = new List<TilePart>();
        List<int> xs = [],
            ys = [];
        var (x, y, at) = (0, 0, 0);
        while (at < Geometry.Count)
        {
            var (command, times) = (Geometry[at] & 7, (int)(Geometry[at] >> 3));
            at++;
            if (command == ClosePath)
                continue; // the ring ends where the next part begins
            if (command is not (MoveTo or LineTo) || times > (Geometry.Count - at) / 2)
                throw new FormatException("the geometry of a feature is cut off");
            for (var i = 0; i < times; i++, at += 2)
            {
                x = unchecked(x + Step(Geometry[at]));
                y = unchecked(y + Step(Geometry[at + 1]));
                if (command == MoveTo)
                    End();
                xs.Add(x);
                ys.Add(y);
            }
        }
        End();
        return parts;

        void End()
        {
            if (xs.Count > 0)
                parts.Add(new(xs, ys));
            (xs, ys) = ([], []);
        }
    }

    private const uint MoveTo = 1,
        LineTo = 2,
        ClosePath = 7;

    private static int Step(uint written) => (int)(written >> 1) ^ -(int)(written & 1);
}

/// <summary>A layer of a vector tile.</summary>
/// <param name="Extent">Units along an edge of the tile.</param>
public sealed record TileLayer(string Name, int Extent, IReadOnlyList<TileFeature> Features);
