namespace Fosse.Analysis;

/// <summary>Points sorted into square cells of a side, so that those near a place are found by looking into few cells.</summary>
internal sealed class NearPoints
{
    private readonly double[] x,
        y; // side by side in memory, cell by cell
    private readonly double west,
        south,
        side;
    private readonly int columns,
        rows;
    private readonly int[] start,
        members;

    internal NearPoints(double[] x, double[] y, double side)
    {
        (west, south) = x.Length == 0 ? (0, 0) : (x.Min(), y.Min());
        var (width, height) = x.Length == 0 ? (0, 0) : (x.Max() - west, y.Max() - south);
        // No more cells than about two for each point, however far apart the points lie.
        var most = 2.0 * x.Length + 16;
        if ((width / side + 1) * (height / side + 1) > most)
            side = Math.Max(side, Math.Max(2 * Math.Sqrt(width * height / most), 4 * Math.Max(width, height) / most));
        this.side = side;
        (columns, rows) = ((int)(width / side) + 1, (int)(height / side) + 1);
        start = new int[(long)columns * rows + 1];
        var cell = new int[x.Length];
        for (var i = 0; i < x.Length; i++)
            start[(cell[i] = Row(y[i]) * columns + Column(x[i])) + 1]++;
        for (var c = 0; c < start.Length - 1; c++)
            start[c + 1] += start[c];
        members = new int[x.Length];
        var next = (int[])start.Clone();
        (this.x, this.y) = (new double[x.Length], new double[x.Length]);
        for (var i = 0; i < x.Length; i++)
        {
            var at = next[cell[i]]++;
            (members[at], this.x[at], this.y[at]) = (i, x[i], y[i]);
        }
    }

    private int Column(double at) => (int)Math.Clamp((at - west) / side, 0, columns - 1);

    private int Row(double at) => (int)Math.Clamp((at - south) / side, 0, rows - 1);

    /// <summary>The points as they lie in memory, so that whoever comes to many can take several at once.</summary>
    internal ReadOnlySpan<double> X => x;

    internal ReadOnlySpan<double> Y => y;

    /// <summary>What is told of each point, in the order of <see cref="X"/>.</summary>
    internal double[] InOrder(double[] told) => Array.ConvertAll(members, member => told[member]);

    /// <summary>The first and the last row of cells in which points within a radius can lie.</summary>
    internal (int First, int Last) Rows(double py, double radius) => (Row(py - radius), Row(py + radius));

    /// <summary>Where the points of a row lie among which all within a radius are, and others.</summary>
    internal (int From, int Until) Stretch(int row, double px, double radius) =>
        (start[row * columns + Column(px - radius)], start[row * columns + Column(px + radius) + 1]);

    /// <summary>Each point with d &lt;= radius, with its squared distance.</summary>
    internal void Each(double px, double py, double radius, Action<int, double> found)
    {
        var limit = radius * radius;
        var (c0, c1) = (Column(px - radius), Column(px + radius));
        for (var row = Row(py - radius); row <= Row(py + radius); row++)
        {
            for (var k = start[row * columns + c0]; k < start[row * columns + c1 + 1]; k++)
            {
                var (dx, dy) = (x[k] - px, y[k] - py);
                var d = dx * dx + dy * dy;
                if (d <= limit)
                    found(members[k], d);
            }
        }
    }
}
