using Microsoft.Extensions.Localization;

namespace Fosse.Web.Design.Charts;

/// <summary>The words a chart says of itself, so that a page in another language can give its own. Numbers follow the page's
/// culture.</summary>
public sealed record ChartWords
{
    public static ChartWords English { get; } = new();

    /// <summary>The words of the page's language.</summary>
    public static ChartWords Of(IStringLocalizer<Words> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        string Word(string key) => words[$"Chart.{key}"].Value;
        return new()
        {
            NotHeld = Word(nameof(NotHeld)),
            Nothing = Word(nameof(Nothing)),
            IntervalRow = Word(nameof(IntervalRow)),
            Unit = Word(nameof(Unit)),
            MonthsHeld = Word(nameof(MonthsHeld)),
            MonthsMissing = Word(nameof(MonthsMissing)),
            MonthMark = Word(nameof(MonthMark)),
            AreasShown = Word(nameof(AreasShown)),
            Under = Word(nameof(Under)),
            Range = Word(nameof(Range)),
            AndOver = Word(nameof(AndOver)),
        };
    }

    public string NotHeld { get; init; } = "not held";
    public string Nothing { get; init; } = "No figures are held for this chart.";
    public string IntervalRow { get; init; } = "{0}: {1}, interval {2} to {3}.";
    public string Unit { get; init; } = "Unit: {0}.";
    public string MonthsHeld { get; init; } = "{0} to {1}: lowest {2}, highest {3} a month.";
    public string MonthsMissing { get; init; } = "{0} months are not held.";
    public string MonthMark { get; init; } = "{0}: {1}.";
    public string AreasShown { get; init; } = "Map of {0} areas in {1} shades; {2} not held. Which shade is which is said below it.";
    public string Under { get; init; } = "under {0}";
    public string Range { get; init; } = "{0} to under {1}";
    public string AndOver { get; init; } = "{0} and over";
}
