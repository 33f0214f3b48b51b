using System.Collections.Frozen;
using System.Globalization;

namespace Fosse.Foundation;

/// <summary>Days on which offices are open: Monday to Friday but the bank holidays of England and Wales, which stand in
/// bank-holidays.csv.</summary>
public static class WorkingDays
{
    private static readonly FrozenSet<DateOnly> Holidays = Read().ToFrozenSet();

    /// <summary>The last year whose bank holidays are known.</summary>
    public static int KnownUntil { get; } = Holidays.Max(d => d.Year);

    public static bool Is(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Holidays.Contains(day);

    /// <summary>So many working days after a day, which itself does not count; before it where they are fewer than none.</summary>
    public static DateOnly After(DateOnly day, int count)
    {
        var step = Math.Sign(count);
        for (var left = Math.Abs(count); left > 0; )
        {
            day = day.AddDays(step);
            if (Is(day))
                left--;
        }
        return day;
    }

    private static IEnumerable<DateOnly> Read()
    {
        using var file = typeof(WorkingDays).Assembly.GetManifestResourceStream("bank-holidays.csv")!;
        using var lines = new StreamReader(file);
        lines.ReadLine(); // the head
        while (lines.ReadLine() is { } line)
            yield return DateOnly.ParseExact(line, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
