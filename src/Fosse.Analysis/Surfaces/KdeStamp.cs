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

    private const int MostRows = 48,
        MostCells = 1 << 22,
        MostOfSheet = 1 << 17,
        Lanes = 8,
        Sheets = 8;

    /// <param name="values">The grid's cells; what is stamped is added.</param>
    /// <param name="points">Where and how much.</param>
    /// <param name="grid">The grid.</param>
    /// <param name="bandwidth">h, the largest of all where each point has its own.</param>
    /// <param name="own">h of each point, or null.</param>
    /// <param name="kernel">The shape.</param>
    /// <param name="stop">Ends the work early.</param>
    internal static void Add(
        double[] values,
        Stacked points,
        Grid grid,
        double bandwidth,
        double[]? own,
        Kernel kernel,
        CancellationToken stop
    )
    {
        var factor = kernel == Kernel.Gaussian ? GaussianReach : 1;
        var reach = (long)Math.Ceiling(factor * bandwidth / grid.Cell) + 1;
        if (reach > 1_000_000_000)
            throw new ArgumentOutOfRangeException(nameof(bandwidth), bandwidth, "Too large for cells so small.");
        var sheet = new KdeSheet(grid);
        if (own is null && grid.Count <= MostOfSheet && grid.Count * Sheets <= 8L * points.X.Length)
        {
            Sheeted(values, points, sheet, new(grid, bandwidth, factor, kernel), stop);
            return;
        }
        var rows = KdeRows.Of(points, grid, reach, own, stop);
        var shared = new Shape(grid, bandwidth, factor, kernel);
        var height = Math.Clamp(MostCells / sheet.Stride, 1, Math.Min(MostRows, grid.Rows)); // a band is to stay near the core
        Parallel.For(
            0,
            (grid.Rows + height - 1) / height,
            new() { CancellationToken = stop },
            () => new Room(sheet, height),
            (band, _, room) =>
            {
                var (low, high) = (band * height, Math.Min(grid.Rows, (band + 1) * height) - 1);
                var (from, to) = rows.Reaching(low, high);
                for (var k = from; k < to; k++)
                    Stamp(
                        room,
                        sheet,
                        rows.X[k],
                        rows.Y[k],
                        rows.Weight[k],
                        rows.Own is null ? shared : new(grid, rows.Own[k], factor, kernel),
                        low,
                        high
                    );
                Poured(values, room.Cells, sheet, low, high);
                return room;
            },
            _ => { }
        );
    }

    // Few cells for so many points: sorting these would take longer than stamping, so that stretches of them get a sheet each.
    private static void Sheeted(double[] values, Stacked points, KdeSheet sheet, Shape shape, CancellationToken stop)
    {
        var (rooms, n, last) = (new Room[Sheets], (long)points.X.Length, sheet.Grid.Rows - 1);
        Parallel.For(
            0,
            Sheets,
            new() { CancellationToken = stop },
            s =>
            {
                var room = rooms[s] = new(sheet, last + 1);
                var (x, y, weight) = (points.X, points.Y, points.Weight);
                for (var i = (int)(n * s / Sheets); i < (int)(n * (s + 1) / Sheets); i++)
                {
                    if (shape.Reaches(x[i], y[i]))
                        Stamp(room, sheet, x[i], y[i], weight[i], shape, 0, last);
                }
            }
        );
        foreach (var room in rooms)
            Poured(values, room.Cells, sheet, 0, last);
    }

    /// <summary>What a bandwidth makes of a kernel on a grid: how many cells it is wide, 1/h² and the density at its middle for weight
    /// 1.</summary>
    private readonly struct Shape(Grid grid, double h, double factor, Kernel kernel)
    {
        internal readonly Kernel Kernel = kernel;
        internal readonly double X0 = grid.X0,
            Y0 = grid.Y0,
            PerCell = 1 / grid.Cell,
            Wide = factor * h / grid.Cell,
            Inverse = 1 / (h * h),
            Top = Kde.Constant(kernel) / (h * h);
        private readonly double west = grid.X0 - factor * h,
            east = grid.X0 + grid.Columns * grid.Cell + factor * h,
            south = grid.Y0 - factor * h,
            north = grid.Y0 + grid.Rows * grid.Cell + factor * h;

        internal bool Reaches(double x, double y) => x >= west & x <= east & y >= south & y <= north;
    }

    /// <summary>The cells of so many rows with room at the end of each row, so that whole registers can be written, and one row and one
    /// column of squares.</summary>
    private sealed class Room(KdeSheet sheet, int rows)
    {
        internal double[] Cells { get; } = new double[rows * sheet.Stride + Lanes];

        internal double[] Across { get; } = new double[sheet.Stride + Lanes];

        internal double[] Left { get; } = new double[rows + Lanes];
    }

    private static void Poured(double[] values, double[] room, KdeSheet sheet, int low, int high)
    {
        for (var r = low; r <= high; r++)
        {
            var to = values.AsSpan(r * sheet.Grid.Columns, sheet.Grid.Columns);
            var cells = room.AsSpan((r - low) * sheet.Stride, sheet.Grid.Columns);
            for (var c = 0; c < to.Length; c++)
                to[c] += cells[c];
            cells.Clear();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Stamp(Room room, KdeSheet sheet, double x, double y, double weight, in Shape shape, int low, int high)
    {
        // In cells from the first middle. A hair wider than the kernel, whose rim the shapes know themselves.
        var (column, row, wide) = ((x - shape.X0) * shape.PerCell - .5, (y - shape.Y0) * shape.PerCell - .5, shape.Wide + 1e-6);
        var (c0, c1) = ((int)Math.Max(0, Math.Ceiling(column - wide)), (int)Math.Min(sheet.Grid.Columns - 1, Math.Floor(column + wide)));
        var (r0, r1) = ((int)Math.Max(low, Math.Ceiling(row - wide)), (int)Math.Min(high, Math.Floor(row + wide)));
        if (c1 < c0 || r1 < r0)
            return;
        var (kernel, inverse, scale) = (shape.Kernel, shape.Inverse, weight * shape.Top);
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
            if (kernel == Kernel.Gaussian)
                Scaled(cells, across, scale * Math.Exp(-d * d * inverse / 2));
            else
                Bumps(cells, across, 1 - d * d * inverse, scale, kernel);
        }
    }

    // w(1 - a - b)² as the square of one difference, √w(1 - b) - √w a: eight cells of a column's width at once, down all rows. Beyond the
    // rim the difference is below 0.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Quartics(
        Room room,
        KdeSheet sheet,
        double x,
        double y,
        double inverse,
        double scale,
        int c0,
        int c1,
        int r0,
        int r1,
        int low
    )
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
        for (; c <= cells.Length - Lanes; c += Lanes)
            Vector512
                .FusedMultiplyAdd(Vector512.Create(across[c..]), Vector512.Create(factor), Vector512.Create<double>(cells[c..]))
                .CopyTo(cells[c..]);
        for (; c < cells.Length; c++)
            cells[c] = Math.FusedMultiplyAdd(across[c], factor, cells[c]);
    }

    private static void Bumps(Span<double> cells, ReadOnlySpan<double> across, double left, double scale, Kernel kernel)
    {
        for (var c = 0; c < cells.Length; c++)
        {
            var u = left - across[c];
            if (kernel == Kernel.Uniform)
                cells[c] += u >= -Kde.Rounding ? scale : 0;
            else if (u > 0)
                cells[c] += kernel == Kernel.Epanechnikov ? u * scale : u * u * u * scale;
        }
    }
}
