namespace Fosse.Analysis;

/// <summary>Points in cells so small that those of one cell are within eps of each other: whole cells are then cores or joined at
/// once.</summary>
internal sealed class DbscanCells
{
    private const int Reach = 2;
    private readonly double[] x,
        y,
        weight;
    private readonly double eps2;
    private readonly int[] start,
        cellOf,
        original;
    private readonly double[] sum;
    private readonly long[] keys;
    private readonly Dictionary<long, int> cellAt;
    private readonly int[]? dense;
    private readonly long columns,
        rows;
    private int[][] cores = []; // by cell, once they are known

    internal DbscanCells(double[] x, double[] y, double eps, double[]? weights)
    {
        var n = x.Length;
        eps2 = eps * eps;
        var side = eps / Math.Sqrt(2) * 0.999999; // a hair less, so that rounding puts no pair of one cell further apart than eps
        var (west, south) = n == 0 ? (0, 0) : (x.Min(), y.Min());
        var (column, row) = (
            Closer([.. x.Select(v => Math.Floor((v - west) / side))]),
            Closer([.. y.Select(v => Math.Floor((v - south) / side))])
        );
        (columns, rows) = n == 0 ? (1, 1) : (column.Max() + 1, row.Max() + 1);
        var (key, order) = (new long[n], new int[n]);
        for (var i = 0; i < n; i++)
            (key[i], order[i]) = (row[i] * columns + column[i], i);
        dense = columns * rows <= Math.Max(1 << 20, 16L * n) ? new int[columns * rows] : null;
        if (dense is not null)
            order = Counted(key, dense);
        else
            Array.Sort((long[])key.Clone(), order);
        // Points side by side in memory, cell by cell, and in a cell in the order of the file.
        (this.x, this.y, weight, cellOf, original) = (new double[n], new double[n], new double[n], new int[n], order);
        var (starts, names, sums) = (new List<int>(), new List<long>(), new List<double>());
        for (var at = 0; at < n; at++)
        {
            var i = order[at];
            if (at == 0 || key[i] != names[^1])
            {
                starts.Add(at);
                names.Add(key[i]);
                sums.Add(0);
            }
            (this.x[at], this.y[at], weight[at], cellOf[at]) = (x[i], y[i], weights?[i] ?? 1, starts.Count - 1);
            sums[^1] += weight[at];
        }
        starts.Add(n);
        (start, keys, sum) = ([.. starts], [.. names], [.. sums]);
        cellAt = [];
        if (dense is null)
            for (var c = 0; c < keys.Length; c++)
                cellAt[keys[c]] = c;
        else
        {
            Array.Clear(dense);
            for (var c = 0; c < keys.Length; c++)
                dense[keys[c]] = c + 1;
        }
    }

    // Where the extent is too large to number its cells, empty stretches are shortened to what still keeps neighbours apart.
    private static long[] Closer(double[] at)
    {
        if (at.Length == 0 || at.Max() < 1e9)
            return [.. at.Select(v => (long)v)];
        var (name, next) = (new Dictionary<double, long>(), 0L);
        var last = double.NaN;
        foreach (var v in at.Distinct().Order())
        {
            next += double.IsNaN(last) ? 0 : (long)Math.Min(v - last, Reach + 1);
            name[v] = next;
            last = v;
        }
        return [.. at.Select(v => name[v])];
    }

    private static int[] Counted(long[] key, int[] bins)
    {
        foreach (var k in key)
            bins[k]++;
        var next = 0;
        for (var b = 0; b < bins.Length; b++)
            (bins[b], next) = (next, next + bins[b]);
        var order = new int[key.Length];
        for (var i = 0; i < key.Length; i++)
            order[bins[key[i]]++] = i;
        return order;
    }

    private int Cell(long row, long column)
    {
        if (row < 0 || column < 0 || row >= rows || column >= columns)
            return -1;
        return dense is not null ? dense[row * columns + column] - 1
            : cellAt.TryGetValue(row * columns + column, out var cell) ? cell
            : -1;
    }

    private int Near(int cell, Span<int> near)
    {
        var (row, column, found) = (keys[cell] / columns, keys[cell] % columns, 0);
        for (var r = -Reach; r <= Reach; r++)
        {
            for (var c = -Reach; c <= Reach; c++)
            {
                if ((r, c) != (0, 0) && Cell(row + r, column + c) is >= 0 and var other)
                    near[found++] = other;
            }
        }
        return found;
    }

    /// <summary>By the file's order: is it a core?</summary>
    internal bool[] Cores(double minimum)
    {
        var core = new bool[x.Length];
        Parallel.For(
            0,
            keys.Length,
            cell =>
            {
                Span<int> near = stackalloc int[25];
                var count = Near(cell, near);
                for (var p = start[cell]; p < start[cell + 1]; p++)
                {
                    var within = sum[cell];
                    for (var k = 0; k < count && within < minimum; k++)
                    {
                        for (var q = start[near[k]]; q < start[near[k] + 1] && within < minimum; q++)
                            if (Together(p, q))
                                within += weight[q];
                    }
                    core[original[p]] = within >= minimum;
                }
            }
        );
        return core;
    }

    private bool Together(int p, int q)
    {
        var (dx, dy) = (x[p] - x[q], y[p] - y[q]);
        return dx * dx + dy * dy <= eps2;
    }

    /// <summary>By the file's order: the group of each core (a number of a cell), -1 for others.</summary>
    internal int[] Joined(bool[] core)
    {
        var leader = new int[keys.Length];
        for (var c = 0; c < leader.Length; c++)
            leader[c] = c;
        int Lead(int c)
        {
            while (leader[c] != c)
                c = leader[c] = leader[leader[c]];
            return c;
        }
        cores = new int[keys.Length][];
        var some = new List<int>();
        for (var c = 0; c < keys.Length; c++)
        {
            some.Clear();
            for (var p = start[c]; p < start[c + 1]; p++)
                if (core[original[p]])
                    some.Add(p);
            cores[c] = some.Count == 0 ? [] : [.. some];
        }
        Span<int> near = stackalloc int[25];
        for (var cell = 0; cell < keys.Length; cell++)
        {
            if (cores[cell].Length == 0)
                continue;
            var count = Near(cell, near);
            for (var k = 0; k < count; k++)
            {
                var other = near[k];
                if (other < cell || cores[other].Length == 0 || Lead(cell) == Lead(other) || !Touch(cores[cell], cores[other]))
                    continue;
                leader[Math.Max(Lead(cell), Lead(other))] = Math.Min(Lead(cell), Lead(other));
            }
        }
        var groups = new int[x.Length];
        for (var p = 0; p < x.Length; p++)
            groups[original[p]] = core[original[p]] ? Lead(cellOf[p]) : -1;
        return groups;
    }

    private bool Touch(int[] some, int[] others)
    {
        foreach (var p in some)
        foreach (var q in others)
            if (Together(p, q))
                return true;
        return false;
    }

    /// <summary>By the file's order, for points that are no core: the group of the nearest core (the earlier of two as near), and whether
    /// another's lies within eps.</summary>
    internal (int Group, bool Ambiguous)[] Claims(bool[] core, int[] groups)
    {
        var claims = new (int, bool)[x.Length];
        Parallel.For(
            0,
            keys.Length,
            cell =>
            {
                Span<int> near = stackalloc int[26];
                var count = Near(cell, near);
                near[count++] = cell;
                var kept = 0;
                for (var k = 0; k < count; k++)
                    if (cores[near[k]].Length > 0)
                        near[kept++] = near[k];
                for (var p = start[cell]; p < start[cell + 1]; p++)
                    if (!core[original[p]])
                        claims[original[p]] = Claim(p, near[..kept], groups);
            }
        );
        return claims;
    }

    private (int Group, bool Ambiguous) Claim(int p, ReadOnlySpan<int> near, int[] groups)
    {
        var (group, first, best, ambiguous) = (-1, int.MaxValue, double.PositiveInfinity, false);
        foreach (var cell in near)
        {
            foreach (var q in cores[cell])
            {
                var d = (x[p] - x[q]) * (x[p] - x[q]) + (y[p] - y[q]) * (y[p] - y[q]);
                if (d > eps2)
                    continue;
                ambiguous |= group >= 0 && group != groups[original[q]];
                if (d > best || (d == best && original[q] > first))
                    continue;
                (best, first, group) = (d, original[q], groups[original[q]]);
            }
        }
        return (group, ambiguous);
    }
}
