namespace Fosse.Analysis;

/// <summary>
/// Which areas are neighbours and how much each counts: a sparse matrix by rows, without the diagonal. For area i the neighbours stand from
/// Start[i] to Start[i + 1] in To and Weight. A method that counts an area as its own neighbour adds it itself.
/// </summary>
public sealed class SpatialWeights
{
    private SpatialWeights(int[] start, int[] to, double[] weight) => (Start, To, Weight) = (start, to, weight);

    internal int[] Start { get; }

    internal int[] To { get; }

    internal double[] Weight { get; }

    /// <summary>How many areas.</summary>
    public int Count => Start.Length - 1;

    /// <summary>How many links, each direction for itself.</summary>
    public int Links => To.Length;

    /// <summary>The areas that have no neighbour, in their order.</summary>
    public IReadOnlyList<int> Islands => [.. Enumerable.Range(0, Count).Where(i => Start[i] == Start[i + 1])];

    /// <summary>The neighbours of an area.</summary>
    public ReadOnlySpan<int> Of(int area) => To.AsSpan(Start[area]..Start[area + 1]);

    /// <summary>The weights of the neighbours of an area, in the same order.</summary>
    public ReadOnlySpan<double> WeightsOf(int area) => Weight.AsSpan(Start[area]..Start[area + 1]);

    /// <summary>Of an area's neighbours: the sum of what lies above the middle, by weight; the weights' sum; and that of their
    /// squares.</summary>
    internal (double Above, double Weights, double Squares) Sums(int area, double[] values, double middle)
    {
        var near = Of(area);
        var weight = WeightsOf(area);
        double above = 0,
            weights = 0,
            squares = 0;
        for (var k = 0; k < near.Length; k++)
        {
            above += weight[k] * (values[near[k]] - middle);
            weights += weight[k];
            squares += weight[k] * weight[k];
        }
        return (above, weights, squares);
    }

    /// <summary>From links in any order; a link of an area to itself is left out, one given twice is refused.</summary>
    /// <param name="count">How many areas; they are numbered from 0.</param>
    /// <param name="links">Area, neighbour, weight (finite, 0 or more).</param>
    /// <exception cref="ArgumentException">An area that is not there, a weight below 0 or not finite, a link that is given
    /// twice.</exception>
    public static SpatialWeights FromLinks(int count, IReadOnlyCollection<(int Area, int Neighbour, double Weight)> links)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentNullException.ThrowIfNull(links);
        foreach (var (area, neighbour, weight) in links)
        {
            if (area < 0 || area >= count || neighbour < 0 || neighbour >= count)
                throw new ArgumentException($"The link {area} to {neighbour} is of an area that is not there.", nameof(links));
            Ask.NotNegative(weight, nameof(links));
        }
        var sorted = links.Where(l => l.Area != l.Neighbour).OrderBy(l => l.Area).ThenBy(l => l.Neighbour).ToArray();
        var start = new int[count + 1];
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i > 0 && sorted[i].Area == sorted[i - 1].Area && sorted[i].Neighbour == sorted[i - 1].Neighbour)
            {
                throw new ArgumentException(
                    $"The link {sorted[i].Area + 1} to {sorted[i].Neighbour + 1} (counted from 1) is given twice.",
                    nameof(links)
                );
            }
            start[sorted[i].Area + 1]++;
        }
        for (var i = 0; i < count; i++)
            start[i + 1] += start[i];
        return new(start, [.. sorted.Select(l => l.Neighbour)], [.. sorted.Select(l => l.Weight)]);
    }

    /// <summary>Each row divided by its sum; an area without neighbours stays without.</summary>
    public SpatialWeights RowStandardised()
    {
        var weight = (double[])Weight.Clone();
        for (var i = 0; i < Count; i++)
        {
            double sum = 0;
            for (var k = Start[i]; k < Start[i + 1]; k++)
                sum += weight[k];
            for (var k = Start[i]; k < Start[i + 1]; k++)
                weight[k] = sum > 0 ? weight[k] / sum : 0;
        }
        return new(Start, To, weight);
    }

    /// <summary>Cells of a grid that touch, at a side or (queen) at a corner too. Weight 1.</summary>
    public static SpatialWeights OfGrid(int columns, int rows, bool queen = true)
    {
        Ask.AtLeast(columns, 1);
        Ask.AtLeast(rows, 1);
        var start = new int[columns * rows + 1];
        var to = new List<int>(columns * rows * (queen ? 8 : 4));
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
            {
                for (var dr = -1; dr <= 1; dr++)
                {
                    for (var dc = -1; dc <= 1; dc++)
                    {
                        if ((dr == 0 && dc == 0) || (!queen && dr != 0 && dc != 0))
                            continue;
                        if (r + dr >= 0 && r + dr < rows && c + dc >= 0 && c + dc < columns)
                            to.Add((r + dr) * columns + c + dc);
                    }
                }
                start[r * columns + c + 1] = to.Count;
            }
        }
        return new(start, [.. to], [.. Enumerable.Repeat(1.0, to.Count)]);
    }

    /// <summary>Places within a distance of one another (d &lt;= band). Weight 1.</summary>
    /// <param name="x">Eastings, metres.</param>
    /// <param name="y">Northings, as many.</param>
    /// <param name="band">Metres, above 0.</param>
    public static SpatialWeights Within(double[] x, double[] y, double band)
    {
        Ask.Values(x, 0);
        Ask.Values(y, 0);
        Ask.Length(y.Length, x.Length, nameof(y));
        Ask.Positive(band);
        var near = new NearPoints(x, y, band);
        var start = new int[x.Length + 1];
        var to = new List<int>();
        for (var i = 0; i < x.Length; i++)
        {
            var first = to.Count;
            near.Each(
                x[i],
                y[i],
                band,
                (j, _) =>
                {
                    if (j != i)
                        to.Add(j);
                }
            );
            to.Sort(first, to.Count - first, null);
            start[i + 1] = to.Count;
        }
        return new(start, [.. to], [.. Enumerable.Repeat(1.0, to.Count)]);
    }
}
