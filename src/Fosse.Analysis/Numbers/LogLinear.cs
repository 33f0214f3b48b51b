namespace Fosse.Analysis;

/// <summary>
/// log E[y] = Xβ + offset by iteratively reweighted least squares, for Poisson and for negative binomial counts of a given size.
/// Source: Nelder and Wedderburn (1972); McCullagh and Nelder (1989), section 2.5.
/// </summary>
internal sealed class LogLinear
{
    internal double[] Coefficients { get; private init; } = [];

    internal double[,] Covariance { get; private init; } = new double[0, 0];

    internal double[] Mean { get; private init; } = [];

    internal double Deviance { get; private init; }

    internal bool Converged { get; private init; }

    /// <summary>The working weights of the last step, which the covariance is made of.</summary>
    internal double[] Working { get; private init; } = [];

    /// <summary>Pearson's dispersion, from the working weights and residuals as R's summary has it.</summary>
    internal double Dispersion(double[] y)
    {
        double sum = 0;
        for (var i = 0; i < y.Length; i++)
            sum += Working[i] * Math.Pow((y[i] - Mean[i]) / Mean[i], 2);
        return sum / (y.Length - Coefficients.Length);
    }

    /// <param name="y">Counts.</param>
    /// <param name="x">Rows of the design, with a column of ones if there is a level.</param>
    /// <param name="offset">Added to the predictor, or null.</param>
    /// <param name="size">Of the negative binomial; infinity for Poisson.</param>
    internal static LogLinear Fit(double[] y, double[][] x, double[]? offset = null, double size = double.PositiveInfinity)
    {
        var (n, k) = (y.Length, x[0].Length);
        var mu = y.Select(v => v + .1).ToArray();
        var (beta, working) = (new double[k], new double[n]);
        var (before, converged, deviance, inverse) = (double.PositiveInfinity, false, 0.0, new double[k, k]);
        for (var step = 0; step < 50 && !converged; step++)
        {
            var (a, b) = (new double[k, k], new double[k]);
            for (var i = 0; i < n; i++)
            {
                var w = working[i] = mu[i] / (1 + mu[i] / size);
                var z = Math.Log(mu[i]) - (offset?[i] ?? 0) + (y[i] - mu[i]) / mu[i];
                for (var p = 0; p < k; p++)
                {
                    b[p] += w * x[i][p] * z;
                    for (var q = 0; q <= p; q++)
                        a[p, q] += w * x[i][p] * x[i][q];
                }
            }
            inverse = Inverse(a);
            for (var p = 0; p < k; p++)
            {
                beta[p] = 0;
                for (var q = 0; q < k; q++)
                    beta[p] += inverse[p, q] * b[q];
            }
            deviance = 0;
            for (var i = 0; i < n; i++)
            {
                var eta = offset?[i] ?? 0;
                for (var p = 0; p < k; p++)
                    eta += beta[p] * x[i][p];
                mu[i] = Math.Exp(eta);
                deviance +=
                    2
                    * (
                        (y[i] > 0 ? y[i] * Math.Log(y[i] / mu[i]) : 0)
                        - (double.IsInfinity(size) ? y[i] - mu[i] : (y[i] + size) * Math.Log((y[i] + size) / (mu[i] + size)))
                    );
            }
            converged = Math.Abs(deviance - before) < 1e-8 * (.1 + Math.Abs(deviance)); // the rule of R's glm
            before = deviance;
        }
        return new()
        {
            Coefficients = beta,
            Covariance = inverse,
            Mean = mu,
            Working = working,
            Deviance = deviance,
            Converged = converged && double.IsFinite(deviance),
        };
    }

    /// <summary>The inverse of a symmetric positive definite matrix of which the lower half is given, by Cholesky.</summary>
    internal static double[,] Inverse(double[,] a) =>
        InverseOrNull(a)
        ?? throw new ArgumentException("The columns depend on one another, or there are too few values for so many of them.");

    /// <summary>The same, and nothing where the matrix is not positive definite.</summary>
    internal static double[,]? InverseOrNull(double[,] a)
    {
        var k = a.GetLength(0);
        var (l, inverse) = (new double[k, k], new double[k, k]);
        for (var i = 0; i < k; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = a[i, j];
                for (var m = 0; m < j; m++)
                    sum -= l[i, m] * l[j, m];
                if (i == j && !(sum > 1e-13 * Math.Abs(a[i, i])))
                    return null;
                l[i, j] = i == j ? Math.Sqrt(sum) : sum / l[j, j];
            }
        }
        for (var c = 0; c < k; c++)
        {
            var v = new double[k];
            for (var i = c; i < k; i++)
            {
                var sum = i == c ? 1.0 : 0;
                for (var m = c; m < i; m++)
                    sum -= l[i, m] * v[m];
                v[i] = sum / l[i, i];
            }
            for (var i = k - 1; i >= 0; i--)
            {
                for (var m = i + 1; m < k; m++)
                    v[i] -= l[m, i] * v[m];
                v[i] /= l[i, i];
                inverse[i, c] = v[i];
            }
        }
        return inverse;
    }

    internal static double Digamma(double x)
    {
        double sum = 0;
        for (; x < 12; x++)
            sum -= 1 / x;
        var y = 1 / (x * x);
        return sum + Math.Log(x) - .5 / x - y * (1 / 12.0 - y * (1 / 120.0 - y * (1 / 252.0 - y * (1 / 240.0 - y / 132.0))));
    }

    internal static double Trigamma(double x)
    {
        double sum = 0;
        for (; x < 12; x++)
            sum += 1 / (x * x);
        var y = 1 / (x * x);
        return sum + 1 / x + y / 2 + y / x * (1 / 6.0 - y * (1 / 30.0 - y * (1 / 42.0 - y * (1 / 30.0 - y * 5 / 66.0))));
    }
}
