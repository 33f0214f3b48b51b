using System.Collections;

namespace Fosse.Cli.Import;

/// <summary>A list that grows without being copied, so that it never needs room for itself twice.</summary>
internal sealed class RowBlocks<T> : IReadOnlyList<T>
{
    private const int Bits = 10, Size = 1 << Bits;
    private readonly List<T[]> blocks = [];

    public int Count { get; private set; }

    public T this[int index] => blocks[index >> Bits][index & (Size - 1)];

    public void Add(in T row)
    {
        if (Count == blocks.Count << Bits) blocks.Add(new T[Size]);
        blocks[Count >> Bits][Count & (Size - 1)] = row;
        Count++;
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
