using System.Globalization;

namespace Fosse.Web.Design.Charts;

/// <summary>How wide words are in a chart, before any browser has measured them: a little more than the face needs, so that labels keep
/// apart. A picture of 360 shrinks to 280 on the smallest screen, where its letters grow (charts.scss): room is kept for those.</summary>
internal static class Lettering
{
    internal const double Label = 15.5;
    internal const double Small = 15.5;

    internal static double Width(string words, double size = Label) => words.Length * size * .54;

    /// <summary>Figures are as wide as one another, and wider than most letters.</summary>
    internal static double WidthOfFigures(string figures, double size = Label) => figures.Length * size * .64;

    /// <summary>Words broken at spaces into lines of at most this width; one long word keeps its line.</summary>
    internal static IReadOnlyList<string> Lines(string words, double width, double size = Label)
    {
        var lines = new List<string>();
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && Width($"{lines[^1]} {word}", size) <= width)
                lines[^1] += $" {word}";
            else
                lines.Add(word);
        }
        return lines.Count > 0 ? lines : [""];
    }

    internal static string Say(string sentence, params object[] parts) => string.Format(CultureInfo.CurrentCulture, sentence, parts);

    internal static string Rate(double value) => value.ToString("N1", CultureInfo.CurrentCulture);

    internal static string Round(double value) => value.ToString("#,0.##", CultureInfo.CurrentCulture);

    internal static string Month(int yearMonth) =>
        new DateOnly(yearMonth / 100, yearMonth % 100, 1).ToString("MMMM yyyy", CultureInfo.CurrentCulture);

    internal static string ShortMonth(int yearMonth) =>
        new DateOnly(yearMonth / 100, yearMonth % 100, 1).ToString("MMM yyyy", CultureInfo.CurrentCulture);
}
