using System.Buffers.Binary;

namespace Fosse.Exchange.Tiles;

/// <summary>Walks the fields of a protocol buffer. It trusts no length that the bytes state.</summary>
internal ref struct PackedBytes(ReadOnlySpan<byte> bytes)
{
    internal const int Varint = 0,
        Eight = 1,
        Lengthy = 2,
        Four = 5;

    private ReadOnlySpan<byte> left = bytes;

    internal readonly bool IsEmpty => left.IsEmpty;

    internal (int Field, int Wire) Key()
    {
        var key = Number();
        return key >> 3 is > 0 and < 1 << 29 ? ((int)(key >> 3), (int)(key & 7)) : throw new FormatException("a field has no number");
    }

    internal ulong Number()
    {
        var number = 0UL;
        for (var (at, shift) = (0, 0); at < left.Length && shift < 64; at++, shift += 7)
        {
            number |= (ulong)(left[at] & 0x7f) << shift;
            if (left[at] >= 0x80)
                continue;
            left = left[(at + 1)..];
            return number;
        }
        throw new FormatException("a number is cut off");
    }

    internal ReadOnlySpan<byte> Bytes()
    {
        var length = Number();
        return length <= (ulong)left.Length ? Take((int)length) : throw new FormatException("a part is longer than the file");
    }

    /// <summary>The number of a field of any kind but a lengthy one, as bits.</summary>
    internal ulong Bits(int wire) =>
        wire switch
        {
            Varint => Number(),
            Eight => BinaryPrimitives.ReadUInt64LittleEndian(Take(8)),
            Four => BinaryPrimitives.ReadUInt32LittleEndian(Take(4)),
            _ => throw new FormatException("a field is of a kind that the format does not have"),
        };

    internal void Skip(int wire)
    {
        if (wire == Lengthy)
            Bytes();
        else
            Bits(wire);
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > left.Length)
            throw new FormatException("the file is cut off");
        var taken = left[..count];
        left = left[count..];
        return taken;
    }
}
