using Fosse.Analysis;

namespace Fosse.Cli.Analyse;

/// <summary>The options that surfaces share: the grid, the kernel, the boundary.</summary>
internal static class SurfaceInputs
{
    public static readonly Parameter[] GridParameters =
    [
        new("cell", "250", "Side of a cell, metres"),
        new("extent", null, "x0,y0,x1,y1 of the grid; the points and a bandwidth around them when left out"),
    ];

    public static readonly Parameter Kernel = Parameter.OneOf(
        "kernel",
        "quartic",
        "Shape of the kernel",
        "quartic",
        "gaussian",
        "epanechnikov",
        "triweight",
        "uniform"
    );

    public static readonly Parameter Bandwidth = new("bandwidth", "500", "h, metres (200 to 500 in towns)");

    public static Kernel KernelOf(Question question) => Enum.Parse<Kernel>(question.Word("kernel"), ignoreCase: true);

    public static Grid GridOf(Question question, double[] x, double[] y, double margin)
    {
        var cell = question.Number("cell");
        if (!question.Has("extent"))
            return Grid.Covering(x, y, cell, margin);
        var extent = question.Numbers("extent");
        if (extent.Length != 4 || extent[2] <= extent[0] || extent[3] <= extent[1])
            throw new FormatException("--extent must be four numbers, west,south,east,north, as 450000,300000,470000,320000.");
        return Grid.Of(
            extent[0],
            extent[1],
            cell,
            (long)Math.Ceiling((extent[2] - extent[0]) / cell - 1e-9),
            (long)Math.Ceiling((extent[3] - extent[1]) / cell - 1e-9)
        );
    }

    /// <summary>Cells whose middles lie within a ring of corners, by the even-odd rule.</summary>
    public static bool[] Inside(Grid grid, PointTable ring)
    {
        var inside = new bool[grid.Count];
        Parallel.For(
            0,
            grid.Rows,
            row =>
            {
                var y = grid.CentreY(row);
                for (var column = 0; column < grid.Columns; column++)
                {
                    var (x, odd) = (grid.CentreX(column), false);
                    for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++)
                    {
                        if (
                            ring.Y[i] > y != ring.Y[j] > y
                            && x < (ring.X[j] - ring.X[i]) * (y - ring.Y[i]) / (ring.Y[j] - ring.Y[i]) + ring.X[i]
                        )
                            odd = !odd;
                    }
                    inside[row * grid.Columns + column] = odd;
                }
            }
        );
        return inside;
    }

    /// <summary>A surface as rows of x, y and its value.</summary>
    public static Answer Surface(Grid grid, string name, double[] values, string unit) =>
        new Answer()
            .Add("x", Enumerable.Range(0, grid.Count).Select(i => grid.CentreX(i % grid.Columns)))
            .Add("y", Enumerable.Range(0, grid.Count).Select(i => grid.CentreY(i / grid.Columns)))
            .Add(name, values)
            .On(grid, values, unit);
}
