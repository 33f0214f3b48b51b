using System.Diagnostics;
using System.Globalization;
using Fosse.Analysis;
using Fosse.Exchange.Tables;

namespace Fosse.Bench;

/// <summary>The methods of analysis at the sizes analysts have, on made-up data from a seed: the median of five runs after one to warm up.</summary>
internal static class Analyses
{
    private static readonly Random Dice = new(1);

    public static int Run(string only)
    {
        var (x, y) = Towns(1_000_000);
        double[] x1 = x[..100_000], y1 = y[..100_000], x5 = x[..500_000], y5 = y[..500_000];
        double[] sx = [.. x.Select(v => Math.Round(v / 400) * 400)], sy = [.. y.Select(v => Math.Round(v / 400) * 400)];
        Grid wide = Grid.Of(0, 0, 250, 240, 240), fine = Grid.Of(0, 0, 50, 1200, 1200);
        var cells = Enumerable.Range(0, 57_600).Select(_ => Counts(1.3)).ToArray();
        var queen = SpatialWeights.OfGrid(240, 240);
        var (ax, ay) = Towns(634);
        double[] people = [.. ax.Select(_ => 1000.0 + Dice.Next(2000))], cases = [.. people.Select(p => Counts(p * .01))];
        var months = Many(700, 60);
        var weeks = Many(700, 380);
        var (kx, ky) = Towns(10_000);
        double[] days = [.. kx.Select(_ => (double)Dice.Next(365))];
        double[] metres = [0, .. Enumerable.Range(1, 11).Select(i => i * 100.0)], spans = [0, 7, 14, 21, 28, 35, 42];

        Time(only, "KDE 100k, 240x240 at 250 m, h 500", () => Kde.Over(x1, y1, wide, 500));
        Time(only, "KDE 100k, 1200x1200 at 50 m", () => Kde.Over(x1, y1, fine, 500));
        Time(only, "KDE 1M, 240x240 at 250 m", () => Kde.Over(x, y, wide, 500));
        Time(only, "KDE 1M, 1200x1200 at 50 m", () => Kde.Over(x, y, fine, 500));
        Time(only, "KDE 1M stacked, 1200x1200 at 50 m", () => Kde.Over(sx, sy, fine, 500));
        Time(only, "queen contiguity 57,600 cells", () => SpatialWeights.OfGrid(240, 240));
        Time(only, "Gi* 57,600 analytic", () => GetisOrd.Of(cells, queen));
        Time(only, "Gi* 57,600 exact permutation p", () => GetisOrd.Of(cells, queen, plan: new()));
        Time(only, "DBSCAN 500k, eps 100, 50", () => Dbscan.Of(x5, y5, 100, 50));
        Time(only, "DBSCAN 500k, eps 50, 20", () => Dbscan.Of(x5, y5, 50, 20));
        Time(only, "Knox 10k, 11x6, 999 permutations", () => Knox.Of(kx, ky, days, metres, spans));
        Time(only, "scan 634 areas, 999 simulations", () => SpatialScan.Of(ax, ay, cases, people));
        Time(only, "robust STL 700 x 60 months", () => Stl.Of(months, new(12, 7, true)));
        Time(only, "Farrington flexible 700 x 120 weeks", () => Farrington.Of(weeks, FarringtonOptions.Flexible with { From = 261 }));
        var here = Grid.Of(0, 0, 250, 240, 240);
        double[] atX = [.. Enumerable.Range(0, here.Count).Select(i => here.CentreX(i % 240))], atY = [.. Enumerable.Range(0, here.Count).Select(i => here.CentreY(i / 240))];
        int[] square = [.. kx.Select((v, i) => here.Index(v, ky[i]))];
        var (dx, dy) = Towns(5000);
        var (cx, cy) = Towns(1000);
        Time(only, "prospective 10k events, 240x240", () => NearRepeats.Prospective(atX, atY, kx, ky, days, 365, 50));
        Time(only, "SEPP 10k events in 240x240, 50 EM rounds", () => SelfExciting.Fit(days, square, 365, 50, resamples: 0));
        Time(only, "MCLP 5,000 x 1,000, 50 sites", () => Covering.Choose(dx, dy, null, cx, cy, 1000, 50));
        return 0;
    }

    /// <summary>Counting the rows of a large file by columns.</summary>
    public static int Count(string file, string[] columns)
    {
        var found = CsvCount.Of(file, columns);
        Time("", $"CSV {found.Rows:N0} rows, {found.Counts.Length:N0} groups", () => CsvCount.Of(file, columns));
        return 0;
    }

    // Most in a few towns, the rest anywhere, over 60 km square.
    private static (double[], double[]) Towns(int n)
    {
        var (x, y) = (new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            var town = Dice.Next(12);
            var (cx, cy, spread) = town < 9 ? (8000 + town * 5000.0, 10_000 + town * 4321 % 40_000.0, 2500.0) : (30_000, 30_000, 20_000);
            (x[i], y[i]) = (Math.Clamp(cx + spread * Bell(), 0, 59_999), Math.Clamp(cy + spread * Bell(), 0, 59_999));
        }
        return (x, y);
    }

    private static double Bell() => Math.Sqrt(-2 * Math.Log(1 - Dice.NextDouble())) * Math.Cos(2 * Math.PI * Dice.NextDouble());

    private static double Counts(double mean)
    {
        var (limit, product, count) = (Math.Exp(-mean), Dice.NextDouble(), 0);
        for (; product > limit; count++) product *= Dice.NextDouble();
        return count;
    }

    private static double[][] Many(int series, int length) => [.. Enumerable.Range(0, series).Select(_ => Enumerable.Range(0, length).Select(t => Counts(8 + 3 * Math.Sin(t / 52.0 * 2 * Math.PI))).ToArray())];

    private static void Time(string only, string what, Func<object> work)
    {
        if (!what.Contains(only, StringComparison.OrdinalIgnoreCase)) return;
        // Warm until the compiler has done its best; then as many runs as are seen in two seconds, at least five.
        for (var warm = Stopwatch.StartNew(); warm.Elapsed.TotalSeconds < 1;) GC.KeepAlive(work());
        var (times, busy, all) = (new List<double>(), new List<double>(), Stopwatch.StartNew());
        while (times.Count < 5 || (all.Elapsed.TotalSeconds < 2 && times.Count < 101))
        {
            var (watch, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            GC.KeepAlive(work());
            times.Add(watch.Elapsed.TotalSeconds);
            busy.Add((Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}\tmedian {times.Order().ElementAt(times.Count / 2):0.0000} s\tleast {times.Min():0.0000} s\tprocessor time {busy.Average():0.0000} s"));
    }
}
