namespace Fosse.Analysis;

/// <summary>
/// What is seen over a grid of heights, cell by cell from the south-west: Visible; and Needed, the metres above its ground from which on
/// something in a cell is seen (0 where the ground itself is), NaN for
/// cells out of range or without a height. The observer stands in the middle of cell Column, Row.
/// </summary>
public sealed record RasterViewshedResult(IReadOnlyList<bool> Visible, IReadOnlyList<double> Needed, int Column, int Row);

/// <summary>
/// Lines of sight over ground. What is seen on paper is not what a camera shows: light, leaves, parked vans and lenses are not in it, and
/// buildings and trees only when the heights have them (a surface
/// model, not a terrain model). Not for placing cameras without an assessment of privacy.
/// </summary>
public static class RasterViewshed
{
    /// <summary>Mean radius of the earth, metres.</summary>
    public const double EarthRadius = 6_371_000;

    /// <summary>
    /// The line to the middle of each cell is held against the ground wherever it crosses a line between the middles of neighbouring cells,
    /// with the height in between them: steepest
    /// (z - z₀)/d of all crossings on the way. A cell is visible when its own slope is as steep. Where one of two neighbours has no height
    /// the other's is taken, where both have none
    /// nothing hides. With curvature, heights sink by d²(1 - refraction)/(2R). Source: Franklin and Ray (1994), R3.
    /// </summary>
    /// <param name="grid">Where.</param>
    /// <param name="heights">Metres above one level, row by row from the south; NaN for unknown.</param>
    /// <param name="x">Easting of the observer, who is moved to the middle of the cell.</param>
    /// <param name="y">Northing.</param>
    /// <param name="observerHeight">Metres above the ground, 0 or more.</param>
    /// <param name="targetHeight">Metres above the ground of what is looked at.</param>
    /// <param name="range">Metres to the middle of a cell, at most.</param>
    /// <param name="azimuth">Where the observer looks, degrees clockwise from north.</param>
    /// <param name="fieldOfView">Degrees, above 0, 360 for all round.</param>
    /// <param name="curvature">Of the earth. It matters beyond a kilometre: 8 cm there, 7.8 m at 10 km.</param>
    /// <param name="refraction">Share by which air bends light back, 0.13 for daylight; only with curvature.</param>
    /// <param name="stop">Ends the work early.</param>
    /// <exception cref="ArgumentException">The observer is off the grid or where no height is known, unlike lengths, a number outside its
    /// range.</exception>
    public static RasterViewshedResult Of(
        Grid grid,
        double[] heights,
        double x,
        double y,
        double observerHeight = 1.75,
        double targetHeight = 0,
        double range = double.PositiveInfinity,
        double azimuth = 0,
        double fieldOfView = 360,
        bool curvature = false,
        double refraction = .13,
        CancellationToken stop = default
    )
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(heights);
        Ask.Length(heights.Length, grid.Count, nameof(heights));
        if (heights.Any(double.IsInfinity))
            throw new ArgumentOutOfRangeException(nameof(heights), "Heights must be finite, or NaN for unknown.");
        Ask.Finite(x);
        Ask.Finite(y);
        Ask.NotNegative(observerHeight);
        Ask.NotNegative(targetHeight);
        if (!(range > 0))
            throw new ArgumentOutOfRangeException(nameof(range), range, "Must be above zero.");
        Ask.Finite(azimuth);
        if (!(fieldOfView is > 0 and <= 360))
            throw new ArgumentOutOfRangeException(nameof(fieldOfView), fieldOfView, "Must be above 0 and at most 360.");
        if (!(refraction is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(refraction), refraction, "Must be 0 or more and below 1.");
        var at = grid.Index(x, y);
        if (at < 0)
            throw new ArgumentOutOfRangeException(nameof(x), x, "The observer stands off the grid.");
        if (double.IsNaN(heights[at]))
            throw new ArgumentException("No height is known where the observer stands.", nameof(heights));
        var (column, row, eye) = (at % grid.Columns, at / grid.Columns, heights[at] + observerHeight);
        var sinking = curvature ? (1 - refraction) / (2 * EarthRadius) : 0;
        var needed = new double[grid.Count];
        Parallel.For(
            0,
            grid.Rows,
            new() { CancellationToken = stop },
            r =>
            {
                for (var c = 0; c < grid.Columns; c++)
                {
                    var i = r * grid.Columns + c;
                    double dx = (c - column) * grid.Cell,
                        dy = (r - row) * grid.Cell,
                        d = Math.Sqrt(dx * dx + dy * dy);
                    var aside = Math.Abs(Math.IEEERemainder(Math.Atan2(dx, dy) * 180 / Math.PI - azimuth, 360));
                    if (double.IsNaN(heights[i]) || d > range || (i != at && aside > fieldOfView / 2 + 1e-9))
                        needed[i] = double.NaN;
                    else
                        needed[i] = i == at ? 0 : Math.Max(0, Steepest(c, r, d) * d + eye - (heights[i] - sinking * d * d));
                }
            }
        );
        // The steepest slope times the distance comes back with the last bits changed: what only grazes is seen.
        return new([.. needed.Select((n, i) => n <= targetHeight + 1e-9 * (1 + Math.Abs(heights[i]) + eye))], needed, column, row);

        double Steepest(int c, int r, double d)
        {
            var most = double.NegativeInfinity;
            int across = Math.Abs(c - column),
                up = Math.Abs(r - row);
            for (var k = 1; k < across; k++)
                Cross(column + Math.Sign(c - column) * k, row, k, across, r - row, 1, grid.Columns);
            for (var k = 1; k < up; k++)
                Cross(row + Math.Sign(r - row) * k, column, k, up, c - column, grid.Columns, 1);
            return most;

            // At the k-th of so many lines, the way along the other axis is from + k·step/lines: between two middles, or on one.
            void Cross(int line, int from, int k, int lines, int step, int alongLine, int alongOther)
            {
                var (whole, rest) = Math.DivRem((long)k * step, lines);
                if (rest < 0)
                    (whole, rest) = (whole - 1, rest + lines);
                var low = line * alongLine + (from + (int)whole) * alongOther;
                var z = heights[low];
                if (rest > 0)
                {
                    var (above, share) = (heights[low + alongOther], (double)rest / lines);
                    z =
                        double.IsNaN(z) ? above
                        : double.IsNaN(above) ? z
                        : z + (above - z) * share;
                }
                var far = d * k / lines;
                if (!double.IsNaN(z))
                    most = Math.Max(most, (z - sinking * far * far - eye) / far);
            }
        }
    }
}
