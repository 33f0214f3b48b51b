namespace Fosse.Analysis;

/// <summary>A suppressed cell and what a reader of the margins can work out about it: no lower and no higher than this.</summary>
public readonly record struct SuppressedCell(int Row, int Column, bool Primary, double Low, double High);

/// <summary>Which cells of a table may not be shown, with the bounds that remain, and whether all are protected.</summary>
public sealed record SuppressionResult(bool[,] Suppressed, IReadOnlyList<SuppressedCell> Cells, bool Safe);

/// <summary>
/// Small counts in a table whose row and column sums are published. A single suppressed cell of a row is its sum less the others: more must
/// go with it.
/// Protects one table; two tables or two releases need <see cref="Differencing"/> as well.
/// </summary>
public static class Suppression
{
    /// <summary>
    /// Suppresses counts from 1 to below the threshold, then further cells, smallest first, until every suppressed cell could lie anywhere
    /// in an interval at least as
    /// wide as the threshold. Source: Fischetti and Salazar (2000); Cox (1980) for complementary suppression.
    /// </summary>
    /// <param name="table">Counts, 0 or more.</param>
    /// <param name="threshold">Counts of 1 up to one less are small, for instance 3 or 5.</param>
    public static SuppressionResult Protect(double[,] table, double threshold)
    {
        Check(table);
        Ask.Positive(threshold);
        var (rows, columns) = (table.GetLength(0), table.GetLength(1));
        var (hidden, primary) = (new bool[rows, columns], new bool[rows, columns]);
        for (var i = 0; i < rows; i++)
        for (var j = 0; j < columns; j++)
            hidden[i, j] = primary[i, j] = table[i, j] > 0 && table[i, j] < threshold;
        while (true)
        {
            var cells = Audit(table, hidden);
            var open = cells.Where(c => primary[c.Row, c.Column] && c.High - c.Low < threshold - 1e-9).ToArray();
            if (open.Length == 0 || !Widen(table, hidden, open[0]))
                return new(hidden, [.. cells.Select(c => c with { Primary = primary[c.Row, c.Column] })], open.Length == 0);
        }
    }

    // Another cell of the row and of the column, and the one where they meet, at the least cost: the four make a rectangle in which counts
    // can be moved about.
    private static bool Widen(double[,] table, bool[,] hidden, SuppressedCell cell)
    {
        var (best, row, column) = (double.PositiveInfinity, -1, -1);
        for (var i = 0; i < table.GetLength(0); i++)
        {
            for (var j = 0; j < table.GetLength(1); j++)
            {
                if (i == cell.Row || j == cell.Column)
                    continue;
                double Cost(int r, int c) =>
                    hidden[r, c] ? 0
                    : table[r, c] == 0 ? 1e9
                    : table[r, c]; // cells of 0 protect little
                var cost = Cost(cell.Row, j) + Cost(i, cell.Column) + Cost(i, j);
                if (cost > 0 && cost < best)
                    (best, row, column) = (cost, i, j);
            }
        }
        if (row < 0)
            return false;
        hidden[cell.Row, column] = hidden[row, cell.Column] = hidden[row, column] = true;
        return true;
    }

    /// <summary>
    /// What margins give away: for each suppressed cell the least and the most that agrees with all sums and with counts of 0 or more. The
    /// bounds are those of linear
    /// programming, found as greatest flows. Source: Gusfield (1988) SIAM J Computing 17:552.
    /// </summary>
    /// <param name="table">True counts.</param>
    /// <param name="hidden">Which cells are suppressed.</param>
    public static IReadOnlyList<SuppressedCell> Audit(double[,] table, bool[,] hidden)
    {
        Check(table);
        ArgumentNullException.ThrowIfNull(hidden);
        if (hidden.GetLength(0) != table.GetLength(0) || hidden.GetLength(1) != table.GetLength(1))
            throw new ArgumentException("Must be of the table's size.", nameof(hidden));
        var cells = new List<SuppressedCell>();
        for (var i = 0; i < table.GetLength(0); i++)
        {
            for (var j = 0; j < table.GetLength(1); j++)
            {
                if (!hidden[i, j])
                    continue;
                var most = TableFlow.Most(table, hidden, i, j, up: true);
                var least = Math.Min(table[i, j], TableFlow.Most(table, hidden, i, j, up: false));
                cells.Add(new(i, j, false, table[i, j] - least, table[i, j] + most));
            }
        }
        return cells;
    }

    private static void Check(double[,] table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.Length == 0)
            throw new ArgumentException("The table is empty.", nameof(table));
        foreach (var value in table)
            Ask.NotNegative(value, nameof(table));
    }
}

/// <summary>How much a cell can change while others make up for it: a greatest flow between its column and its row through the suppressed
/// cells.</summary>
internal static class TableFlow
{
    internal static double Most(double[,] table, bool[,] hidden, int row, int column, bool up)
    {
        var (rows, columns) = (table.GetLength(0), table.GetLength(1));
        var n = rows + columns;
        var room = new double[n, n];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                if (!hidden[i, j] || (i == row && j == column))
                    continue;
                room[i, rows + j] = double.PositiveInfinity; // a cell may grow
                room[rows + j, i] = table[i, j]; // and shrink to 0
            }
        }
        // The cell grows: its column must shrink elsewhere, its row too. It shrinks: they must grow.
        var (source, sink) = up ? (rows + column, row) : (row, rows + column);
        double flow = 0;
        while (true)
        {
            var from = Enumerable.Repeat(-1, n).ToArray();
            from[source] = source;
            var queue = new Queue<int>([source]);
            while (queue.TryDequeue(out var at))
                for (var to = 0; to < n; to++)
                    if (from[to] < 0 && room[at, to] > 1e-12)
                    {
                        from[to] = at;
                        queue.Enqueue(to);
                    }
            if (from[sink] < 0)
                return flow;
            var step = double.PositiveInfinity;
            for (var at = sink; at != source; at = from[at])
                step = Math.Min(step, room[from[at], at]);
            if (double.IsInfinity(step))
                return double.PositiveInfinity;
            for (var at = sink; at != source; at = from[at])
            {
                room[from[at], at] -= step;
                room[at, from[at]] += step;
            }
            flow += step;
        }
    }
}
