namespace Fosse.Analysis;

/// <summary>
/// The newest values of a series may still rise: what happened is recorded weeks later, and months are published again. They are shown and
/// marked, but no limit, level, trend or forecast is
/// made of them, and that they are low says nothing. How many is for whoever knows the records: compare a month as first published with
/// itself a quarter later.
/// </summary>
public static class LateMonths
{
    /// <summary>The values without the newest so many.</summary>
    /// <param name="values">In order of time.</param>
    /// <param name="late">How many of the newest may still rise, 0 or more and fewer than there are.</param>
    /// <exception cref="ArgumentOutOfRangeException">Below 0, or none would be left.</exception>
    public static double[] Settled(double[] values, int late)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values[..Settled(values.Length, late)];
    }

    /// <summary>For each value whether it may still rise: true for the newest so many.</summary>
    /// <param name="count">How many values.</param>
    /// <param name="late">As in the other.</param>
    public static bool[] Marked(int count, int late)
    {
        var settled = Settled(count, late);
        return [.. Enumerable.Range(0, count).Select(i => i >= settled)];
    }

    internal static int Settled(int count, int late) =>
        late >= 0 && (late == 0 || late < count)
            ? count - late
            : throw new ArgumentOutOfRangeException(nameof(late), late, $"Must be 0 or more and fewer than the {count} values there are.");
}
