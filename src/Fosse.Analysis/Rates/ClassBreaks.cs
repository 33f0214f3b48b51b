namespace Fosse.Analysis;

/// <summary>
/// Class breaks for a map that a reader can say aloud: round numbers near the quantiles. Choose them once for a measure and keep them,
/// so that two maps can be held side by side; not anew for each month.
/// </summary>
public static class ClassBreaks
{
    /// <summary>More shades than this cannot be told apart.</summary>
    public const int MostClasses = 7;

    private static readonly double[] Round = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

    /// <summary>
    /// Rising boundaries between classes, in the unit of the values, at most <paramref name="classes"/> - 1 of them.
    /// A value on a boundary belongs to the class above it; no class is empty; none are returned when the values do not differ.
    /// Source: quantile classes (Brewer and Pickle, 2002), each rounded to the nearest of 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times a power
    /// of ten.
    /// </summary>
    /// <param name="values">Rates or counts, 0 or more, in any order.</param>
    /// <param name="classes">2 to 7.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is negative or not finite, or there are too many or too few
    /// classes.</exception>
    public static IReadOnlyList<double> Choose(IReadOnlyCollection<double> values, int classes = MostClasses)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, MostClasses);
        foreach (var value in values)
            Ask.NotNegative(value, nameof(values));

        var sorted = values.Order().ToArray();
        var breaks = new List<double>();
        var taken = 0; // values below the last boundary
        for (var i = 1; i < classes && sorted.Length > 0; i++)
        {
            var boundary = Nearest(sorted[(int)((long)sorted.Length * i / classes)]);
            var below = sorted.Count(value => value < boundary);
            if (below <= taken || below == sorted.Length)
                continue; // it would leave a class with nothing in it
            breaks.Add(boundary);
            taken = below;
        }
        // Values within one rounding step of each other still differ: part them at the middle one.
        if (breaks.Count == 0 && sorted.Length > 0 && sorted[0] < sorted[^1])
        {
            breaks.Add(sorted.First(value => value > sorted[0] && value >= sorted[sorted.Length / 2]));
        }
        return breaks;
    }

    /// <summary>The class of a value: 0 below the first boundary, up to the number of boundaries.</summary>
    public static int ClassOf(double value, IReadOnlyList<double> breaks)
    {
        ArgumentNullException.ThrowIfNull(breaks);
        return breaks.Count(boundary => value >= boundary);
    }

    private static double Nearest(double value)
    {
        if (value <= 0)
            return 0;
        var power = (int)Math.Floor(Math.Log10(value));
        // Dividing by a whole power keeps 0.3 as 0.3 where multiplying by 0.1 would not.
        double Scaled(double mantissa) => power >= 0 ? mantissa * Math.Pow(10, power) : mantissa / Math.Pow(10, -power);
        return Round.Select(Scaled).MinBy(candidate => Math.Abs(candidate - value));
    }
}
