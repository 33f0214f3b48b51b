namespace Fosse.Analysis;

/// <summary>
/// How a permutation p-value is found. Where values are whole numbers and neighbours weigh alike it is exact, by convolution, unless
/// <see cref="Exact"/> is false; otherwise that many random permutations, ended early once <see cref="StopAfter"/> of them were as extreme
/// on the
/// smaller side (0: never; Besag and Clifford 1991).
/// </summary>
public sealed record PermutationPlan(int Permutations = 999, long Seed = 1, int StopAfter = 0, bool Exact = true);

/// <summary>
/// Conditional permutation p-values of an area: that its neighbours' sum is as high (<see cref="Upper"/>) or as low (<see cref="Lower"/>)
/// by chance, with the
/// standard error that simulation leaves (0 when exact). NaN for an area without neighbours.
/// </summary>
public readonly record struct PermutationP(double Upper, double Lower, double MonteCarloError, bool IsExact)
{
    /// <summary>The smaller of the two sides, as GeoDa and PySAL report.</summary>
    public double Folded => Math.Min(Upper, Lower);

    /// <summary>Twice the smaller side, at most 1.</summary>
    public double TwoSided => Math.Min(1, 2 * Folded);
}
