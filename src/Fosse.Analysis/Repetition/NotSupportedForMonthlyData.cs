namespace Fosse.Analysis;

/// <summary>A method that needs days and places was asked of data that hold months and anonymised points.</summary>
public sealed class NotSupportedForMonthlyData : NotSupportedException
{
    /// <param name="what">The data.</param>
    public NotSupportedForMonthlyData(string what)
        : base(
            $"{what} holds months and not days. Repetition in space and time cannot be told from months and anonymised points: "
                + $"use a force's own incidents with dates."
        ) { }

    /// <summary>Without a name for the data.</summary>
    public NotSupportedForMonthlyData()
        : this("The data") { }

    /// <summary>As another failure made it.</summary>
    public NotSupportedForMonthlyData(string what, Exception inner)
        : base(what, inner) { }

    /// <summary>
    /// Refuses times that are months: all on the first of a month's worth of days apart, that is at most one distinct time in 28 days over
    /// a span of 56 or more.
    /// </summary>
    internal static void Refuse(double[] days)
    {
        var distinct = days.Distinct().Order().ToArray();
        if (distinct.Length < 3)
            return;
        for (var i = 1; i < distinct.Length; i++)
            if (distinct[i] - distinct[i - 1] < 28)
                return;
        throw new NotSupportedForMonthlyData();
    }
}
