namespace Fosse.Exchange.Tables;

/// <summary>The counts of all stretches as one table in the order of the values' bytes, which does not tell how many stretches there
/// were.</summary>
internal static class CsvMerged
{
    private const ulong MostDense = 1 << 24;

    internal static CsvGroups Of(CsvBytes file, CsvStretch[] parts)
    {
        var columns = file.Wanted.Length;
        var (values, ranks) = (new byte[columns][][], new int[parts.Length][][]);
        for (var p = 0; p < parts.Length; p++)
            ranks[p] = new int[columns][];
        UInt128 room = 1;
        for (var c = 0; c < columns; c++)
        {
            values[c] = Values(parts, c, ranks);
            room *= (UInt128)Math.Max(1, values[c].Length);
            if (room > ulong.MaxValue)
                throw new ExchangeFormatException(
                    "",
                    null,
                    "These columns have too many combinations of values to count by. Choose fewer."
                );
        }
        var (keys, counts) = (ulong)room <= MostDense ? Dense(parts, values, ranks, (int)room) : Sorted(parts, values, ranks);
        var texts = values.Select(of => of.Select(v => file.Text(v)).ToArray()).ToArray();
        var cells = new string[columns][];
        for (var c = 0; c < columns; c++)
            cells[c] = new string[keys.Length];
        for (var g = 0; g < keys.Length; g++)
        {
            var key = keys[g];
            for (var c = columns - 1; c >= 0; c--)
                (key, cells[c][g]) = (key / (ulong)values[c].Length, texts[c][(int)(key % (ulong)values[c].Length)]);
        }
        return new([.. file.Wanted.Select(at => file.Heading[at])], parts.Sum(p => p.Rows), cells, counts);
    }

    // The different values of a column in all stretches, in order, and for each stretch the place of each of its own among them.
    private static byte[][] Values(CsvStretch[] parts, int column, int[][][] ranks)
    {
        var all = parts
            .SelectMany(
                (part, p) =>
                    Enumerable.Range(0, part.Names[column].Count).Select(id => (Value: part.Names[column][id].ToArray(), Part: p, Id: id))
            )
            .ToArray();
        Array.Sort(all, (a, b) => a.Value.AsSpan().SequenceCompareTo(b.Value));
        for (var p = 0; p < parts.Length; p++)
            ranks[p][column] = new int[parts[p].Names[column].Count];
        var values = new List<byte[]>();
        foreach (var (value, part, id) in all)
        {
            if (values.Count == 0 || !values[^1].AsSpan().SequenceEqual(value))
                values.Add(value);
            ranks[part][column][id] = values.Count - 1;
        }
        return [.. values];
    }

    private static void Each(CsvStretch[] parts, byte[][][] values, int[][][] ranks, Action<ulong, long> take)
    {
        for (var p = 0; p < parts.Length; p++)
        {
            var of = ranks[p];
            parts[p]
                .Tuples.Each(
                    values.Length,
                    (ids, count) =>
                    {
                        ulong key = 0;
                        for (var c = 0; c < values.Length; c++)
                            key = key * (ulong)values[c].Length + (ulong)of[c][ids[c]];
                        take(key, count);
                    }
                );
        }
    }

    private static (ulong[] Keys, long[] Counts) Dense(CsvStretch[] parts, byte[][][] values, int[][][] ranks, int room)
    {
        var dense = new long[room];
        Each(parts, values, ranks, (key, count) => dense[key] += count);
        var (keys, counts) = (new List<ulong>(), new List<long>());
        for (var k = 0; k < room; k++)
        {
            if (dense[k] == 0)
                continue;
            keys.Add((ulong)k);
            counts.Add(dense[k]);
        }
        return ([.. keys], [.. counts]);
    }

    private static (ulong[] Keys, long[] Counts) Sorted(CsvStretch[] parts, byte[][][] values, int[][][] ranks)
    {
        var (keys, counts) = (new List<ulong>(), new List<long>());
        Each(
            parts,
            values,
            ranks,
            (key, count) =>
            {
                keys.Add(key);
                counts.Add(count);
            }
        );
        var (sorted, many) = (keys.ToArray(), counts.ToArray());
        Array.Sort(sorted, many);
        var kept = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (kept > 0 && sorted[kept - 1] == sorted[i])
                many[kept - 1] += many[i];
            else
                (sorted[kept], many[kept++]) = (sorted[i], many[i]);
        }
        return (sorted[..kept], many[..kept]);
    }
}
