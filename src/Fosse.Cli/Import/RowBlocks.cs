using System.Collections;

namespace Fosse.Cli.Import;

internal delegate void RowAction<T>(in T row);

/// <summary>A list that grows without being copied, so that it never needs room for itself twice.</summary>
internal sealed class RowBlocks<T> : IReadOnlyList<T>
{
    private const int Bits = 9, Size = 1 << Bits;
    private readonly List<T[]> blocks = [];

    public int Count { get; private set; }

    public T this[int index] => blocks[index >> Bits][index & (Size - 1)];

    public void Add(in T row)
    {
        if (Count == blocks.Count << Bits) blocks.Add(new T[Size]);
        blocks[Count >> Bits][Count & (Size - 1)] = row;
        Count++;
    }

    /// <summary>Hands over every row in order and lets go of them on the way.</summary>
    public void Drain(RowAction<T> take)
    {
        for (var b = 0; b < blocks.Count; b++)
        {
            var rows = blocks[b].AsSpan(0, Math.Min(Size, Count - (b << Bits)));
            foreach (ref readonly var row in rows) take(row);
            blocks[b] = [];
        }
        blocks.Clear();
        Count = 0;
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
