using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Fosse.Analysis;

/// <summary>
/// The quasi-Poisson fits of one time: a level for each season and a slope. Its normal equations are a diagonal with one border, so that a
/// fit costs
/// as many steps as there are observations, and they are taken eight at once.
/// </summary>
internal sealed class FarringtonFit
{
    private readonly FarringtonPast past;
    private readonly double[] weight,
        mu,
        work,
        s,
        b,
        r,
        level;
    private readonly FarringtonOptions o;
    private double slope,
        schur;

    internal FarringtonFit(double[] counts, FarringtonOptions options)
    {
        (o, past) = (options, new(counts, options));
        (s, b, r, level) = (new double[o.Periods], new double[o.Periods], new double[o.Periods], new double[o.Periods]);
        (weight, mu, work) = (new double[past.Room], new double[past.Room], new double[past.Room]);
    }

    internal FarringtonPoint Judge(double[] counts, int k)
    {
        past.Learn(k);
        var trend = o.Trend;
        var (converged, phi) = Fitted(trend);
        if (!converged && trend)
            (converged, phi) = Fitted(trend = false);
        var (eta, se, p) = Predicted(trend, phi);
        if (trend && !(o.Years >= 3 && p < o.TrendP && Math.Exp(eta) <= past.Largest))
        {
            (converged, phi) = Fitted(trend = false);
            (eta, se, _) = Predicted(false, phi);
        }
        double expected = Math.Exp(eta),
            observed = counts[k],
            seen = 0;
        if (!converged || !double.IsFinite(expected))
            return new(k, observed, double.NaN, double.NaN, double.NaN, false, double.NaN, double.NaN, false);
        var (upper, tail) = FarringtonLimit.Of(observed, eta, se, phi, o);
        for (var i = Math.Max(0, k - o.Least.Times + 1); i <= k; i++)
            seen += counts[i];
        var enough = seen >= o.Least.Events;
        var score = upper > expected ? (observed - expected) / (upper - expected) : double.NaN;
        return new(
            k,
            observed,
            expected,
            enough ? upper : double.NaN,
            enough ? score : double.NaN,
            enough && observed > upper && observed > 0,
            tail,
            phi,
            trend
        );
    }

    private (bool Converged, double Phi) Fitted(bool trend)
    {
        past.Used.CopyTo(weight, 0);
        var converged = Fit(trend);
        var phi = Math.Max(Dispersion(work, trend), 1);
        if (!converged || !o.Reweight)
            return (converged, phi);
        var rate = past.Many / Reweigh(trend, phi);
        for (var i = 0; i < past.End; i++)
            weight[i] *= rate;
        converged = Fit(trend);
        return (converged, Math.Max(Dispersion(work, trend), 1));
    }

    // Anscombe residuals, standardised by leverage; those above the bound weigh 1/s².
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Reweigh(bool trend, double phi)
    {
        var (from, sum) = (Vector512.Create(o.WeightsFrom), Vector512<double>.Zero);
        for (var g = 0; g < s.Length; g++)
        {
            var (flat, middle, steep) = (
                Vector512.Create(1 / s[g]),
                Vector512.Create(b[g] / s[g]),
                Vector512.Create(trend ? 1 / schur : 0)
            );
            for (var i = past.From(g); i < past.From(g + 1); i += Vector512<double>.Count)
            {
                var (t, m) = (Vector512.Create(past.Times, i), Vector512.Create(mu, i));
                var off = t - middle;
                var leverage = Vector512.Create(work, i) * (flat + off * off * steep);
                var root = Vector512.Exp((Vector512.Create(level[g]) + t * slope) / -6);
                var a =
                    (Vector512.Create(past.TwoThirds, i) * root - Vector512.Sqrt(m))
                    * 1.5
                    / Vector512.Sqrt((Vector512<double>.One - leverage) * phi);
                var w =
                    Vector512.ConditionalSelect(Vector512.GreaterThan(a, from), Vector512<double>.One / (a * a), Vector512<double>.One)
                    * Vector512.Create(past.Used, i);
                w.CopyTo(weight, i);
                sum += w;
            }
        }
        return Vector512.Sum(sum);
    }

    private bool Fit(bool trend)
    {
        var before = double.PositiveInfinity;
        for (var step = 0; step < 25; step++)
        {
            Solve(trend, step == 0);
            var deviance = Mean();
            if (!double.IsFinite(deviance))
                return false;
            if (Math.Abs(deviance - before) / (.1 + Math.Abs(deviance)) < 1e-8)
                return true;
            before = deviance;
        }
        return false;
    }

    // The means of this level and slope, and their deviance.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Mean()
    {
        var sum = Vector512<double>.Zero;
        for (var g = 0; g < s.Length; g++)
        {
            for (var i = past.From(g); i < past.From(g + 1); i += Vector512<double>.Count)
            {
                var (y, eta) = (Vector512.Create(past.Counts, i), Vector512.Create(level[g]) + Vector512.Create(past.Times, i) * slope);
                var m = Vector512.Exp(eta);
                m.CopyTo(mu, i);
                sum += Vector512.Create(weight, i) * (Vector512.Create(past.TimesLog, i) - y * eta - (y - m));
            }
        }
        if (past.Largest < 1e6)
            return 2 * Vector512.Sum(sum);
        double deviance = 0; // y log y - y log µ would lose digits that matter to when the steps end
        for (var i = 0; i < past.End; i++)
            if (weight[i] > 0)
                deviance +=
                    2
                    * weight[i]
                    * ((past.Counts[i] > 0 ? past.Counts[i] * Math.Log(past.Counts[i] / mu[i]) : 0) - (past.Counts[i] - mu[i]));
        return deviance;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Solve(bool trend, bool first)
    {
        var (square, cross, was) = (Vector512<double>.Zero, Vector512<double>.Zero, first ? 0 : slope);
        for (var g = 0; g < s.Length; g++)
        {
            var (sum, sumT, sumZ) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
            for (var i = past.From(g); i < past.From(g + 1); i += Vector512<double>.Count)
            {
                var (y, t, prior) = (Vector512.Create(past.Counts, i), Vector512.Create(past.Times, i), Vector512.Create(weight, i));
                var m = first ? y + Vector512.Create(.1) : Vector512.Create(mu, i);
                var eta = first ? Vector512.Create(past.LogStart, i) : Vector512.Create(level[g]) + t * was;
                var w = prior * m;
                w.CopyTo(work, i);
                var z = w * eta + prior * (y - m);
                (sum, sumT, sumZ) = (sum + w, sumT + w * t, sumZ + z);
                (square, cross) = (square + w * t * t, cross + z * t);
            }
            (s[g], b[g], r[g]) = (Vector512.Sum(sum), Vector512.Sum(sumT), Vector512.Sum(sumZ));
        }
        var rt = Vector512.Sum(cross);
        (schur, slope) = (Vector512.Sum(square), 0);
        if (trend)
        {
            for (var g = 0; g < s.Length; g++)
            {
                if (s[g] <= 0)
                    continue;
                schur -= b[g] * b[g] / s[g];
                rt -= b[g] * r[g] / s[g];
            }
            slope = rt / schur;
        }
        for (var g = 0; g < s.Length; g++)
            level[g] = s[g] > 0 ? (r[g] - b[g] * slope) / s[g] : 0;
    }

    private double Freedom(bool trend) => past.Many - s.Length - (trend ? 1 : 0);

    // Relative residuals squared; with the working weights of the last step they are Pearson's, as R's summary has them.
    private double Dispersion(double[] weights, bool trend)
    {
        double sum = 0;
        for (var i = 0; i < past.End; i++)
        {
            if (past.Used[i] == 0)
                continue;
            var off = (past.Counts[i] - mu[i]) / mu[i];
            sum += weights[i] * off * off;
        }
        return sum / Freedom(trend);
    }

    // The linear predictor now, its standard error, and the p-value of the slope.
    private (double Eta, double Se, double P) Predicted(bool trend, double phi)
    {
        double dispersion = phi,
            forTrend = Dispersion(work, trend);
        if (o.RelativeResiduals && o.Reweight)
            dispersion = forTrend = Dispersion(weight, trend);
        var g = s.Length - 1;
        // The weights of the last step are those of its normal equations. Now is time 0.
        var middle = b[g] / s[g];
        var variance = 1 / s[g] + (trend ? middle * middle / schur : 0);
        var p = trend ? 2 * Normal.StudentAbove(Math.Abs(slope) / Math.Sqrt(forTrend / schur), Freedom(true)) : double.NaN;
        return (level[g], Math.Sqrt(dispersion * variance), p);
    }
}
