using System.Buffers.Binary;
using System.Text;

namespace Fosse.Exchange.Tiles;

/// <summary>Writes vector tiles that <see cref="VectorTile"/> reads back, and joins those of neighbouring extracts.</summary>
public static class VectorTileWriter
{
    /// <summary>The tile as bytes, not packed. Ids of features are left out: they are unique in one extract alone.</summary>
    public static byte[] Write(IReadOnlyList<TileLayer> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        var tile = new Message();
        foreach (var layer in layers)
            tile.Part(3, Layer(layer));
        return tile.Done();
    }

    /// <summary>One tile of several of the same square, layer by layer: what two of them hold alike, such as a road over the border of
    /// two extracts, is held once.</summary>
    /// <exception cref="FormatException">A layer is measured differently in them.</exception>
    public static IReadOnlyList<TileLayer> Join(IReadOnlyList<IReadOnlyList<TileLayer>> tiles)
    {
        ArgumentNullException.ThrowIfNull(tiles);
        return
        [
            .. tiles
                .SelectMany(t => t)
                .GroupBy(l => l.Name, StringComparer.Ordinal)
                .Select(same =>
                    same.Select(l => l.Extent).Distinct().Count() == 1
                        ? new TileLayer(same.Key, same.First().Extent, [.. same.SelectMany(l => l.Features).DistinctBy(Likeness)])
                        : throw new FormatException($"the layer {same.Key} is measured differently in another extract")
                ),
        ];
    }

    private static string Likeness(TileFeature feature) =>
        $"{feature.Shape} {string.Join(' ', feature.Geometry)} "
        + string.Join('\n', feature.Tags.Select(t => $"{t.Key}\t{t.Value}").Order(StringComparer.Ordinal));

    private static byte[] Layer(TileLayer layer)
    {
        var keys = new Dictionary<string, int>(StringComparer.Ordinal);
        var values = new Dictionary<TileValue, int>();
        var message = new Message().Number(15, 2).Part(1, Encoding.UTF8.GetBytes(layer.Name));
        foreach (var feature in layer.Features)
        {
            var tags = feature.Tags.SelectMany(t => new[] { (uint)Index(keys, t.Key), (uint)Index(values, t.Value) });
            message.Part(2, new Message().Part(2, Packed(tags)).Number(3, (ulong)feature.Shape).Part(4, Packed(feature.Geometry)).Done());
        }
        foreach (var key in keys.Keys)
            message.Part(3, Encoding.UTF8.GetBytes(key));
        foreach (var value in values.Keys)
            message.Part(4, Value(value));
        return message.Number(5, (ulong)layer.Extent).Done();
    }

    // In the order in which they were met, which is that of their numbers.
    private static int Index<T>(Dictionary<T, int> known, T one)
        where T : notnull
    {
        if (!known.TryGetValue(one, out var index))
            known[one] = index = known.Count;
        return index;
    }

    private static byte[] Value(TileValue value) =>
        value.Kind switch
        {
            1 => new Message().Part(1, Encoding.UTF8.GetBytes(value.Text ?? "")).Done(),
            2 => new Message().Fixed(2, value.Bits, 4).Done(),
            3 => new Message().Fixed(3, value.Bits, 8).Done(),
            _ => new Message().Number(value.Kind, value.Bits).Done(),
        };

    private static byte[] Packed(IEnumerable<uint> numbers)
    {
        var packed = new Message();
        foreach (var number in numbers)
            packed.Bare(number);
        return packed.Done();
    }

    /// <summary>A protocol buffer that grows.</summary>
    private sealed class Message
    {
        private readonly List<byte> bytes = [];

        internal byte[] Done() => [.. bytes];

        internal Message Bare(ulong number)
        {
            for (; number >= 0x80; number >>= 7)
                bytes.Add((byte)(number | 0x80));
            bytes.Add((byte)number);
            return this;
        }

        internal Message Number(int field, ulong number) => Bare(((ulong)field << 3) | PackedBytes.Varint).Bare(number);

        internal Message Part(int field, byte[] part)
        {
            Bare(((ulong)field << 3) | PackedBytes.Lengthy).Bare((ulong)part.Length);
            bytes.AddRange(part);
            return this;
        }

        internal Message Fixed(int field, ulong bits, int length)
        {
            Span<byte> all = stackalloc byte[8];
            BinaryPrimitives.WriteUInt64LittleEndian(all, bits);
            Bare(((ulong)field << 3) | (uint)(length == 4 ? PackedBytes.Four : PackedBytes.Eight));
            bytes.AddRange(all[..length]);
            return this;
        }
    }
}
