using Fosse.Analysis;
using Fosse.Foundation;

namespace Fosse.Publishing;

/// <summary>One area on the map. What is not held is nothing, never nought; the interval is the 95% interval of the rate per 1,000
/// residents.</summary>
public sealed record MapFigure(AreaFacts Area, long? Count, Rate? Rate, int? ClassIndex)
{
    /// <summary>True where so few are counted that the upper end of the 95% interval is twice the lower end or more: chance alone could
    /// double the figure.</summary>
    public bool Unsure => Count is { } count && Rates.Per(count, 1) is var expected && expected.High >= 2 * expected.Low;
}

/// <summary>The figures of a map, with the classes that its colours stand for.</summary>
public sealed record MapFigures(MapQuestion Question, bool Held, IReadOnlyList<double> Breaks, IReadOnlyList<MapFigure> Areas)
{
    /// <summary>The months of the period that are not held.</summary>
    public required IReadOnlyList<Month> Missing { get; init; }

    /// <summary>The county as a whole, to hold an area against; nothing where its figure is not held.</summary>
    public MapFigure? Whole { get; init; }

    /// <summary>How many of the shaded areas <see cref="MapFigure.Unsure"/> holds for.</summary>
    public int Unsure => Areas.Count(a => a.ClassIndex is not null && a.Unsure);

    public int Shaded => Areas.Count(a => a.ClassIndex is not null);

    public static MapFigures Of(MapQuestion question, CountyFigures figures)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(figures);
        var missing = Enumerable.Range(0, question.Months).Select(i => question.From.AddMonths(i)).Where(m => !figures.Holds(m)).ToList();
        var breaks = BreaksOf(question, figures);
        var areas = figures
            .Of(question.Kind)
            .Select(area => Figure(area, question, figures, breaks, missing.Count == 0))
            .OrderByDescending(a => a.ClassIndex is null ? -1 : Shown(question, a.Count!.Value, a.Rate?.Value))
            .ThenBy(a => a.Area.Name, StringComparer.Ordinal)
            .ToList();
        var whole = figures.County is { } county && missing.Count == 0 ? Figure(county, question, figures, breaks, true) : null;
        return new(question, missing.Count == 0, breaks, areas) { Missing = missing, Whole = whole };
    }

    private static MapFigure Figure(AreaFacts area, MapQuestion question, CountyFigures figures, IReadOnlyList<double> breaks, bool held)
    {
        if (!held || !area.OutlineHeld)
            return new(area, null, null, null);
        var count = CountOf(area, question.Category, question.From, question.To, figures);
        Rate? rate = area.Residents is { Count: > 0 } residents ? Rates.Per(count, residents.Count) : null;
        return new(area, count, rate, Shown(question, count, rate?.Value) is { } shown ? ClassBreaks.ClassOf(shown, breaks) : null);
    }

    // The same for every period of this length, or a colour would mean something else each month.
    private static IReadOnlyList<double> BreaksOf(MapQuestion question, CountyFigures figures)
    {
        if (figures.Months.Count == 0)
            return [];
        var (first, last) = figures.NewestYear ?? (figures.Months[^1], figures.Months[^1]);
        var periods =
            question.Months == 1
                ? [.. figures.Months.Where(m => m >= first && m <= last).Select(m => (From: m, To: m))]
                : new[] { (From: first, To: last) };
        var values =
            from area in figures.Of(question.Kind)
            where area.OutlineHeld
            from period in periods
            let count = CountOf(area, question.Category, period.From, period.To, figures)
            let shown = Shown(question, count, area.Residents is { Count: > 0 } residents ? Rates.Per(count, residents.Count).Value : null)
            where shown is not null
            select shown.Value;
        return ClassBreaks.Choose([.. values]);
    }

    private static double? Shown(MapQuestion question, long count, double? rate) => question.Measure == MapMeasure.Count ? count : rate;

    private static long CountOf(AreaFacts area, string category, Month from, Month to, CountyFigures figures)
    {
        if (category == MapQuestion.AllCrime)
            return figures.In(area, from, to).Crime;
        if (category == MapQuestion.AntiSocial)
            return figures.In(area, from, to).AntiSocial;
        for (var i = 0; i < figures.Categories.Count; i++)
        {
            if (MapQuestion.WordOf(figures.Categories[i]) == category)
                return figures.InCategory(area, i, from, to);
        }
        return 0;
    }
}
