namespace Fosse.Analysis;

/// <summary>How a surface is put right at the edge of the county, where half of a kernel's mass falls outside.</summary>
public enum EdgeCorrection
{
    None,
    Uniform,
    JonesDiggle,
}

/// <summary>Kernel density with edges, own bandwidths, or two kinds of points held against one another. Cautions as for
/// <see cref="Kde"/>.</summary>
public static class KdeEdges
{
    /// <summary>
    /// Density within a boundary. Uniform: divided by e(cell), the kernel's mass inside; Jones-Diggle: each point weighs 1/e(point). Mass
    /// is added up over the cells
    /// whose middles lie inside, so it is as fine as the grid. NaN outside. Source: Diggle (1985) JRSS C 34:138; Jones (1993); Diggle
    /// (2013).
    /// </summary>
    /// <param name="x">Eastings; points outside the boundary are left out.</param>
    /// <param name="y">Northings.</param>
    /// <param name="grid">Where.</param>
    /// <param name="inside">By cell: does its middle lie inside?</param>
    /// <param name="bandwidth">h, metres.</param>
    /// <param name="correction">Which.</param>
    /// <param name="kernel">The shape.</param>
    /// <param name="weights">By point, or null.</param>
    /// <param name="stop">Ends the work early.</param>
    public static double[] Over(
        double[] x,
        double[] y,
        Grid grid,
        bool[] inside,
        double bandwidth,
        EdgeCorrection correction,
        Kernel kernel = Kernel.Quartic,
        double[]? weights = null,
        CancellationToken stop = default
    )
    {
        Kde.Check(x, y, weights);
        ArgumentNullException.ThrowIfNull(inside);
        ArgumentNullException.ThrowIfNull(grid);
        Ask.Length(inside.Length, grid.Count, nameof(inside));
        var cells = Enumerable.Range(0, grid.Count).Where(i => inside[i]).ToArray();
        if (cells.Length == 0)
            throw new ArgumentException("No cell lies inside.", nameof(inside));
        double[] cx = [.. cells.Select(i => grid.CentreX(i % grid.Columns))],
            cy = [.. cells.Select(i => grid.CentreY(i / grid.Columns))],
            area = [.. Enumerable.Repeat(grid.Cell * grid.Cell, cells.Length)];
        var kept = Enumerable.Range(0, x.Length).Where(i => grid.Index(x[i], y[i]) is >= 0 and var at && inside[at]).ToArray();
        double[] px = [.. kept.Select(i => x[i])],
            py = [.. kept.Select(i => y[i])],
            w = [.. kept.Select(i => weights?[i] ?? 1)];
        if (correction == EdgeCorrection.JonesDiggle)
        {
            var mass = Kde.At(px, py, cx, cy, bandwidth, kernel, area, stop);
            for (var i = 0; i < w.Length; i++)
                w[i] /= Math.Min(1, mass[i]);
        }
        var values = Kde.Over(px, py, grid, bandwidth, kernel, w, stop);
        var masses = correction == EdgeCorrection.Uniform ? Kde.Over(cx, cy, grid, bandwidth, kernel, area, stop) : null;
        for (var i = 0; i < values.Length; i++)
            values[i] =
                !inside[i] ? double.NaN
                : masses is null ? values[i]
                : values[i] / Math.Min(1, masses[i]);
        return values;
    }

    /// <summary>
    /// Abramson's own bandwidths: h_i = h₀ f(x_i)^(-1/2)/γ, γ their geometric mean, f the pilot density with h₀, at most
    /// <paramref name="trim"/> times the median.
    /// Source: Abramson (1982); Hall and Marron (1988); trimming as in the R package sparr.
    /// </summary>
    /// <param name="x">Eastings.</param>
    /// <param name="y">Northings.</param>
    /// <param name="grid">Where.</param>
    /// <param name="bandwidth">h₀, metres, of the pilot and of all.</param>
    /// <param name="kernel">The shape.</param>
    /// <param name="weights">By point, or null.</param>
    /// <param name="trim">Times the median; infinity for none.</param>
    /// <param name="stop">Ends the work early.</param>
    /// <returns>The surface and the bandwidth of each place (stacked points once).</returns>
    public static double[] Adaptive(
        double[] x,
        double[] y,
        Grid grid,
        double bandwidth,
        Kernel kernel = Kernel.Gaussian,
        double[]? weights = null,
        double trim = 5,
        CancellationToken stop = default
    )
    {
        Kde.Check(x, y, weights);
        Ask.Positive(bandwidth);
        ArgumentNullException.ThrowIfNull(grid);
        var values = new double[grid.Count];
        if (x.Length == 0)
            return values;
        var points = Stacked.Of(x, y, weights);
        var pilot = Kde.At(points.X, points.Y, points.X, points.Y, bandwidth, kernel, points.Weight, stop);
        double logs = 0,
            total = 0;
        for (var i = 0; i < pilot.Length; i++)
            (logs, total) = (logs + points.Weight[i] * Math.Log(pilot[i]), total + points.Weight[i]);
        var gamma = Math.Exp(-logs / total / 2);
        var own = pilot.Select(f => bandwidth / Math.Sqrt(f) / gamma).ToArray();
        var most = own.Order().ElementAt(own.Length / 2) * trim;
        for (var i = 0; i < own.Length; i++)
            own[i] = Math.Min(own[i], most);
        KdeStamp.Add(values, points, grid, own.Max(), own, kernel, stop);
        return values;
    }

    /// <summary>
    /// log(f/g) of two kinds of points, each density scaled to 1, with by cell the share of random relabellings that give as high a value
    /// (p, upper side).
    /// NaN where either density is 0. Source: Kelsall and Diggle (1995) Statistics in Medicine 14:2335.
    /// </summary>
    /// <param name="x">Eastings of the first kind (cases).</param>
    /// <param name="y">Their northings.</param>
    /// <param name="otherX">Eastings of the second kind (controls).</param>
    /// <param name="otherY">Their northings.</param>
    /// <param name="grid">Where.</param>
    /// <param name="bandwidth">h of both, metres.</param>
    /// <param name="kernel">The shape.</param>
    /// <param name="relabellings">0 for no p.</param>
    /// <param name="seed">Seed of chance.</param>
    /// <param name="stop">Ends the work early.</param>
    public static (double[] LogRisk, double[] P) RelativeRisk(
        double[] x,
        double[] y,
        double[] otherX,
        double[] otherY,
        Grid grid,
        double bandwidth,
        Kernel kernel = Kernel.Gaussian,
        int relabellings = 99,
        long seed = 1,
        CancellationToken stop = default
    )
    {
        Ask.Values(x);
        Ask.Values(otherX);
        Kde.Check(x, y, null);
        Kde.Check(otherX, otherY, null);
        Ask.AtLeast(relabellings, 0);
        double[] allX = [.. x, .. otherX],
            allY = [.. y, .. otherY];
        var both = Kde.Over(allX, allY, grid, bandwidth, kernel, null, stop);
        double n = x.Length,
            m = otherX.Length;
        double[] Ratio(double[] cases) =>
            [
                .. cases.Select(
                    (f, i) =>
                        both[i] - f > 1e-12 * both[i] && f > 1e-12 * both[i] && f > 0 ? Math.Log(f / n / ((both[i] - f) / m)) : double.NaN
                ),
            ];
        var seen = Ratio(Kde.Over(x, y, grid, bandwidth, kernel, null, stop));
        var higher = new int[grid.Count];
        var order = Enumerable.Range(0, allX.Length).ToArray();
        for (var r = 0; r < relabellings; r++)
        {
            new Chance(seed, r).Shuffle<int>(order);
            var drawn = Ratio(
                Kde.Over(
                    [.. order.Take(x.Length).Select(i => allX[i])],
                    [.. order.Take(x.Length).Select(i => allY[i])],
                    grid,
                    bandwidth,
                    kernel,
                    null,
                    stop
                )
            );
            for (var i = 0; i < higher.Length; i++)
                if (double.IsNaN(drawn[i]) || drawn[i] >= seen[i])
                    higher[i]++;
        }
        return (
            seen,
            [.. seen.Select((v, i) => double.IsNaN(v) || relabellings == 0 ? double.NaN : (1.0 + higher[i]) / (relabellings + 1))]
        );
    }
}
