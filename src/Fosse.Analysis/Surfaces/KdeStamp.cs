using System.Numerics;

namespace Fosse.Analysis;

/// <summary>
/// Stamps kernels onto a grid. Points are sorted by row, and bands of rows are filled apart, each by one core and always in the same order:
/// a cell's sum has the same bits however many cores there are.
/// </summary>
internal static class KdeStamp
{
    /// <summary>Bandwidths from which on a Gaussian is below the last digit.</summary>
    internal const double GaussianReach = 8.5;

    private const int Band = 64;

    /// <param name="values">The grid's cells; what is stamped is added.</param>
    /// <param name="points">Where and how much.</param>
    /// <param name="grid">The grid.</param>
    /// <param name="bandwidth">h, the largest of all where each point has its own.</param>
    /// <param name="own">h of each point, or null.</param>
    /// <param name="kernel">The shape.</param>
    /// <param name="stop">Ends the work early.</param>
    internal static void Add(double[] values, Stacked points, Grid grid, double bandwidth, double[]? own, Kernel kernel, CancellationToken stop)
    {
        var factor = kernel == Kernel.Gaussian ? GaussianReach : 1;
        var reach = (long)Math.Ceiling(factor * bandwidth / grid.Cell) + 1;
        var (north, east) = (grid.Rows + reach, grid.Columns + reach);
        if (reach > 1_000_000_000) throw new ArgumentOutOfRangeException(nameof(bandwidth), bandwidth, "Too large for cells so small.");
        reach = Math.Min(reach, Math.Max(grid.Rows, grid.Columns) + 1L);
        var start = new int[grid.Rows + 2 * reach + 1];
        var row = new int[points.X.Length];
        for (var i = 0; i < row.Length; i++)
        {
            var (c, r) = (Math.Floor((points.X[i] - grid.X0) / grid.Cell), Math.Floor((points.Y[i] - grid.Y0) / grid.Cell));
            var inside = r >= -reach && r < grid.Rows + reach && c >= -reach && c < grid.Columns + reach;
            // With kernels wider than the grid a point further off still reaches it.
            if (!inside && r >= -north && r < grid.Rows + north && c >= -east && c < grid.Columns + east) (inside, r) = (true, Math.Clamp(r, -reach, grid.Rows + reach - 1));
            row[i] = inside ? (int)(r + reach) : -1;
            if (inside) start[row[i] + 1]++;
        }
        for (var r = 0; r < start.Length - 1; r++) start[r + 1] += start[r];
        // Side by side in memory, row by row.
        var (many, next) = (start[^1], (int[])start.Clone());
        var (x, y, weight, h) = (new double[many], new double[many], new double[many], own is null ? null : new double[many]);
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i] < 0) continue;
            var at = next[row[i]]++;
            (x[at], y[at], weight[at]) = (points.X[i], points.Y[i], points.Weight[i]);
            if (h is not null) h[at] = own![i];
        }
        Parallel.For(0, (grid.Rows + Band - 1) / Band, new() { CancellationToken = stop }, band =>
        {
            var (low, high) = (band * Band, Math.Min(grid.Rows, (band + 1) * Band) - 1);
            var (from, to) = (Math.Max(0, low), Math.Min(start.Length - 2, high + 2 * (int)reach));
            var room = new double[grid.Columns];
            for (var k = start[from]; k < start[to + 1]; k++) Stamp(values, x[k], y[k], weight[k], grid, h is null ? bandwidth : h[k], factor, kernel, low, high, room);
        });
    }

    private static void Stamp(double[] values, double x, double y, double weight, Grid grid, double h, double factor, Kernel kernel, int low, int high, double[] room)
    {
        var wide = factor * h;
        var c0 = (int)Math.Clamp(Math.Ceiling((x - wide - grid.X0) / grid.Cell - .5), 0, grid.Columns);
        var c1 = (int)Math.Clamp(Math.Floor((x + wide - grid.X0) / grid.Cell - .5), -1, grid.Columns - 1);
        var r0 = (int)Math.Clamp(Math.Ceiling((y - wide - grid.Y0) / grid.Cell - .5), low, high + 1);
        var r1 = (int)Math.Clamp(Math.Floor((y + wide - grid.Y0) / grid.Cell - .5), low - 1, high);
        if (c1 < c0 || r1 < r0) return;
        var (inverse, scale) = (1 / (h * h), weight * Kde.Constant(kernel) / (h * h));
        var across = room.AsSpan(0, c1 - c0 + 1);
        for (var c = c0; c <= c1; c++)
        {
            var d = grid.CentreX(c) - x;
            across[c - c0] = kernel == Kernel.Gaussian ? Math.Exp(-d * d * inverse / 2) : d * d * inverse;
        }
        for (var r = r0; r <= r1; r++)
        {
            var d = grid.CentreY(r) - y;
            var cells = values.AsSpan(r * grid.Columns + c0, across.Length);
            if (kernel == Kernel.Gaussian) Scaled(cells, across, scale * Math.Exp(-d * d * inverse / 2));
            else Bumps(cells, across, 1 - d * d * inverse, scale, kernel);
        }
    }

    private static void Scaled(Span<double> cells, ReadOnlySpan<double> across, double factor)
    {
        var c = 0;
        for (; c <= cells.Length - Vector<double>.Count; c += Vector<double>.Count) (new Vector<double>(cells[c..]) + new Vector<double>(across[c..]) * factor).CopyTo(cells[c..]);
        for (; c < cells.Length; c++) cells[c] += across[c] * factor;
    }

    private static void Bumps(Span<double> cells, ReadOnlySpan<double> across, double left, double scale, Kernel kernel)
    {
        var c = 0;
        if (kernel == Kernel.Quartic)
        {
            var (top, none) = (new Vector<double>(left), Vector<double>.Zero);
            for (; c <= cells.Length - Vector<double>.Count; c += Vector<double>.Count)
            {
                var u = Vector.Max(top - new Vector<double>(across[c..]), none);
                (new Vector<double>(cells[c..]) + u * u * scale).CopyTo(cells[c..]);
            }
        }
        for (; c < cells.Length; c++)
        {
            var u = left - across[c];
            if (kernel == Kernel.Uniform) cells[c] += u >= -Kde.Rounding ? scale : 0;
            else if (u > 0) cells[c] += kernel switch { Kernel.Quartic => u * u * scale, Kernel.Epanechnikov => u * scale, _ => u * u * u * scale };
        }
    }
}
