namespace Fosse.Analysis;

/// <summary>A Poisson or negative binomial model of counts by patterns: level and coefficients, the negative binomial's size (infinite for
/// Poisson), the log-likelihood.</summary>
internal sealed record PatternFit(double[] Coefficients, double Theta, double LogLikelihood)
{
    /// <summary>-2 log-likelihood + parameters times the logarithm of the cells.</summary>
    internal double Bic(double cells) => -2 * LogLikelihood + (Coefficients.Length + (double.IsInfinity(Theta) ? 0 : 1)) * Math.Log(cells);

    /// <summary>By most likelihood; none where it has no most (a variable without events on one side, or that others make up).</summary>
    internal static PatternFit? Of(CountPatterns patterns, bool negativeBinomial)
    {
        var beta = new double[patterns.Columns.Length + 1];
        beta[0] = Math.Log(patterns.Events.Sum() / patterns.Cells.Sum());
        var theta = double.PositiveInfinity;
        if (!Climb(patterns, beta, theta))
            return null;
        for (var round = 0; negativeBinomial && round < 100; round++)
        {
            var before = theta;
            theta = Size(patterns, Means(patterns, beta));
            if (double.IsInfinity(theta) || Math.Abs(theta - before) <= 1e-10 * theta)
                break;
            if (!Climb(patterns, beta, theta))
                return null;
        }
        return new(beta, theta, Likelihood(patterns, Means(patterns, beta), theta));
    }

    private static double[] Means(CountPatterns p, double[] beta) =>
        [.. p.Cells.Select((_, g) => Math.Exp(beta[0] + p.Columns.Select((c, v) => c[g] * beta[v + 1]).Sum()))];

    // Fisher's scoring.
    private static bool Climb(CountPatterns p, double[] beta, double theta)
    {
        var k = beta.Length;
        for (var step = 0; step < 60; step++)
        {
            var (mu, information, score) = (Means(p, beta), new double[k, k], new double[k]);
            for (var g = 0; g < mu.Length; g++)
            {
                var (weight, pull) = (p.Cells[g] * mu[g] / (1 + mu[g] / theta), (p.Events[g] - p.Cells[g] * mu[g]) / (1 + mu[g] / theta));
                for (var a = 0; a < k; a++)
                {
                    var x = a == 0 ? 1 : p.Columns[a - 1][g];
                    if (x == 0)
                        continue;
                    score[a] += pull;
                    for (var b = 0; b <= a; b++)
                        information[a, b] += b == 0 || p.Columns[b - 1][g] > 0 ? weight : 0;
                }
            }
            if (LogLinear.InverseOrNull(information) is not { } inverse)
                return false;
            double furthest = 0;
            for (var a = 0; a < k; a++)
            {
                var move = 0.0;
                for (var b = 0; b < k; b++)
                    move += inverse[a, b] * score[b];
                beta[a] += Math.Clamp(move, -2, 2);
                furthest = Math.Max(furthest, Math.Abs(move));
            }
            if (beta.Any(b => Math.Abs(b) > 25))
                return false;
            if (furthest < 1e-11)
                return true;
        }
        return true;
    }

    // The size at which the likelihood no longer rises, by halving; infinite where it rises to the Poisson.
    private static double Size(CountPatterns p, double[] mu)
    {
        double Rise(double theta)
        {
            double sum = 0;
            foreach (var (count, cells) in p.Histogram)
                sum += cells * (LogLinear.Digamma(count + theta) - LogLinear.Digamma(theta) + Math.Log(theta) + 1);
            for (var g = 0; g < mu.Length; g++)
                sum -= p.Cells[g] * Math.Log(mu[g] + theta) + (p.Events[g] + p.Cells[g] * theta) / (mu[g] + theta);
            return sum;
        }
        var (low, high) = (Math.Log(1e-6), Math.Log(1e5));
        if (Rise(1e5) > 0)
            return double.PositiveInfinity;
        for (var i = 0; i < 80; i++)
        {
            var middle = (low + high) / 2;
            if (Rise(Math.Exp(middle)) > 0)
                low = middle;
            else
                high = middle;
        }
        return Math.Exp(low);
    }

    private static double Likelihood(CountPatterns p, double[] mu, double theta)
    {
        double sum = 0;
        foreach (var (count, cells) in p.Histogram)
            sum -= cells * Special.LogFactorial(count);
        if (double.IsInfinity(theta))
        {
            for (var g = 0; g < mu.Length; g++)
                sum += p.Events[g] * Math.Log(mu[g]) - p.Cells[g] * mu[g];
            return sum;
        }
        foreach (var (count, cells) in p.Histogram)
            sum += cells * (Special.LogGamma(count + theta) - Special.LogGamma(theta) + theta * Math.Log(theta));
        for (var g = 0; g < mu.Length; g++)
            sum += p.Events[g] * Math.Log(mu[g]) - (p.Events[g] + p.Cells[g] * theta) * Math.Log(mu[g] + theta);
        return sum;
    }
}
