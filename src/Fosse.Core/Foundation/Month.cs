using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Fosse.Foundation;

/// <summary>A calendar month, the unit in which recorded crime is published. Stored as the number 202210.</summary>
public readonly record struct Month : IComparable<Month>, IParsable<Month>
{
    private const int Earliest = 1000,
        Latest = 9999;

    public Month(int year, int month)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, Earliest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, Latest);
        ArgumentOutOfRangeException.ThrowIfLessThan(month, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(month, 12);
        Number = year * 100 + month;
    }

    /// <summary>Year and month as six digits: 202210. Zero only for the default value, which is no month.</summary>
    public int Number { get; }

    public int Year => Number / 100;
    public int OfYear => Number % 100;
    public int Days => DateTime.DaysInMonth(Year, OfYear);
    public DateOnly FirstDay => new(Year, OfYear, 1);
    public DateOnly LastDay => new(Year, OfYear, Days);
    public Month Next => AddMonths(1);
    public Month Previous => AddMonths(-1);

    /// <summary>"October 2022".</summary>
    public string Words => FirstDay.ToString("MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"));

    public static Month Of(DateOnly day) => new(day.Year, day.Month);

    public static Month FromNumber(int number) => new(number / 100, number % 100);

    public Month AddMonths(int months)
    {
        var since = checked(Year * 12 + OfYear - 1 + months);
        return new(since / 12, since % 12 + 1);
    }

    /// <summary>How many months this one lies after another; negative when before it.</summary>
    public int MonthsSince(Month other) => (Year - other.Year) * 12 + OfYear - other.OfYear;

    public int CompareTo(Month other) => Number.CompareTo(other.Number);

    /// <summary>"2022-10".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{OfYear:00}");

    /// <exception cref="FormatException">The text is not a month.</exception>
    public static Month Parse(string s) =>
        TryParse(s, out var month) ? month : throw new FormatException($"'{s}' is not a month; write one like 2022-10.");

    static Month IParsable<Month>.Parse(string s, IFormatProvider? provider) => Parse(s);

    public static bool TryParse([NotNullWhen(true)] string? s, out Month result) => TryParse(s, null, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Month result)
    {
        result = default;
        if (s is not { Length: 7 } || s[4] != '-')
            return false;
        if (!int.TryParse(s.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year))
            return false;
        if (!int.TryParse(s.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var month))
            return false;
        if (year < Earliest || month is < 1 or > 12)
            return false;
        result = new(year, month);
        return true;
    }

    public static bool operator <(Month left, Month right) => left.Number < right.Number;

    public static bool operator >(Month left, Month right) => left.Number > right.Number;

    public static bool operator <=(Month left, Month right) => left.Number <= right.Number;

    public static bool operator >=(Month left, Month right) => left.Number >= right.Number;
}
