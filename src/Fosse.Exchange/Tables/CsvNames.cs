using System.Runtime.CompilerServices;

namespace Fosse.Exchange.Tables;

/// <summary>The different values of a column, numbered as they are met.</summary>
internal sealed unsafe class CsvNames
{
    private byte[] bytes = new byte[4096];
    private (ulong Hash, int From, int Length)[] entries = new (ulong, int, int)[256];
    private int[] slots = new int[1024];
    private int used,
        lastLength = -1,
        lastId;
    private byte* last;

    internal int Count { get; private set; }

    internal ReadOnlySpan<byte> this[int id] => bytes.AsSpan(entries[id].From, entries[id].Length);

    /// <summary>The number of a value that stays where it is: the next is often the same again.</summary>
    internal int Id(byte* value, int length)
    {
        if (length == lastLength && new ReadOnlySpan<byte>(value, length).SequenceEqual(new(last, length)))
            return lastId;
        last = value;
        lastLength = length;
        return lastId = IdOfCopy(value, length);
    }

    internal int IdOfCopy(byte* value, int length)
    {
        var hash = Hash(value, length);
        var slot = (int)hash & slots.Length - 1;
        while (slots[slot] is > 0 and var id)
        {
            ref var entry = ref entries[id - 1];
            if (
                entry.Hash == hash
                && entry.Length == length
                && new ReadOnlySpan<byte>(value, length).SequenceEqual(bytes.AsSpan(entry.From, length))
            )
                return id - 1;
            slot = slot + 1 & slots.Length - 1;
        }
        if (Count == entries.Length)
            Grow();
        if ((long)used + length > Array.MaxLength)
            throw new ExchangeFormatException("", null, "A column has too many different values to count by. Choose another one.");
        if (used + length > bytes.Length)
            Array.Resize(ref bytes, (int)Math.Min(Array.MaxLength, 2L * (used + length)));
        new ReadOnlySpan<byte>(value, length).CopyTo(bytes.AsSpan(used));
        entries[Count] = (hash, used, length);
        used += length;
        Place(hash, ++Count);
        return Count - 1;
    }

    private void Grow()
    {
        Array.Resize(ref entries, entries.Length * 2);
        slots = new int[slots.Length * 2];
        for (var id = 0; id < Count; id++)
            Place(entries[id].Hash, id + 1);
    }

    private void Place(ulong hash, int number)
    {
        var slot = (int)hash & slots.Length - 1;
        while (slots[slot] > 0)
            slot = slot + 1 & slots.Length - 1;
        slots[slot] = number;
    }

    private static ulong Hash(byte* value, int length)
    {
        const ulong Odd = 0x9E3779B97F4A7C15;
        var hash = (ulong)length * Odd;
        var end = value + length;
        var whole = length >= 8;
        for (; length > 8; value += 8, length -= 8)
            hash = Mixed(hash ^ Unsafe.ReadUnaligned<ulong>(value));
        ulong rest = 0;
        if (whole)
            rest = Unsafe.ReadUnaligned<ulong>(end - 8); // the last eight, some of them again
        else
            for (var i = 0; i < length; i++)
                rest |= (ulong)value[i] << 8 * i;
        hash = Mixed(hash ^ rest);
        return hash ^ hash >> 32;

        static ulong Mixed(ulong h) => (h ^ h >> 29) * 0xBF58476D1CE4E5B9;
    }
}
