namespace Fosse.Analysis;

/// <summary>The upper limit and the p-value that belong to a prediction.</summary>
internal static class FarringtonLimit
{
    internal static (double Upper, double Tail) Of(double observed, double eta, double se, double phi, FarringtonOptions o)
    {
        var mean = Math.Exp(eta);
        var level = o.TwoSided ? 1 - o.Alpha / 2 : 1 - o.Alpha;
        if (o.Threshold == FarringtonThreshold.Delta)
        {
            var (p, seMean) = (o.Power, se * mean);
            var spread = p * Math.Pow(mean, p - 1) * Math.Sqrt(mean * (phi + seMean * seMean / mean));
            var upper = Math.Pow(Math.Pow(mean, p) + Normal.Quantile(level) * spread, 1 / p);
            return (upper, Normal.Above((Math.Pow(observed, p) - Math.Pow(mean, p)) / spread));
        }
        if (o.Threshold == FarringtonThreshold.NegativeBinomialUpper)
            mean = Math.Exp(eta + Normal.Quantile(level) * se);
        if (!double.IsFinite(mean))
            return (double.NaN, double.NaN);
        return phi > 1
            ? (Quantiles.NegativeBinomial(level, mean, mean / (phi - 1)), Special.NegativeBinomialFrom(observed, mean, mean / (phi - 1)))
            : (Quantiles.Poisson(level, mean), Special.PoissonFrom(observed, mean));
    }
}
