using Fosse.Publishing;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Design;

/// <summary>A change and a verdict as words, with the class whose shape says the same.</summary>
public static class ChangeInWords
{
    // From a handful an interval reaches to thousands of per cent: that says no more than this.
    private const double Beyond = 1000;

    public static string Class(string direction) =>
        direction switch
        {
            "rise" or "higher" => "fosse-change fosse-change--up",
            "fall" or "lower" => "fosse-change fosse-change--down",
            "not-clear" => "fosse-change fosse-change--same",
            _ => "fosse-change",
        };

    /// <summary>"rose +21% (+16% to +27%)".</summary>
    public static string Said(this IStringLocalizer<Words> words, ChangeFigure change)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(change);
        if (change.Percent is not { } percent)
            return change.Direction == "rise" ? words["Change.FromNone"] : words["Change.NotClearFromNone"];
        string said = change.Direction switch
        {
            "rise" => words["Change.Rise", words.Clear(percent)],
            "fall" => words["Change.Fall", words.Clear(percent)],
            _ => words["Change.NotClear"],
        };
        return change is { LowPercent: { } low, HighPercent: { } high }
            ? words["Change.WithInterval", said, words.PerCent(low), words.PerCent(high)]
            : said;
    }

    /// <summary>"+21%", with a true minus where it falls; what rounds to nothing has no sign.</summary>
    public static string PerCent(this IStringLocalizer<Words> words, double percent)
    {
        ArgumentNullException.ThrowIfNull(words);
        return Math.Round(percent, MidpointRounding.AwayFromZero) switch
        {
            0 => words["Change.Nothing"],
            < 0 and var fall => words["Change.Down", $"{-fall:N0}"],
            > Beyond => words["Change.Beyond", $"{Beyond:N0}"],
            var rise => words["Change.Up", $"{rise:N0}"],
        };
    }

    // A clear change is never "0%".
    private static string Clear(this IStringLocalizer<Words> words, double percent) =>
        Math.Round(percent, MidpointRounding.AwayFromZero) == 0 ? words["Change.UnderOne"] : words.PerCent(percent);
}
