namespace Fosse.Analysis;

/// <summary>How a trend's counts are taken to vary.</summary>
public enum TrendModel
{
    Poisson,
    QuasiPoisson,
    NegativeBinomial,
}

/// <summary>
/// A log-linear trend: coefficients (level, slope for a period, then sine and cosine of the season), their standard errors, and the yearly
/// change
/// exp(slope·periods in a year) with its interval. Dispersion is Pearson's; theta is the negative binomial's size.
/// </summary>
public sealed record TrendResult(
    IReadOnlyList<double> Coefficients,
    IReadOnlyList<double> StandardErrors,
    double P,
    Rate YearlyChange,
    double Dispersion,
    double Theta,
    double ThetaError,
    double Deviance,
    double LogLikelihood,
    double Aic,
    IReadOnlyList<double> Fitted
);

/// <summary>Trends of counts. Not for series with a break in recording: cut them there first.</summary>
public static class Trend
{
    /// <summary>
    /// log E[y] = b₀ + b₁t (+ b₂ sin 2πt/period + b₃ cos 2πt/period) + log exposure, t = 1, 2, ... Quasi-Poisson widens by Pearson's
    /// dispersion; the negative binomial's
    /// size is its maximum likelihood. Source: McCullagh and Nelder (1989); Venables and Ripley (2002), section 7.4.
    /// </summary>
    /// <param name="counts">Whole numbers in order of time.</param>
    /// <param name="period">Periods in a year: 12 for months.</param>
    /// <param name="model">How counts vary.</param>
    /// <param name="seasonal">With a sine and a cosine.</param>
    /// <param name="exposures">Population or days for each, or null.</param>
    /// <param name="confidence">Of the yearly change.</param>
    /// <exception cref="ArgumentException">Too few values, nothing counted, a value outside its range.</exception>
    public static TrendResult Of(
        double[] counts,
        int period = 12,
        TrendModel model = TrendModel.QuasiPoisson,
        bool seasonal = true,
        double[]? exposures = null,
        double confidence = .95
    )
    {
        var k = seasonal ? 4 : 2;
        Ask.Counts(counts, k + 1);
        Ask.AtLeast(period, seasonal ? 3 : 1);
        Ask.Confidence(confidence);
        if (exposures is not null)
        {
            Ask.Positives(exposures);
            Ask.Length(exposures.Length, counts.Length, nameof(exposures));
        }
        if (counts.Sum() == 0)
            throw new ArgumentException("Nothing was counted: there is no trend.", nameof(counts));
        var n = counts.Length;
        var x = Enumerable
            .Range(1, n)
            .Select(t => seasonal ? [1.0, t, Math.Sin(2 * Math.PI * t / period), Math.Cos(2 * Math.PI * t / period)] : (double[])[1.0, t])
            .ToArray();
        var offset = exposures?.Select(e => Math.Log(e)).ToArray();
        var fit = LogLinear.Fit(counts, x, offset);
        var (theta, thetaError) = (double.PositiveInfinity, double.NaN);
        if (model == TrendModel.NegativeBinomial)
            (fit, theta, thetaError) = WithTheta(counts, x, offset, fit);
        if (!fit.Converged)
            throw new ArgumentException("The fit does not settle: too few events for so many coefficients.", nameof(counts));
        var dispersion = fit.Dispersion(counts);
        var quasi = model == TrendModel.QuasiPoisson;
        var errors = Enumerable.Range(0, k).Select(p => Math.Sqrt(fit.Covariance[p, p] * (quasi ? dispersion : 1))).ToArray();
        var likelihood = quasi ? double.NaN : counts.Select((y, i) => LogDensity(y, fit.Mean[i], theta)).Sum();
        var ratio = Math.Abs(fit.Coefficients[1]) / errors[1];
        var z = quasi ? Normal.StudentTwoSided(confidence, n - k) : Quantiles.TwoSidedNormal(confidence);
        double Year(double slope) => Math.Exp(period * slope);
        return new(
            fit.Coefficients,
            errors,
            quasi ? 2 * Normal.StudentAbove(ratio, n - k) : Normal.TwoSided(ratio),
            new(Year(fit.Coefficients[1]), Year(fit.Coefficients[1] - z * errors[1]), Year(fit.Coefficients[1] + z * errors[1])),
            dispersion,
            theta,
            thetaError,
            fit.Deviance,
            likelihood,
            -2 * likelihood + 2 * (k + (model == TrendModel.NegativeBinomial ? 1 : 0)),
            fit.Mean
        );
    }

    private static double LogDensity(double y, double mu, double theta) =>
        double.IsInfinity(theta)
            ? y * Math.Log(mu) - mu - Special.LogFactorial(y)
            : Special.LogGamma(theta + y)
                - Special.LogGamma(theta)
                - Special.LogFactorial(y)
                + theta * Math.Log(theta / (theta + mu))
                + (y > 0 ? y * Math.Log(mu / (theta + mu)) : 0);

    private static (LogLinear, double, double) WithTheta(double[] y, double[][] x, double[]? offset, LogLinear fit)
    {
        double theta = y.Length / Math.Max(1e-8, y.Select((v, i) => (v / fit.Mean[i] - 1) * (v / fit.Mean[i] - 1)).Sum()),
            error = double.NaN;
        for (var round = 0; round < 200; round++)
        {
            var before = theta;
            for (var step = 0; step < 50; step++)
            {
                double score = 0,
                    information = 0;
                for (var i = 0; i < y.Length; i++)
                {
                    var (v, m) = (y[i], fit.Mean[i]);
                    score +=
                        LogLinear.Digamma(theta + v)
                        - LogLinear.Digamma(theta)
                        + Math.Log(theta)
                        + 1
                        - Math.Log(theta + m)
                        - (v + theta) / (m + theta);
                    information +=
                        -LogLinear.Trigamma(theta + v)
                        + LogLinear.Trigamma(theta)
                        - 1 / theta
                        + 2 / (m + theta)
                        - (v + theta) / ((m + theta) * (m + theta));
                }
                error = Math.Sqrt(1 / information);
                var next = information > 0 ? theta + score / information : theta * 2;
                next = next <= 0 ? theta / 2 : next;
                var still = Math.Abs(next - theta) <= 1e-12 * theta;
                theta = next;
                if (still || theta > 1e8)
                    break;
            }
            if (theta > 1e8)
                return (LogLinear.Fit(y, x, offset), double.PositiveInfinity, double.NaN); // no more than chance: the Poisson
            fit = LogLinear.Fit(y, x, offset, theta);
            if (Math.Abs(theta - before) <= 1e-11 * theta)
                break;
        }
        return (fit, theta, error);
    }
}
