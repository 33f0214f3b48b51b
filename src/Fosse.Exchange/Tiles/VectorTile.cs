using System.Text;

namespace Fosse.Exchange.Tiles;

/// <summary>Reads vector tiles as Mapbox Vector Tile 2.1 describes them (2016), unpacked.</summary>
public static class VectorTile
{
    /// <summary>Bytes of one tile, unpacked; real ones stay far below.</summary>
    public const int Most = 20 << 20;

    private const int Layer = 3,
        Name = 1,
        Feature = 2,
        Key = 3,
        Value = 4,
        Extent = 5,
        Tags = 2,
        Type = 3,
        Geometry = 4,
        Extensions = 16,
        MostExtent = 1 << 20;

    /// <summary>The layers of a tile, in their order. No bytes are a tile without layers.</summary>
    /// <param name="tile">The whole tile.</param>
    /// <param name="fileName">What its bringer calls it.</param>
    /// <exception cref="ExchangeFormatException">These bytes are no vector tile.</exception>
    public static IReadOnlyList<TileLayer> Read(ReadOnlySpan<byte> tile, string fileName)
    {
        if (tile.Length > Most)
            throw new ExchangeFormatException(fileName, null, $"The tile is larger than {Most:N0} bytes.");
        try
        {
            var layers = new List<TileLayer>();
            var fields = new PackedBytes(tile);
            while (!fields.IsEmpty)
            {
                var (field, wire) = fields.Key();
                if (field == Layer && wire == PackedBytes.Lengthy)
                    layers.Add(ReadLayer(fields.Bytes()));
                else if (field >= Extensions)
                    fields.Skip(wire);
                else
                    throw new FormatException("it holds something other than layers");
            }
            return layers;
        }
        catch (FormatException wrong)
        {
            throw new ExchangeFormatException(fileName, null, $"This is no vector tile: {wrong.Message}. Make the extract again.", wrong);
        }
    }

    private static TileLayer ReadLayer(ReadOnlySpan<byte> bytes)
    {
        string? name = null;
        var extent = 4096UL;
        List<string> keys = [];
        List<TileValue> values = [];
        List<Range> features = [];
        var fields = new PackedBytes(bytes);
        while (!fields.IsEmpty)
        {
            var (field, wire) = fields.Key();
            switch (field, wire)
            {
                case (Name, PackedBytes.Lengthy):
                    name = Text(fields.Bytes());
                    break;
                case (Feature, PackedBytes.Lengthy):
                    var part = fields.Bytes();
                    bytes.Overlaps(part, out var from);
                    features.Add(from..(from + part.Length));
                    break;
                case (Key, PackedBytes.Lengthy):
                    keys.Add(Text(fields.Bytes()));
                    break;
                case (Value, PackedBytes.Lengthy):
                    values.Add(ReadValue(fields.Bytes()));
                    break;
                case (Extent, PackedBytes.Varint):
                    extent = fields.Number();
                    break;
                default:
                    fields.Skip(wire);
                    break;
            }
        }
        if (name is null || extent is 0 or > MostExtent)
            throw new FormatException("a layer has no name or no size");
        var read = new List<TileFeature>(features.Count);
        foreach (var feature in features)
            read.Add(ReadFeature(bytes[feature], keys, values));
        return new(name, (int)extent, read);
    }

    private static TileFeature ReadFeature(ReadOnlySpan<byte> bytes, List<string> keys, List<TileValue> values)
    {
        var shape = TileShape.Unknown;
        List<uint> tags = [],
            geometry = [];
        var fields = new PackedBytes(bytes);
        while (!fields.IsEmpty)
        {
            var (field, wire) = fields.Key();
            switch (field, wire)
            {
                case (Tags, PackedBytes.Lengthy):
                    Numbers(fields.Bytes(), tags);
                    break;
                case (Geometry, PackedBytes.Lengthy):
                    Numbers(fields.Bytes(), geometry);
                    break;
                case (Type, PackedBytes.Varint):
                    shape = fields.Number() is var type and <= 3
                        ? (TileShape)type
                        : throw new FormatException("a feature is of no known shape");
                    break;
                default:
                    fields.Skip(wire);
                    break;
            }
        }
        if (tags.Count % 2 > 0)
            throw new FormatException("a tag has no value");
        var named = new List<KeyValuePair<string, TileValue>>(tags.Count / 2);
        for (var i = 0; i < tags.Count; i += 2)
        {
            if (tags[i] >= keys.Count || tags[i + 1] >= values.Count)
                throw new FormatException("a tag names what the layer does not hold");
            named.Add(new(keys[(int)tags[i]], values[(int)tags[i + 1]]));
        }
        var feature = new TileFeature(shape, named, geometry);
        feature.Parts(); // looked at here, so that nobody later meets a broken one
        return feature;
    }

    private static TileValue ReadValue(ReadOnlySpan<byte> bytes)
    {
        var value = new TileValue(1, 0, "");
        var fields = new PackedBytes(bytes);
        while (!fields.IsEmpty)
        {
            var (field, wire) = fields.Key();
            if (field == 1 && wire == PackedBytes.Lengthy)
                value = new(1, 0, Text(fields.Bytes()));
            else if (
                wire
                == (
                    field switch
                    {
                        2 => PackedBytes.Four,
                        3 => PackedBytes.Eight,
                        >= 4 and <= 7 => PackedBytes.Varint,
                        _ => -1,
                    }
                )
            )
                value = new(field, fields.Bits(wire), null);
            else
                fields.Skip(wire);
        }
        return value;
    }

    private static void Numbers(ReadOnlySpan<byte> bytes, List<uint> into)
    {
        var packed = new PackedBytes(bytes);
        while (!packed.IsEmpty)
            into.Add(unchecked((uint)packed.Number()));
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
