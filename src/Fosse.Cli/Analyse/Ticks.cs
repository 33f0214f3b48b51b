using System.Globalization;

namespace Fosse.Cli.Analyse;

/// <summary>Round numbers along an axis.</summary>
internal static class Ticks
{
    /// <summary>From the round number at or below the low end to the one at or above the high end, about so many apart.</summary>
    public static double[] Around(double low, double high, int about = 5)
    {
        var step = Step(high - low, about);
        var first = Math.Floor(low / step + 1e-9);
        return [.. Enumerable.Range(0, (int)(Math.Ceiling(high / step - 1e-9) - first) + 1).Select(k => (first + k) * step)];
    }

    /// <summary>Those between the ends.</summary>
    public static double[] Within(double low, double high, int about = 4)
    {
        var step = Step(high - low, about);
        var first = Math.Ceiling(low / step - 1e-9);
        return [.. Enumerable.Range(0, (int)(Math.Floor(high / step + 1e-9) - first) + 1).Select(k => (first + k) * step)];
    }

    private static double Step(double span, int about)
    {
        if (!(span > 0))
            return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(span / about)));
        return new[] { 1, 2, 2.5, 5, 10 }.Select(m => m * power).First(s => span / s <= about + 1e-9);
    }

    public static string Words(double value) =>
        Math.Abs(value) is >= 1e7 or (> 0 and < 1e-3)
            ? value.ToString("0.##E0", CultureInfo.InvariantCulture)
            : value.ToString("#,0.######", CultureInfo.InvariantCulture);
}
