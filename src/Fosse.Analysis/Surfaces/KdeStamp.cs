using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Fosse.Analysis;

/// <summary>
/// Stamps kernels onto a grid. Points are sorted by row, and bands of rows are filled apart, each by one core and always in the same order:
/// a cell's sum has the same bits however many cores there are, and however wide their registers.
/// </summary>
internal static class KdeStamp
{
    /// <summary>Bandwidths from which on a Gaussian is below the last digit.</summary>
    internal const double GaussianReach = 8.5;

    private const int Band = 48, Lanes = 8;

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
        if (reach > 1_000_000_000) throw new ArgumentOutOfRangeException(nameof(bandwidth), bandwidth, "Too large for cells so small.");
        var rows = KdeRows.Of(points, grid, reach, own, stop);
        var sheet = new KdeSheet(grid);
        Parallel.For(0, (grid.Rows + Band - 1) / Band, new() { CancellationToken = stop }, () => new Room(sheet), (band, _, room) =>
        {
            var (low, high) = (band * Band, Math.Min(grid.Rows, (band + 1) * Band) - 1);
            var (from, to) = rows.Reaching(low, high);
            for (var k = from; k < to; k++)
            {
                var h = rows.Own is null ? bandwidth : rows.Own[k];
                Stamp(room, sheet, rows.X[k], rows.Y[k], rows.Weight[k], h, factor, kernel, low, high);
            }
            for (var r = low; r <= high; r++) Poured(values.AsSpan(r * grid.Columns, grid.Columns), room.Cells.AsSpan((r - low) * sheet.Stride, grid.Columns));
            return room;
        }, _ => { });
    }

    /// <summary>The cells of one band with room at the end of each row, so that whole registers can be written, and one row and one column of squares.</summary>
    private sealed class Room(KdeSheet sheet)
    {
        internal double[] Cells { get; } = new double[Band * sheet.Stride + Lanes];

        internal double[] Across { get; } = new double[sheet.Stride + Lanes];

        internal double[] Left { get; } = new double[Band + Lanes];
    }

    private static void Poured(Span<double> values, Span<double> cells)
    {
        for (var c = 0; c < values.Length; c++) values[c] += cells[c];
        cells.Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Stamp(Room room, KdeSheet sheet, double x, double y, double weight, double h, double factor, Kernel kernel, int low, int high)
    {
        var grid = sheet.Grid;
        var wide = factor * h;
        var c0 = (int)Math.Clamp(Math.Ceiling((x - wide - grid.X0) / grid.Cell - .5), 0, grid.Columns);
        var c1 = (int)Math.Clamp(Math.Floor((x + wide - grid.X0) / grid.Cell - .5), -1, grid.Columns - 1);
        var r0 = (int)Math.Clamp(Math.Ceiling((y - wide - grid.Y0) / grid.Cell - .5), low, high + 1);
        var r1 = (int)Math.Clamp(Math.Floor((y + wide - grid.Y0) / grid.Cell - .5), low - 1, high);
        if (c1 < c0 || r1 < r0) return;
        var (inverse, scale) = (1 / (h * h), weight * Kde.Constant(kernel) / (h * h));
        if (kernel == Kernel.Quartic)
        {
            Quartics(room, sheet, x, y, inverse, scale, c0, c1, r0, r1, low);
            return;
        }
        var across = room.Across.AsSpan(0, c1 - c0 + 1);
        for (var c = c0; c <= c1; c++)
        {
            var d = sheet.CentreX[c] - x;
            across[c - c0] = kernel == Kernel.Gaussian ? Math.Exp(-d * d * inverse / 2) : d * d * inverse;
        }
        for (var r = r0; r <= r1; r++)
        {
            var d = sheet.CentreY[r] - y;
            var cells = room.Cells.AsSpan((r - low) * sheet.Stride + c0, across.Length);
            if (kernel == Kernel.Gaussian) Scaled(cells, across, scale * Math.Exp(-d * d * inverse / 2));
            else Bumps(cells, across, 1 - d * d * inverse, scale, kernel);
        }
    }

    // w(1 - a - b)² as the square of one difference, √w(1 - b) - √w a: eight cells of a column's width at once, down all rows. Beyond the rim the difference is below 0.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Quartics(Room room, KdeSheet sheet, double x, double y, double inverse, double scale, int c0, int c1, int r0, int r1, int low)
    {
        var root = Math.Sqrt(Math.Abs(scale));
        ref var centreX = ref MemoryMarshal.GetArrayDataReference(sheet.CentreX);
        ref var centreY = ref MemoryMarshal.GetArrayDataReference(sheet.CentreY);
        ref var cells = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(room.Cells), (nint)(r0 - low) * sheet.Stride);
        ref var left = ref MemoryMarshal.GetArrayDataReference(room.Left);
        var (many, stride, rate) = (r1 - r0 + 1, (nint)sheet.Stride, inverse * root);
        for (var r = 0; r < many; r += Lanes)
        {
            var d = Vector512.LoadUnsafe(ref centreY, (nuint)(r0 + r)) - Vector512.Create(y);
            (Vector512.Create(root) - d * d * rate).StoreUnsafe(ref left, (nuint)r);
        }
        for (var c = c0; c <= c1; c += Lanes)
        {
            var d = Vector512.LoadUnsafe(ref centreX, (nuint)c) - Vector512.Create(x);
            var across = d * d * rate;
            ref var cell = ref Unsafe.Add(ref cells, c);
            for (nint r = 0; r < many; r++)
            {
                var u = Vector512.Max(Vector512.Create(Unsafe.Add(ref left, r)) - across, Vector512<double>.Zero);
                var was = Vector512.LoadUnsafe(ref cell);
                (scale >= 0 ? Vector512.FusedMultiplyAdd(u, u, was) : Vector512.FusedMultiplyAdd(-u, u, was)).StoreUnsafe(ref cell);
                cell = ref Unsafe.Add(ref cell, stride);
            }
        }
    }

    private static void Scaled(Span<double> cells, ReadOnlySpan<double> across, double factor)
    {
        var c = 0;
        for (; c <= cells.Length - Lanes; c += Lanes) Vector512.FusedMultiplyAdd(Vector512.Create(across[c..]), Vector512.Create(factor), Vector512.Create<double>(cells[c..])).CopyTo(cells[c..]);
        for (; c < cells.Length; c++) cells[c] = Math.FusedMultiplyAdd(across[c], factor, cells[c]);
    }

    private static void Bumps(Span<double> cells, ReadOnlySpan<double> across, double left, double scale, Kernel kernel)
    {
        for (var c = 0; c < cells.Length; c++)
        {
            var u = left - across[c];
            if (kernel == Kernel.Uniform) cells[c] += u >= -Kde.Rounding ? scale : 0;
            else if (u > 0) cells[c] += kernel == Kernel.Epanechnikov ? u * scale : u * u * u * scale;
        }
    }
}
