namespace Fosse.Analysis;

/// <summary>The middles of a grid's columns and rows, with room to read whole registers past the last.</summary>
internal sealed class KdeSheet
{
    internal KdeSheet(Grid grid)
    {
        (Grid, Stride) = (grid, grid.Columns + 8);
        (CentreX, CentreY) = (new double[grid.Columns + 8], new double[grid.Rows + 8]);
        for (var c = 0; c < CentreX.Length; c++)
            CentreX[c] = grid.CentreX(c);
        for (var r = 0; r < CentreY.Length; r++)
            CentreY[r] = grid.CentreY(r);
    }

    internal Grid Grid { get; }

    internal int Stride { get; }

    internal double[] CentreX { get; }

    internal double[] CentreY { get; }
}

/// <summary>The points that reach a grid, side by side in memory row by row, and in a row in their own order.</summary>
internal sealed class KdeRows
{
    private const int Chunk = 1 << 16;
    private readonly int[] start;
    private readonly int reach;
    private readonly bool wide;

    private KdeRows(int reach, bool wide, int[] start, double[]? own)
    {
        (this.reach, this.wide, this.start) = (reach, wide, start);
        var many = start[^1];
        (X, Y, Weight, Own) = (Uncleared(many), Uncleared(many), Uncleared(many), own is null ? null : Uncleared(many));
    }

    private static double[] Uncleared(int many) => GC.AllocateUninitializedArray<double>(many);

    internal double[] X { get; }

    internal double[] Y { get; }

    internal double[] Weight { get; }

    internal double[]? Own { get; }

    internal static KdeRows Of(Stacked points, Grid grid, long far, double[]? own, CancellationToken stop)
    {
        // Who lies further off than the kernel is wide cannot matter; with kernels wider than the grid the rows far off are kept as one.
        var (west, east, south, north) = (
            grid.X0 - far * grid.Cell,
            grid.X0 + (grid.Columns + far) * grid.Cell,
            grid.Y0 - far * grid.Cell,
            grid.Y0 + (grid.Rows + far) * grid.Cell
        );
        var reach = (int)Math.Min(far, Math.Max(grid.Rows, grid.Columns) + 1L);
        var (n, bins) = (points.X.Length, grid.Rows + 2 * reach);
        var row = GC.AllocateUninitializedArray<int>(n);
        var chunks = n < Chunk ? 1 : 2 * Environment.ProcessorCount; // any number gives the same order
        var counts = new int[chunks][];
        void Each(Action<int, int, int> work) =>
            Parallel.For(
                0,
                chunks,
                new() { CancellationToken = stop },
                k => work(k, (int)((long)n * k / chunks), (int)((long)n * (k + 1) / chunks))
            );
        Each(
            (k, from, to) =>
            {
                var (x, y, mine, perCell, top) = (points.X, points.Y, new int[bins], 1 / grid.Cell, bins - 1.0);
                for (var i = from; i < to; i++)
                {
                    var inside = x[i] >= west & x[i] <= east & y[i] >= south & y[i] <= north;
                    var r = inside ? (int)Math.Clamp((y[i] - grid.Y0) * perCell + reach, 0, top) : -1;
                    row[i] = r;
                    if (r >= 0)
                        mine[r]++;
                }
                counts[k] = mine;
            }
        );
        var start = new int[bins + 1];
        for (var r = 0; r < bins; r++)
        {
            var next = start[r];
            foreach (var mine in counts)
                (mine[r], next) = (next, next + mine[r]);
            start[r + 1] = next;
        }
        var rows = new KdeRows(reach, reach < far, start, own);
        Each(
            (k, from, to) =>
            {
                var next = counts[k];
                var (x, y, weight) = (rows.X, rows.Y, rows.Weight);
                for (var i = from; i < to; i++)
                {
                    if (row[i] < 0)
                        continue;
                    var at = next[row[i]]++;
                    (x[at], y[at], weight[at]) = (points.X[i], points.Y[i], points.Weight[i]);
                    if (own is not null)
                        rows.Own![at] = own[i];
                }
            }
        );
        return rows;
    }

    /// <summary>The points that may reach these rows of the grid: all where kernels are wider than it.</summary>
    internal (int From, int To) Reaching(int low, int high) => wide ? (0, start[^1]) : (start[low], start[high + 2 * reach + 1]);
}
