namespace Fosse.Exchange.Tables;

/// <summary>
/// How often each combination of numbers came. A combination is the one of all but its last number, and that. Eight numbers that follow one
/// another lie side
/// by side: rows near one another in a file are mostly alike, and so find their counts in memory that is near.
/// </summary>
internal sealed unsafe class CsvTuples
{
    private readonly Prefixes[] prefixes;
    private (ulong Key, long Count)[] slots = new (ulong, long)[1024];
    private int used;

    internal CsvTuples(int columns) => prefixes = [.. Enumerable.Range(0, Math.Max(0, columns - 2)).Select(_ => new Prefixes())];

    internal void Add(int* ids, int columns)
    {
        var key = (ulong)(uint)ids[0];
        for (var c = 1; c < columns; c++)
        {
            if (c > 1)
                key = (ulong)(uint)prefixes[c - 2].Of(key);
            key = key << 32 | (uint)ids[c];
        }
        for (var slot = Slot(key, slots.Length); ; slot = slot + 1 & slots.Length - 1)
        {
            ref var found = ref slots[slot];
            if (found.Count == 0)
            {
                if (2 * used >= slots.Length)
                    Grow();
                Place(key, 1);
                used++;
                return;
            }
            if (found.Key != key)
                continue;
            found.Count++;
            return;
        }
    }

    /// <summary>Each combination with its count, in no order.</summary>
    internal void Each(int columns, Action<int[], long> take)
    {
        var ids = new int[columns];
        foreach (var (whole, count) in slots)
        {
            if (count == 0)
                continue;
            var key = whole;
            for (var c = columns - 1; c > 0; c--)
            {
                ids[c] = (int)(uint)key;
                key = c > 1 ? prefixes[c - 2].Key((int)(key >> 32)) : key >> 32;
            }
            ids[0] = (int)(uint)key;
            take(ids, count);
        }
    }

    private void Grow()
    {
        var old = slots;
        slots = new (ulong, long)[old.Length * 2];
        foreach (var (key, count) in old)
            if (count > 0)
                Place(key, count);
    }

    private void Place(ulong key, long count)
    {
        var slot = Slot(key, slots.Length);
        while (slots[slot].Count > 0)
            slot = slot + 1 & slots.Length - 1;
        slots[slot] = (key, count);
    }

    private static int Slot(ulong key, int length)
    {
        var mixed = (key >> 3) * 0x9E3779B97F4A7C15;
        return (int)((mixed ^ mixed >> 32) << 3 | key & 7) & length - 1;
    }

    /// <summary>Combinations that others begin with, numbered as they are met.</summary>
    private sealed class Prefixes
    {
        private ulong[] keys = new ulong[256];
        private (ulong Key, int Number)[] slots = new (ulong, int)[1024];
        private int count,
            last;
        private ulong lastKey = ulong.MaxValue;

        internal ulong Key(int number) => keys[number];

        internal int Of(ulong key)
        {
            if (key == lastKey)
                return last;
            lastKey = key;
            for (var slot = Slot(key, slots.Length); slots[slot].Number > 0; slot = slot + 1 & slots.Length - 1)
            {
                if (slots[slot].Key == key)
                    return last = slots[slot].Number - 1;
            }
            if (count == keys.Length)
            {
                Array.Resize(ref keys, count * 2);
                slots = new (ulong, int)[slots.Length * 2];
                for (var i = 0; i < count; i++)
                    Place(i);
            }
            keys[count] = key;
            Place(count);
            return last = count++;
        }

        private void Place(int number)
        {
            var slot = Slot(keys[number], slots.Length);
            while (slots[slot].Number > 0)
                slot = slot + 1 & slots.Length - 1;
            slots[slot] = (keys[number], number + 1);
        }
    }
}
