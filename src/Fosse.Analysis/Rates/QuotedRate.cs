namespace Fosse.Analysis;

/// <summary>What was counted in a month (as 202210). A count of null is a month that is not held.</summary>
public readonly record struct MonthlyCount(int Month, long? Count);

/// <summary>One kind of count that a rate may have been made from, by its name: "recorded crime", "crime and ASB together".</summary>
public sealed record Numerator(string Name, IReadOnlyList<MonthlyCount> Months);

/// <summary>One population that a rate may have been divided by, by its name: "residents, Census 2021".</summary>
public readonly record struct Denominator(string Name, double Count);

/// <summary>
/// A way to arrive at a quoted rate: the count of a numerator over twelve months, divided by a denominator.
/// <see cref="Rate"/> and <see cref="Distance"/> (from the quoted rate, 0 or more) are in the quoted unit.
/// </summary>
public readonly record struct QuotedRateMatch(
    string Numerator,
    int From,
    int To,
    long Count,
    string Denominator,
    double Population,
    double Rate,
    double Distance
);

/// <summary>
/// Finds what a rate that somebody quotes may have been made from. A match shows how it can be, not how it was:
/// with many denominators and a wide tolerance something always fits.
/// </summary>
public static class QuotedRate
{
    /// <summary>Months in a run.</summary>
    public const int Year = 12;

    /// <summary>
    /// Every run of twelve consecutive calendar months, all held, whose rate lies within the tolerance of the quoted one, nearest first
    /// (then the latest first). Source: arithmetic, no model.
    /// </summary>
    /// <param name="quoted">The quoted rate, 0 or more.</param>
    /// <param name="numerators">The counts to try; months in any order, each at most once, a missing month is a gap.</param>
    /// <param name="denominators">The populations to try, each above 0.</param>
    /// <param name="tolerance">How far off still counts, in the quoted unit.</param>
    /// <param name="per">The quoted unit: 1,000 for a rate per 1,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range, or a month is no yyyymm.</exception>
    /// <exception cref="ArgumentException">A month is given twice.</exception>
    public static IReadOnlyList<QuotedRateMatch> Find(
        double quoted,
        IReadOnlyList<Numerator> numerators,
        IReadOnlyList<Denominator> denominators,
        double tolerance = .2,
        double per = 1000
    )
    {
        ArgumentNullException.ThrowIfNull(numerators);
        ArgumentNullException.ThrowIfNull(denominators);
        Ask.NotNegative(quoted);
        Ask.NotNegative(tolerance);
        Ask.Positive(per);
        foreach (var denominator in denominators)
            Ask.Positive(denominator.Count, nameof(denominators));

        var found =
            from numerator in numerators
            from run in Runs(numerator)
            from denominator in denominators
            let rate = run.Count / denominator.Count * per
            let distance = Math.Abs(rate - quoted)
            where distance <= tolerance
            orderby distance, run.To descending
            select new QuotedRateMatch(numerator.Name, run.From, run.To, run.Count, denominator.Name, denominator.Count, rate, distance);
        return [.. found];
    }

    private static IEnumerable<(int From, int To, long Count)> Runs(Numerator numerator)
    {
        var held = new SortedDictionary<int, long>();
        foreach (var (month, count) in numerator.Months)
        {
            if (count is { } known)
                held.Add(Ordinal(month), known);
        }

        foreach (var last in held.Keys)
        {
            var first = last - Year + 1;
            long sum = 0;
            var month = first;
            while (month <= last && held.TryGetValue(month, out var count))
            {
                sum += count;
                month++;
            }
            if (month > last)
                yield return (YearMonth(first), YearMonth(last), sum);
        }
    }

    private static int Ordinal(int yearMonth) =>
        yearMonth % 100 is >= 1 and <= 12 && yearMonth is > 100000 and < 1000000
            ? yearMonth / 100 * 12 + yearMonth % 100 - 1
            : throw new ArgumentOutOfRangeException(nameof(yearMonth), yearMonth, "A month is written as 202210.");

    private static int YearMonth(int ordinal) => ordinal / 12 * 100 + ordinal % 12 + 1;
}
