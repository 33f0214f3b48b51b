namespace Fosse.Analysis;

/// <summary>
/// Square cells on the plane: <paramref name="Columns"/> by <paramref name="Rows"/> from the south-west corner, metres.
/// Cells are half-open: a point on the line between two belongs to the one east or north of it. Values over a grid stand row by row, from
/// the south.
/// </summary>
public sealed record Grid(double X0, double Y0, double Cell, int Columns, int Rows)
{
    /// <summary>The most cells a grid may have.</summary>
    public const long MostCells = 100_000_000;

    /// <summary>How many cells there are.</summary>
    public int Count => Columns * Rows;

    /// <summary>The easting of the middle of a column.</summary>
    public double CentreX(int column) => X0 + (column + 0.5) * Cell;

    /// <summary>The northing of the middle of a row.</summary>
    public double CentreY(int row) => Y0 + (row + 0.5) * Cell;

    /// <summary>The cell of a point, also of one outside the grid: floor((x - x0)/cell).</summary>
    public (long Column, long Row) CellOf(double x, double y) => ((long)Math.Floor((x - X0) / Cell), (long)Math.Floor((y - Y0) / Cell));

    /// <summary>The place of a point's cell in the values, or -1 outside the grid.</summary>
    public int Index(double x, double y)
    {
        var (column, row) = CellOf(x, y);
        return column >= 0 && column < Columns && row >= 0 && row < Rows ? (int)row * Columns + (int)column : -1;
    }

    /// <summary>The same grid, checked. Refuses a cell size that is not above 0 and more than 100 million cells.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static Grid Of(double x0, double y0, double cell, long columns, long rows)
    {
        Ask.Finite(x0);
        Ask.Finite(y0);
        Ask.Positive(cell);
        if (columns < 1)
            throw new ArgumentOutOfRangeException(nameof(columns), columns, "Must be 1 or more.");
        if (rows < 1)
            throw new ArgumentOutOfRangeException(nameof(rows), rows, "Must be 1 or more.");
        if (columns > MostCells || rows > MostCells || columns * rows > MostCells)
            throw new ArgumentOutOfRangeException(nameof(cell), cell, $"Makes more than {MostCells:N0} cells; choose a larger one.");
        return new(x0, y0, cell, (int)columns, (int)rows);
    }

    /// <summary>The grid with edges at whole multiples of the cell that holds every point and a margin around them.</summary>
    /// <param name="x">Eastings, metres.</param>
    /// <param name="y">Northings, metres, as many.</param>
    /// <param name="cell">Side of a cell, metres.</param>
    /// <param name="margin">Metres beyond the outermost points.</param>
    /// <exception cref="ArgumentException">No points, or of unlike number.</exception>
    public static Grid Covering(double[] x, double[] y, double cell, double margin = 0)
    {
        Ask.Values(x);
        Ask.Values(y);
        Ask.Length(y.Length, x.Length, nameof(y));
        Ask.Positive(cell);
        Ask.NotNegative(margin);
        var (west, south) = (Math.Floor((x.Min() - margin) / cell), Math.Floor((y.Min() - margin) / cell));
        var (east, north) = (Math.Floor((x.Max() + margin) / cell), Math.Floor((y.Max() + margin) / cell));
        if (east - west >= MostCells || north - south >= MostCells)
            throw new ArgumentOutOfRangeException(nameof(cell), cell, "Too small for an extent so large.");
        return Of(west * cell, south * cell, cell, (long)(east - west) + 1, (long)(north - south) + 1);
    }

    /// <summary>
    /// Weights added up by cell; points outside are left out. Units: those of the weights. Not to be read below 250 m for open crime data,
    /// whose
    /// points are map points near the place. Source: Chainey and Ratcliffe (2005), chapter 6.
    /// </summary>
    /// <param name="x">Eastings.</param>
    /// <param name="y">Northings, as many.</param>
    /// <param name="weights">A weight for each point, or null for 1.</param>
    /// <returns>A value for each cell, row by row from the south.</returns>
    public double[] CountPoints(double[] x, double[] y, double[]? weights = null)
    {
        Ask.Values(x, 0);
        Ask.Values(y, 0);
        Ask.Length(y.Length, x.Length, nameof(y));
        if (weights is not null)
        {
            Ask.Values(weights, 0);
            Ask.Length(weights.Length, x.Length, nameof(weights));
        }
        var counts = new double[Count];
        for (var i = 0; i < x.Length; i++)
        {
            var at = Index(x[i], y[i]);
            if (at >= 0)
                counts[at] += weights is null ? 1 : weights[i];
        }
        return counts;
    }
}
