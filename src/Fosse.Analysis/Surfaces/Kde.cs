namespace Fosse.Analysis;

/// <summary>The shape of a kernel; all but the Gaussian are 0 from the bandwidth on.</summary>
public enum Kernel
{
    Quartic,
    Gaussian,
    Epanechnikov,
    Triweight,
    Uniform,
}

/// <summary>
/// Kernel density, exact: no binning. Density is events per square metre and its sum times the cell's area is the sum of weights.
/// Points of open crime data are map points: nothing finer than 250 m may be read from them. Tails spill over water and rail.
/// </summary>
public static class Kde
{
    /// <summary>
    /// The density at the middle of every cell: Σ w K(d/h)/h². Quartic: 3/(πh²)(1 - d²/h²)²; Gaussian: exp(-d²/2h²)/(2πh²); Epanechnikov:
    /// 2/(πh²)(1 - d²/h²);
    /// triweight: 4/(πh²)(1 - d²/h²)³; uniform: 1/(πh²) up to d = h. Points at the same place are taken together first; the same bits on
    /// any number of cores.
    /// Source: Silverman (1986) Density Estimation, section 4.2. (QGIS's and SpatialKDE's scaled quartic integrates to 7.25 and is not
    /// this.)
    /// </summary>
    /// <param name="x">Eastings, metres.</param>
    /// <param name="y">Northings, as many.</param>
    /// <param name="grid">Where.</param>
    /// <param name="bandwidth">h, metres, above 0.</param>
    /// <param name="kernel">The shape.</param>
    /// <param name="weights">A weight for each point (below 0 takes away); null for 1.</param>
    /// <param name="stop">Ends the work early.</param>
    /// <exception cref="ArgumentException">Unlike lengths, a value that is not finite, a bandwidth that is not above 0.</exception>
    public static double[] Over(
        double[] x,
        double[] y,
        Grid grid,
        double bandwidth,
        Kernel kernel = Kernel.Quartic,
        double[]? weights = null,
        CancellationToken stop = default
    )
    {
        Check(x, y, weights);
        Ask.Positive(bandwidth);
        ArgumentNullException.ThrowIfNull(grid);
        var values = new double[grid.Count];
        KdeStamp.Add(values, Stacked.ForSums(x, y, weights, 1), grid, bandwidth, null, kernel, stop);
        return values;
    }

    /// <summary>
    /// Adds points to a surface that <see cref="Over"/> made, or with <paramref name="factor"/> -1 takes them away: a month more or less
    /// without the others.
    /// Other arguments as there.
    /// </summary>
    public static void Add(
        double[] values,
        double[] x,
        double[] y,
        Grid grid,
        double bandwidth,
        Kernel kernel = Kernel.Quartic,
        double[]? weights = null,
        double factor = 1,
        CancellationToken stop = default
    )
    {
        Check(x, y, weights);
        Ask.Positive(bandwidth);
        Ask.Finite(factor);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(grid);
        Ask.Length(values.Length, grid.Count, nameof(values));
        KdeStamp.Add(values, Stacked.ForSums(x, y, weights, factor), grid, bandwidth, null, kernel, stop);
    }

    /// <summary>The density at places of your own. Arguments as in <see cref="Over"/>.</summary>
    public static double[] At(
        double[] atX,
        double[] atY,
        double[] x,
        double[] y,
        double bandwidth,
        Kernel kernel = Kernel.Quartic,
        double[]? weights = null,
        CancellationToken stop = default
    )
    {
        Check(x, y, weights);
        Check(atX, atY, null);
        Ask.Positive(bandwidth);
        var reach = kernel == Kernel.Gaussian ? KdeStamp.GaussianReach * bandwidth : bandwidth;
        var near = new NearPoints(x, y, reach);
        var values = new double[atX.Length];
        Parallel.For(
            0,
            atX.Length,
            new() { CancellationToken = stop },
            i =>
            {
                double sum = 0;
                near.Each(atX[i], atY[i], reach, (j, d) => sum += (weights?[j] ?? 1) * Shape(kernel, d / (bandwidth * bandwidth)));
                values[i] = sum * Constant(kernel) / (bandwidth * bandwidth);
            }
        );
        return values;
    }

    internal const double Rounding = 1e-12;

    internal static double Shape(Kernel kernel, double squared)
    {
        if (kernel == Kernel.Gaussian)
            return Math.Exp(-squared / 2);
        var u = 1 - squared;
        if (kernel == Kernel.Uniform)
            return u >= -Rounding ? 1 : 0; // its edge belongs to it
        return u <= 0
            ? 0
            : kernel switch
            {
                Kernel.Quartic => u * u,
                Kernel.Epanechnikov => u,
                _ => u * u * u,
            };
    }

    internal static double Constant(Kernel kernel) =>
        kernel switch
        {
            Kernel.Quartic => 3 / Math.PI,
            Kernel.Gaussian => 1 / (2 * Math.PI),
            Kernel.Epanechnikov => 2 / Math.PI,
            Kernel.Triweight => 4 / Math.PI,
            _ => 1 / Math.PI,
        };

    internal static void Check(double[] x, double[] y, double[]? weights)
    {
        Ask.Values(x, 0);
        Ask.Values(y, 0);
        Ask.Length(y.Length, x.Length, nameof(y));
        if (weights is null)
            return;
        Ask.Values(weights, 0);
        Ask.Length(weights.Length, x.Length, nameof(weights));
    }
}
