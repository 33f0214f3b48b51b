namespace Fosse.Analysis;

/// <summary>What a scan takes the cases for.</summary>
public enum ScanModel
{
    Poisson,
    Bernoulli,
    ExpectationPoisson,
}

/// <summary>Whether clusters of many, of few or of both are looked for.</summary>
public enum ScanFor
{
    High,
    Low,
    Both,
}

/// <summary>The log-likelihood ratios of scans. None says by itself whether a cluster is real: that takes the simulations.</summary>
public static class ScanRatio
{
    /// <summary>c ln(c/E) + (C-c) ln((C-c)/(C-E)), E and C on one scale. Source: Kulldorff (1997), the Poisson model.</summary>
    /// <param name="cases">c, cases inside.</param>
    /// <param name="expected">E, expected inside, when all are <paramref name="total"/>.</param>
    /// <param name="total">C, cases in all.</param>
    public static double Poisson(double cases, double expected, double total) =>
        Term(cases, expected) + Term(total - cases, total - expected);

    /// <summary>The Bernoulli model: cases among a population inside and outside. Source: Kulldorff (1997).</summary>
    public static double Bernoulli(double cases, double population, double totalCases, double totalPopulation)
    {
        var p = totalCases / totalPopulation;
        double Inside(double c, double n) => Term(c, n * p) + Term(n - c, n * (1 - p));
        return Inside(cases, population) + Inside(totalCases - cases, totalPopulation - population);
    }

    /// <summary>C ln(C/B) + B - C, without scaling to the total: against a baseline from before. Source: Neill (2005).</summary>
    public static double ExpectationPoisson(double cases, double baseline) => Term(cases, baseline) + baseline - cases;

    private static double Term(double seen, double expected) => seen <= 0 ? 0 : seen * Math.Log(seen / expected);
}
