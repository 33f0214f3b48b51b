namespace Fosse.Analysis;

/// <summary>
/// Bandwidths that data suggest, metres: Scott's rule, likelihood and least squares cross-validation (Gaussian), and the lower bound of
/// twice the median
/// spacing of places, below which points that stand on map points lead the selectors astray. Chosen is what should be used.
/// </summary>
public sealed record BandwidthResult(
    double Scott,
    double ScottX,
    double ScottY,
    double LikelihoodCv,
    double LeastSquaresCv,
    double LowerBound
)
{
    /// <summary>The likelihood's, but not below the bound.</summary>
    public double Chosen => Math.Max(LowerBound, LikelihoodCv);
}

/// <summary>Bandwidth selection. A suggestion: what the map is for decides as much (200 to 500 m in towns). Chainey (2013).</summary>
public static class Bandwidths
{
    /// <summary>
    /// Scott: σ n^(-1/6) by axis and their geometric mean. Likelihood: the h of most Σ log f₋ᵢ(xᵢ). Least squares: the h of least ∫f² - 2/n
    /// Σ f₋ᵢ(xᵢ).
    /// Stacked points are taken as they are for the likelihoods' sums but leave themselves out, all of a stack together.
    /// Source: Scott (1992); Silverman (1986), sections 3.4.3 and 3.4.4.
    /// </summary>
    /// <param name="x">Eastings, at least three places.</param>
    /// <param name="y">Northings.</param>
    /// <exception cref="ArgumentException">Fewer than three places, unlike lengths, a value that is not finite.</exception>
    public static BandwidthResult Of(double[] x, double[] y)
    {
        Kde.Check(x, y, null);
        var points = Stacked.Of(x, y, null);
        if (points.X.Length < 3)
            throw new ArgumentException($"Needs at least 3 different places, has {points.X.Length}.", nameof(x));
        double n = x.Length,
            mx = x.Average(),
            my = y.Average();
        var (sx, sy) = (Math.Sqrt(x.Sum(v => (v - mx) * (v - mx)) / (n - 1)), Math.Sqrt(y.Sum(v => (v - my) * (v - my)) / (n - 1)));
        var factor = Math.Pow(n, -1 / 6.0);
        var spread = sx > 0 && sy > 0 ? Math.Sqrt(sx * sy) : Math.Max(sx, sy);
        var nearest = Nearest(points);
        var (low, high) = (Math.Max(nearest / 4, spread * 1e-4), 3 * spread);
        return new(
            spread * factor,
            sx * factor,
            sy * factor,
            Least(h => -Likelihood(points, n, h), low, high),
            Least(h => Squares(points, n, h), low, high),
            2 * nearest
        );
    }

    /// <summary>Twice the median spacing of places.</summary>
    internal static double Bound(Stacked points) => 2 * Nearest(points);

    private static double Nearest(Stacked points)
    {
        var nearest = new double[points.X.Length];
        // Circles about as wide as the places lie apart, wider until one holds another place.
        var (width, height) = (points.X.Max() - points.X.Min(), points.Y.Max() - points.Y.Min());
        var side = Math.Max(Math.Sqrt(width * height / nearest.Length), Math.Max(width, height) / nearest.Length);
        var near = new NearPoints(points.X, points.Y, side);
        Parallel.For(
            0,
            nearest.Length,
            i =>
            {
                var best = double.PositiveInfinity;
                for (var radius = side; double.IsInfinity(best); radius *= 2)
                    near.Each(points.X[i], points.Y[i], radius, (j, d) => best = j == i ? best : Math.Min(best, d));
                nearest[i] = Math.Sqrt(best);
            }
        );
        Array.Sort(nearest);
        return nearest[nearest.Length / 2];
    }

    private static double Likelihood(Stacked p, double n, double h) =>
        Sum(p, (i, pair) => p.Weight[i] * Math.Log(Math.Max(1e-300, pair(1 / (2 * h * h)) / (2 * Math.PI * h * h * (n - p.Weight[i])))));

    private static double Squares(Stacked p, double n, double h) =>
        Sum(
            p,
            (i, pair) =>
                p.Weight[i]
                * (
                    (pair(1 / (4 * h * h)) + p.Weight[i]) / (4 * Math.PI * h * h * n * n)
                    - 2 / n * pair(1 / (2 * h * h)) / (2 * Math.PI * h * h * (n - p.Weight[i]))
                )
        );

    private static double Sum(Stacked p, Func<int, Func<double, double>, double> term)
    {
        var parts = new double[p.X.Length];
        Parallel.For(
            0,
            parts.Length,
            i =>
                parts[i] = term(
                    i,
                    rate =>
                    {
                        double sum = 0;
                        for (var j = 0; j < p.X.Length; j++)
                        {
                            var (dx, dy) = (p.X[i] - p.X[j], p.Y[i] - p.Y[j]);
                            if (j != i)
                                sum += p.Weight[j] * Math.Exp(-(dx * dx + dy * dy) * rate);
                        }
                        return sum;
                    }
                )
        );
        return parts.Sum();
    }

    // A grid of bandwidths, finer around the best: the functions may have more than one valley.
    private static double Least(Func<double, double> cost, double low, double high)
    {
        var best = low;
        for (var round = 0; round < 4; round++)
        {
            var step = Math.Pow(high / low, 1 / 16.0);
            best = Enumerable.Range(0, 17).Select(i => low * Math.Pow(step, i)).MinBy(cost);
            (low, high) = (best / step, best * step);
        }
        return best;
    }
}
