namespace Fosse.Analysis;

/// <summary>What cross-validation chose: the penalty, level and coefficients under it, and by penalty the mean held-out deviance of a cell
/// with its standard error.</summary>
internal sealed record PenalisedFit(
    double Lambda,
    double[] Coefficients,
    IReadOnlyList<(double Lambda, double Deviance, double Error)> Curve
);

/// <summary>
/// Penalised Poisson regression (elastic net): the coefficients of least deviance/2N + λ Σ(α|β| + (1-α)β²/2) on standardised variables, by
/// coordinate descent on reweighted squares, as R's glmnet.
/// Source: Friedman, Hastie and Tibshirani (2010) Journal of Statistical Software 33(1).
/// </summary>
internal static class PenalisedPoisson
{
    private const int Penalties = 100;

    /// <summary>The penalty with the least held-out deviance, or the largest within a standard error of it.</summary>
    internal static PenalisedFit Chosen(
        double[] counts,
        IReadOnlyList<bool[]> variables,
        double alpha,
        int folds,
        long seed,
        bool notNegative,
        bool oneError,
        CancellationToken stop
    )
    {
        var (all, of) = CountPatterns.Find(counts, variables);
        var lambdas = Lambdas(all.Columns, all.Cells, all.Events, alpha);
        var order = Enumerable.Range(0, counts.Length).ToArray();
        new Chance(seed).Shuffle<int>(order);
        var (means, sizes) = (new double[folds][], new double[folds]);
        Parallel.For(
            0,
            folds,
            new() { CancellationToken = stop },
            f =>
            {
                var (cells, events, constant) = (new double[all.Cells.Length], new double[all.Cells.Length], 0.0);
                for (var k = f; k < order.Length; k += folds)
                {
                    var (i, y) = (order[k], counts[order[k]]);
                    cells[of[i]]++;
                    events[of[i]] += y;
                    constant += y > 0 ? y * Math.Log(y) - y : 0;
                    sizes[f]++;
                }
                var path = Path(
                    all.Columns,
                    [.. all.Cells.Zip(cells, (a, b) => a - b)],
                    [.. all.Events.Zip(events, (a, b) => a - b)],
                    lambdas,
                    alpha,
                    notNegative
                );
                means[f] =
                [
                    .. path.Select(beta =>
                    {
                        var deviance = constant;
                        for (var g = 0; g < cells.Length; g++)
                        {
                            if (cells[g] == 0)
                                continue;
                            var eta = beta[0];
                            for (var v = 0; v < all.Columns.Length; v++)
                                eta += all.Columns[v][g] * beta[v + 1];
                            deviance += cells[g] * Math.Exp(eta) - events[g] * eta;
                        }
                        return 2 * deviance / sizes[f];
                    }),
                ];
            }
        );
        var curve = lambdas
            .Select(
                (lambda, l) =>
                {
                    var mean = Enumerable.Range(0, folds).Sum(f => means[f][l] * sizes[f]) / counts.Length;
                    return (
                        lambda,
                        mean,
                        Math.Sqrt(
                            Enumerable.Range(0, folds).Sum(f => sizes[f] * (means[f][l] - mean) * (means[f][l] - mean))
                                / counts.Length
                                / (folds - 1)
                        )
                    );
                }
            )
            .ToArray();
        var best = Array.IndexOf(curve, curve.MinBy(c => c.mean));
        if (oneError)
            best = Array.FindIndex(curve, c => c.mean <= curve[best].mean + curve[best].Item3);
        return new(lambdas[best], Path(all.Columns, all.Cells, all.Events, lambdas[..(best + 1)], alpha, notNegative)[best], curve);
    }

    /// <summary>From the least penalty under which every coefficient is 0 down to a ten-thousandth of it.</summary>
    internal static double[] Lambdas(double[][] x, double[] cells, double[] events, double alpha)
    {
        double n = cells.Sum(),
            rate = events.Sum() / n,
            most = 0;
        foreach (var column in x)
        {
            var (mean, sd) = Spread(column, cells, n);
            if (sd > 0)
                most = Math.Max(most, Math.Abs(column.Select((v, g) => (v - mean) / sd * (events[g] - cells[g] * rate)).Sum()) / n / alpha);
        }
        if (most == 0)
            most = 1;
        return [.. Enumerable.Range(0, Penalties).Select(l => most * Math.Pow(1e-4, l / (Penalties - 1.0)))];
    }

    /// <summary>Level and coefficients under each penalty, in the variables' own unit.</summary>
    /// <param name="x">By variable: its value for each pattern.</param>
    /// <param name="cells">How many cells have the pattern.</param>
    /// <param name="events">Events in them.</param>
    /// <param name="lambdas">Penalties, falling.</param>
    /// <param name="alpha">1: absolute values alone (lasso); near 0: squares.</param>
    /// <param name="notNegative">Keep coefficients at 0 or above.</param>
    internal static double[][] Path(double[][] x, double[] cells, double[] events, double[] lambdas, double alpha, bool notNegative = false)
    {
        int p = x.Length,
            rows = cells.Length;
        var n = cells.Sum();
        var spread = x.Select(column => Spread(column, cells, n)).ToArray();
        var z = x.Select((column, v) => spread[v].Sd > 0 ? column.Select(c => (c - spread[v].Mean) / spread[v].Sd).ToArray() : null)
            .ToArray();
        var (beta, level) = (new double[p], Math.Log(Math.Max(events.Sum(), 1e-9) / n));
        var (eta, weight, residual, steep) = (new double[rows], new double[rows], new double[rows], new double[p]);
        Array.Fill(eta, level);
        return
        [
            .. lambdas.Select(lambda =>
            {
                for (var outer = 0; outer < 200; outer++)
                {
                    double whole = 0,
                        furthest = 0;
                    for (var g = 0; g < rows; g++)
                    {
                        var mu = Math.Exp(Math.Clamp(eta[g], -50, 50));
                        whole += weight[g] = cells[g] * mu / n;
                        residual[g] = cells[g] > 0 ? (events[g] / cells[g] - mu) / mu : 0;
                    }
                    for (var v = 0; v < p; v++)
                    {
                        steep[v] = 0;
                        if (z[v] is { } column)
                            for (var g = 0; g < rows; g++)
                                steep[v] += weight[g] * column[g] * column[g];
                    }
                    for (var inner = 0; inner < 10_000; inner++)
                    {
                        double moved = 0;
                        for (var v = 0; v < p; v++)
                        {
                            if (z[v] is not { } column)
                                continue;
                            var pull = steep[v] * beta[v];
                            for (var g = 0; g < rows; g++)
                                pull += weight[g] * residual[g] * column[g];
                            var next = Math.Sign(pull) * Math.Max(0, Math.Abs(pull) - lambda * alpha) / (steep[v] + lambda * (1 - alpha));
                            if (notNegative)
                                next = Math.Max(0, next);
                            if (next != beta[v])
                                moved = Math.Max(moved, Shift(column, next - beta[v]));
                            beta[v] = next;
                        }
                        var up = 0.0;
                        for (var g = 0; g < rows; g++)
                            up += weight[g] * residual[g];
                        level += up / whole;
                        moved = Math.Max(moved, Shift(null, up / whole));
                        furthest = Math.Max(furthest, moved);
                        if (moved < 1e-9)
                            break;
                    }
                    if (furthest < 1e-8)
                        break;
                }
                var own = beta.Select((b, v) => spread[v].Sd > 0 ? b / spread[v].Sd : 0).ToArray();
                return (double[])[level - own.Select((b, v) => b * spread[v].Mean).Sum(), .. own];
            }),
        ];

        double Shift(double[]? column, double by)
        {
            for (var g = 0; g < rows; g++)
            {
                var step = column is null ? by : column[g] * by;
                residual[g] -= step;
                eta[g] += step;
            }
            return Math.Abs(by);
        }
    }

    private static (double Mean, double Sd) Spread(double[] column, double[] cells, double n)
    {
        var mean = column.Select((v, g) => v * cells[g]).Sum() / n;
        var sd = Math.Sqrt(column.Select((v, g) => (v - mean) * (v - mean) * cells[g]).Sum() / n);
        return (mean, sd < 1e-12 ? 0 : sd);
    }
}
