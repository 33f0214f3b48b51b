using System.Globalization;

namespace Fosse.Foundation;

public enum DeadlineUnit
{
    /// <summary>By the clock, day and night.</summary>
    Plain,
    Days,
    WorkingDays,
    Months,
}

/// <summary>How long something may take: by the clock, or until the end of a day of the county.</summary>
public sealed record DeadlineLength
{
    private DeadlineLength(DeadlineUnit unit, TimeSpan time, int count) => (Unit, Time, Count) = (unit, time, count);

    public DeadlineUnit Unit { get; }
    public TimeSpan Time { get; }
    public int Count { get; }

    public static DeadlineLength Of(TimeSpan time) => new(DeadlineUnit.Plain, time, 0);

    public static DeadlineLength Days(int count) => new(DeadlineUnit.Days, default, count);

    public static DeadlineLength WorkingDays(int count) => new(DeadlineUnit.WorkingDays, default, count);

    public static DeadlineLength Months(int count) => new(DeadlineUnit.Months, default, count);

    /// <summary>By the clock so much later; else the end of the day it falls on.</summary>
    public DateTimeOffset After(DateTimeOffset since) => Unit is DeadlineUnit.Plain ? since + Time : EndOf(After(CountyClock.DayOf(since)));

    /// <summary>The corresponding day, of a month that has none its last.</summary>
    /// <exception cref="InvalidOperationException">It goes by the clock.</exception>
    public DateOnly After(DateOnly day) => Counted(day, Count);

    /// <summary>So much before it is due: by the clock, or from the beginning of the day.</summary>
    public DateTimeOffset Before(DateTimeOffset due) =>
        Unit is DeadlineUnit.Plain ? due - Time : CountyClock.StartOf(Counted(CountyClock.DayOf(due), -Count));

    /// <summary>The last instant of a day.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => CountyClock.StartOf(day.AddDays(1)).AddTicks(-TimeSpan.TicksPerMicrosecond);

    /// <summary>As the list of deadlines says it.</summary>
    public override string ToString()
    {
        var (count, unit) =
            Unit is not DeadlineUnit.Plain
                ? (Count, Unit is DeadlineUnit.WorkingDays ? "working day" : Unit.ToString()[..^1].ToLowerInvariant())
            : Time.TotalHours < 1 ? ((int)Time.TotalMinutes, "minute")
            : ((int)Time.TotalHours, "hour");
        return string.Create(CultureInfo.InvariantCulture, $"{count} {unit}{(count == 1 ? "" : "s")}");
    }

    private DateOnly Counted(DateOnly day, int count) =>
        Unit switch
        {
            DeadlineUnit.Days => day.AddDays(count),
            DeadlineUnit.WorkingDays => Foundation.WorkingDays.After(day, count),
            DeadlineUnit.Months => day.AddMonths(count),
            _ => throw new InvalidOperationException("What goes by the clock has no day."),
        };
}
