namespace Fosse.Analysis;

/// <summary>How one rate stands to another.</summary>
public enum ComparisonVerdict
{
    NotClearlyDifferent,
    Higher,
    Lower,
}

/// <summary>
/// Whether two places' rates are clearly different, by the interval of their ratio and not by whether their own intervals overlap
/// (two that overlap a little can still differ). Not for many pairs at once without saying so: one in twenty is wrong by chance.
/// </summary>
public static class RateComparison
{
    /// <summary>
    /// How the first rate stands to the second. Method, source, units and errors as in <see cref="RateChange.Between"/>.
    /// The two must not share events: a district is not compared with the county that contains it.
    /// </summary>
    public static ComparisonVerdict Between(
        long count,
        double population,
        long otherCount,
        double otherPopulation,
        double confidence = .95
    ) =>
        RateChange.Between(otherCount, otherPopulation, count, population, confidence).Verdict switch
        {
            ChangeVerdict.Rise => ComparisonVerdict.Higher,
            ChangeVerdict.Fall => ComparisonVerdict.Lower,
            _ => ComparisonVerdict.NotClearlyDifferent,
        };
}
