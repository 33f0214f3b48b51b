using System.Collections;
using System.Collections.Concurrent;

namespace Fosse.Intake.Crime;

internal delegate void RowAction<T>(in T row);

/// <summary>A list that grows without being copied, so that it never needs room for itself twice; the next one takes the blocks that it
/// gives back.</summary>
internal sealed class RowBlocks<T> : IReadOnlyList<T>
    where T : struct
{
    private const int Bits = 9,
        Size = 1 << Bits,
        MostSpare = 1000;
    private static readonly ConcurrentBag<T[]> Spare = [];
    private static int spare; // counting the bag would lock it
    private readonly List<T[]> blocks = [];

    public int Count { get; private set; }

    public T this[int index] => blocks[index >> Bits][index & (Size - 1)];

    public void Add(in T row)
    {
        if (Count == blocks.Count << Bits)
            blocks.Add(Block());
        blocks[Count >> Bits][Count & (Size - 1)] = row;
        Count++;
    }

    /// <summary>Hands over every row in order and lets go of them on the way.</summary>
    public void Drain(RowAction<T> take)
    {
        for (var b = 0; b < blocks.Count; b++)
        {
            var rows = blocks[b].AsSpan(0, Math.Min(Size, Count - (b << Bits)));
            foreach (ref readonly var row in rows)
                take(row);
            GiveBack(blocks[b]);
            blocks[b] = [];
        }
        blocks.Clear();
        Count = 0;
    }

    /// <summary>Lets go of all rows.</summary>
    public void Clear()
    {
        blocks.ForEach(GiveBack);
        blocks.Clear();
        Count = 0;
    }

    /// <summary>Gives the memory of what was given back to whatever the process does next.</summary>
    public static void Forget()
    {
        while (Spare.TryTake(out _))
            Interlocked.Decrement(ref spare);
    }

    private static T[] Block()
    {
        if (!Spare.TryTake(out var block))
            return new T[Size];
        Interlocked.Decrement(ref spare);
        return block;
    }

    private static void GiveBack(T[] block)
    {
        if (Interlocked.Increment(ref spare) > MostSpare)
            Interlocked.Decrement(ref spare);
        else
            Spare.Add(block);
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
