namespace Fosse.Analysis;

/// <summary>
/// The quasi-Poisson fits of one time: a level for each season and a slope. Its normal equations are a diagonal with one border, so that a fit costs
/// as many steps as there are observations.
/// </summary>
internal sealed class FarringtonFit(int longest)
{
    private readonly double[] y = new double[longest], t = new double[longest], weight = new double[longest], mu = new double[longest], work = new double[longest];
    private readonly int[] group = new int[longest];
    private double[] s = [], b = [], r = [], level = [];
    private int n, groups;
    private double slope, schur;

    internal FarringtonPoint Judge(double[] counts, int k, FarringtonOptions o)
    {
        Learn(counts, k, o);
        var trend = o.Trend;
        var (converged, phi) = Fitted(trend, o);
        if (!converged && trend) (converged, phi) = Fitted(trend = false, o);
        var (eta, se, p) = Predicted(0, trend, o, phi);
        if (trend && !(o.Years >= 3 && p < o.TrendP && Math.Exp(eta) <= Largest()))
        {
            (converged, phi) = Fitted(trend = false, o);
            (eta, se, _) = Predicted(0, false, o, phi);
        }
        double expected = Math.Exp(eta), observed = counts[k], seen = 0;
        if (!converged || !double.IsFinite(expected)) return new(k, observed, double.NaN, double.NaN, double.NaN, false, double.NaN, double.NaN, false);
        var (upper, tail) = FarringtonLimit.Of(observed, eta, se, phi, o);
        for (var i = Math.Max(0, k - o.Least.Times + 1); i <= k; i++) seen += counts[i];
        var enough = seen >= o.Least.Events;
        var score = upper > expected ? (observed - expected) / (upper - expected) : double.NaN;
        return new(k, observed, expected, enough ? upper : double.NaN, enough ? score : double.NaN, enough && observed > upper && observed > 0, tail, phi, trend);
    }

    // The last season is the one of the windows around this time in each year; the stretches between are shared out, longer ones first.
    private void Learn(double[] counts, int k, FarringtonOptions o)
    {
        (n, groups) = (0, o.Periods);
        if (s.Length != groups) (s, b, r, level) = (new double[groups], new double[groups], new double[groups], new double[groups]);
        var (w, year, last) = (o.HalfWindow, o.Frequency, k - o.PastNotIncluded); // from there on nothing is learnt
        for (var back = o.Years; back >= 1; back--)
        {
            var middle = k - back * year;
            for (var i = Math.Max(0, middle - w); i <= middle + w; i++) Take(counts, i, groups - 1, last, k);
            if (groups == 1) continue;
            var between = year - 2 * w - 1;
            var (length, rest, at) = (between / (groups - 1), between % (groups - 1), middle + w + 1);
            for (var g = 0; g < groups - 1; g++)
            {
                for (var many = length + (g < rest ? 1 : 0); many > 0; many--) Take(counts, at++, g, last, k);
            }
        }
        for (var i = k - w; i < k; i++) Take(counts, i, groups - 1, last, k);
    }

    private void Take(double[] counts, int i, int g, int last, int k)
    {
        if (i < 0 || i >= last || i >= k) return;
        (y[n], t[n], group[n]) = (counts[i], i - k, g); // times from this one back: the level is then the prediction
        n++;
    }

    private double Largest()
    {
        double most = 0;
        for (var i = 0; i < n; i++) most = Math.Max(most, y[i]);
        return most;
    }

    private (bool Converged, double Phi) Fitted(bool trend, FarringtonOptions o)
    {
        Array.Fill(weight, 1, 0, n);
        var converged = Fit(trend);
        var phi = Math.Max(Pearson(trend), 1);
        if (!converged || !o.Reweight) return (converged, phi);
        // Anscombe residuals, standardised by leverage; those above the bound weigh 1/s².
        double sum = 0;
        for (var i = 0; i < n; i++)
        {
            var leverage = work[i] * (1 / s[group[i]] + (trend ? Square(t[i] - b[group[i]] / s[group[i]]) / schur : 0));
            var a = 1.5 * (Math.Cbrt(y[i] * y[i]) / Math.Pow(mu[i], 1 / 6.0) - Math.Sqrt(mu[i]));
            a /= Math.Sqrt(phi * (1 - leverage));
            weight[i] = a > o.WeightsFrom ? 1 / (a * a) : 1;
            sum += weight[i];
        }
        for (var i = 0; i < n; i++) weight[i] *= n / sum;
        converged = Fit(trend);
        return (converged, Math.Max(Pearson(trend), 1));
    }

    private bool Fit(bool trend)
    {
        for (var i = 0; i < n; i++) mu[i] = y[i] + .1;
        var before = double.PositiveInfinity;
        for (var step = 0; step < 25; step++)
        {
            Solve(trend, step == 0);
            double deviance = 0;
            for (var i = 0; i < n; i++)
            {
                mu[i] = Math.Exp(level[group[i]] + (trend ? slope * t[i] : 0));
                deviance += 2 * weight[i] * ((y[i] > 0 ? y[i] * Math.Log(y[i] / mu[i]) : 0) - (y[i] - mu[i]));
            }
            if (!double.IsFinite(deviance)) return false;
            if (Math.Abs(deviance - before) / (.1 + Math.Abs(deviance)) < 1e-8) return true;
            before = deviance;
        }
        return false;
    }

    private void Solve(bool trend, bool first)
    {
        Array.Clear(s);
        Array.Clear(b);
        Array.Clear(r);
        double c = 0, rt = 0, was = slope;
        for (var i = 0; i < n; i++)
        {
            var (g, w) = (group[i], weight[i] * mu[i]);
            work[i] = w;
            var eta = first ? Math.Log(mu[i]) : level[g] + was * t[i];
            var z = w * (eta + (y[i] - mu[i]) / mu[i]);
            s[g] += w;
            r[g] += z;
            b[g] += w * t[i];
            c += w * t[i] * t[i];
            rt += z * t[i];
        }
        schur = c;
        slope = 0;
        if (trend)
        {
            for (var g = 0; g < groups; g++)
            {
                if (s[g] <= 0) continue;
                schur -= b[g] * b[g] / s[g];
                rt -= b[g] * r[g] / s[g];
            }
            slope = rt / schur;
        }
        for (var g = 0; g < groups; g++) level[g] = s[g] > 0 ? (r[g] - b[g] * slope) / s[g] : 0;
    }

    private static double Square(double v) => v * v;

    private double Freedom(bool trend) => n - groups - (trend ? 1 : 0);

    private double Pearson(bool trend)
    {
        double sum = 0; // working weights of the last step, as R's summary has them
        for (var i = 0; i < n; i++) sum += work[i] * Square((y[i] - mu[i]) / mu[i]);
        return sum / Freedom(trend);
    }

    // The linear predictor at a time, its standard error, and the p-value of the slope.
    private (double Eta, double Se, double P) Predicted(double at, bool trend, FarringtonOptions o, double phi)
    {
        double dispersion = phi, forTrend = Pearson(trend);
        if (o.RelativeResiduals && o.Reweight)
        {
            double sum = 0;
            for (var i = 0; i < n; i++) sum += weight[i] * Square((y[i] - mu[i]) / mu[i]);
            dispersion = forTrend = sum / Freedom(trend);
        }
        var g = groups - 1;
        // The weights of the last step are those of its normal equations.
        var variance = 1 / s[g] + (trend ? Square(at - b[g] / s[g]) / schur : 0);
        var p = trend ? 2 * Normal.StudentAbove(Math.Abs(slope) / Math.Sqrt(forTrend / schur), Freedom(true)) : double.NaN;
        return (level[g] + (trend ? slope * at : 0), Math.Sqrt(dispersion * variance), p);
    }
}
