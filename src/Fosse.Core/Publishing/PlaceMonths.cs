using Fosse.Foundation;

namespace Fosse.Publishing;

/// <summary>Months that are held and months that are not.</summary>
public static class PlaceMonths
{
    public static IReadOnlyList<Month> Missing(CountyFigures county, Month from, Month to)
    {
        ArgumentNullException.ThrowIfNull(county);
        return [.. Enumerable.Range(0, Math.Max(0, to.MonthsSince(from) + 1)).Select(from.AddMonths).Where(m => !county.Holds(m))];
    }

    /// <summary>"November 2022 to December 2023 and May 2024".</summary>
    public static string Spans(IReadOnlyList<Month> months)
    {
        ArgumentNullException.ThrowIfNull(months);
        var spans = new List<(Month From, Month To)>();
        foreach (var month in months)
        {
            if (spans.Count > 0 && spans[^1].To.Next == month)
                spans[^1] = (spans[^1].From, month);
            else
                spans.Add((month, month));
        }
        return PlaceKinds.List([.. spans.Select(s => s.From == s.To ? s.From.Words : PublishingText.Of("Span", s.From.Words, s.To.Words))]);
    }

    public static MonthFigure Figure(CountyFigures county, AreaFacts area, Month month)
    {
        ArgumentNullException.ThrowIfNull(county);
        var (crime, antiSocial) = county.In(area, month);
        return new(month, crime, antiSocial);
    }

    /// <summary>What is held after a period, month by month; nothing after the newest.</summary>
    public static IReadOnlyList<MonthFigure> Since(CountyFigures county, AreaFacts area, Month end)
    {
        ArgumentNullException.ThrowIfNull(county);
        return [.. county.Months.Where(m => m > end).Select(m => Figure(county, area, m))];
    }

    /// <summary>The months a reader sees who asked for none: the newest complete year, else the year up to the newest month that is
    /// held.</summary>
    public static (Month From, Month To)? Usual(CountyFigures county)
    {
        ArgumentNullException.ThrowIfNull(county);
        return county.NewestYear ?? (county.Months.Count > 0 ? (county.Months[^1].AddMonths(-11), county.Months[^1]) : null);
    }

    /// <summary>The months asked for, or why they cannot be shown.</summary>
    public static Outcome<(Month From, Month To)> Asked(CountyFigures county, string? from, string? to)
    {
        ArgumentNullException.ThrowIfNull(county);
        if (Usual(county) is not { } usual)
            return new Refusal("from", PublishingText.Of("Asked.NothingHeld"));
        if (string.IsNullOrEmpty(from) && string.IsNullOrEmpty(to))
            return usual;
        if (!Month.TryParse(from, out var first))
            return new Refusal("from", PublishingText.Of("Asked.From"));
        if (!Month.TryParse(to, out var last))
            return new Refusal("to", PublishingText.Of("Asked.To"));
        if (last < first)
            return new Refusal("to", PublishingText.Of("Asked.Order"));
        var (oldest, newest) = (county.Months[0], county.Months[^1]);
        if (first < oldest || last > newest)
            return new Refusal(first < oldest ? "from" : "to", PublishingText.Of("Asked.Range", oldest.Words, newest.Words));
        return (first, last);
    }

    /// <summary>"three years ago", where the months ended more than six months before today.</summary>
    public static string? Age(Month end, DateOnly today)
    {
        var months = Month.Of(today).MonthsSince(end);
        if (months <= 6)
            return null;
        var years = months / 12;
        return years == 0 ? PublishingText.Of("Age.Months", months)
            : years == 1 ? PublishingText.Of("Age.OneYear")
            : PublishingText.Of("Age.Years", years < 10 ? PublishingText.Of($"Number.{years}") : years);
    }
}
