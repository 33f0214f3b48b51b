namespace Fosse.Analysis;

/// <summary>What the largest ratios of simulations say of a ratio that was seen.</summary>
internal sealed class ScanChance
{
    private readonly double[] most;
    private readonly double mean,
        scale;

    internal ScanChance(double[] most)
    {
        this.most = most;
        mean = most.Length > 1 ? most.Average() : double.NaN;
        scale = most.Length > 1 ? Math.Sqrt(most.Sum(m => (m - mean) * (m - mean)) / (most.Length - 1) * 6) / Math.PI : double.NaN;
    }

    /// <summary>(1 + simulations as large)/(1 + simulations).</summary>
    internal double P(double ratio) =>
        most.Length == 0 ? double.NaN : (1.0 + most.Count(m => m >= ratio - 1e-9 * (1 + ratio))) / (most.Length + 1);

    /// <summary>By a Gumbel distribution of the same mean and spread. Source: Abrams, Kulldorff and Kleinman (2010).</summary>
    internal double Gumbel(double ratio) =>
        scale > 0 ? -double.ExpM1(-Math.Exp(-(ratio - mean + 0.5772156649015329 * scale) / scale)) : double.NaN;
}
