using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Fosse.Analysis;
using Fosse.Exchange.Tables;

namespace Fosse.Bench;

/// <summary>The methods of analysis at the sizes analysts have: their times, or with <paramref name="bits"/> hashes of what they find, for
/// comparing numbers of cores.</summary>
internal sealed class Analyses(string only, bool bits)
{
    private static readonly JsonSerializerOptions Whole = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public int Run()
    {
        var d = new MadeUp();
        double[] x1 = d.X[..100_000],
            y1 = d.Y[..100_000],
            x5 = d.X[..500_000],
            y5 = d.Y[..500_000];
        Grid wide = Grid.Of(0, 0, 250, 240, 240),
            fine = Grid.Of(0, 0, 50, 1200, 1200);
        var queen = SpatialWeights.OfGrid(240, 240);
        double[] metres = [0, .. Enumerable.Range(1, 11).Select(i => i * 100.0)],
            spans = [0, 7, 14, 21, 28, 35, 42];
        double[] atX = [.. Enumerable.Range(0, wide.Count).Select(i => wide.CentreX(i % 240))],
            atY = [.. Enumerable.Range(0, wide.Count).Select(i => wide.CentreY(i / 240))];
        int[] square = [.. d.EventX.Select((v, i) => wide.Index(v, d.EventY[i]))];

        Time("KDE 100k at 250 m", () => Kde.Over(x1, y1, wide, 500));
        Time("KDE 100k at 50 m", () => Kde.Over(x1, y1, fine, 500));
        Time("KDE 1M at 250 m", () => Kde.Over(d.X, d.Y, wide, 500));
        Time("KDE 1M at 50 m", () => Kde.Over(d.X, d.Y, fine, 500));
        Time("KDE 1M stacked at 50 m", () => Kde.Over(d.StackedX, d.StackedY, fine, 500));
        Time("bw.diggle 100k", () => BermanDiggle.Of(x1, y1, (0, 0, 60_000, 60_000)));
        Time("queen contiguity of 57,600 cells", () => SpatialWeights.OfGrid(240, 240));
        Time("Gi* of 57,600 cells", () => GetisOrd.Of(d.Cells, queen));
        Time("Gi* of 57,600 cells with permutation p", () => GetisOrd.Of(d.Cells, queen, plan: new()));
        Time("DBSCAN 500k, eps 100, 50", () => Dbscan.Of(x5, y5, 100, 50));
        Time("DBSCAN 500k, eps 50, 20", () => Dbscan.Of(x5, y5, 50, 20));
        Time("Knox 10k, 11 x 6, 999 permutations", () => Knox.Of(d.EventX, d.EventY, d.Days, metres, spans));
        Time("scan of 634 areas, 999 simulations", () => SpatialScan.Of(d.AreaX, d.AreaY, d.Cases, d.People));
        Time("robust STL, 700 x 60 months", () => Stl.Of(d.Months, new(12, 7, true)));
        Time("Farrington flexible, 700 x 120 weeks", () => Farrington.Of(d.Weeks, FarringtonOptions.Flexible with { From = 261 }));
        Time("prospective, 10k events, 240 x 240", () => NearRepeats.Prospective(atX, atY, d.EventX, d.EventY, d.Days, 365, 50));
        Time("SEPP, 10k events, 50 rounds", () => SelfExciting.Fit(d.Days, square, 365, 50, resamples: 0));
        Time("MCLP 5,000 x 1,000, 50 sites", () => Covering.Choose(d.DemandX, d.DemandY, null, d.SiteX, d.SiteY, 1000, 50));
        if (!"grid count KDE 10M at 50 m, coordinates of 1e9".Contains(only, StringComparison.OrdinalIgnoreCase))
            return 0;

        var (x, y) = MadeUp.Towns(new(2), 10_000_000);
        Time("grid count 10M at 250 m", () => wide.CountPoints(x, y));
        Time("KDE 10M at 50 m", () => Kde.Over(x, y, fine, 500));
        double[] farX = [.. x.Select(v => v + 1e9)],
            farY = [.. y.Select(v => v - 1e9)];
        Time("KDE 10M at 50 m, coordinates of 1e9", () => Kde.Over(farX, farY, Grid.Of(1e9, -1e9, 50, 1200, 1200), 500));
        return 0;
    }

    /// <summary>Counting the rows of a large file by columns.</summary>
    public int Count(string what, string file, string[] columns)
    {
        Time(what, () => CsvCount.Of(file, columns));
        return 0;
    }

    private void Time(string what, Func<object> work)
    {
        if (!what.Contains(only, StringComparison.OrdinalIgnoreCase))
            return;
        if (bits)
        {
            Console.WriteLine(
                $"{what}\t{Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(work(), Whole)))[..16]}"
            );
            return;
        }
        // Warm until the compiler has done its best; then as many runs as are seen in two seconds, at least five.
        for (var warm = Stopwatch.StartNew(); warm.Elapsed.TotalSeconds < 1; )
            GC.KeepAlive(work());
        var (times, busy, all) = (new List<double>(), new List<double>(), Stopwatch.StartNew());
        while (times.Count < 5 || (all.Elapsed.TotalSeconds < 2 && times.Count < 101))
        {
            var (watch, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            GC.KeepAlive(work());
            times.Add(watch.Elapsed.TotalSeconds);
            busy.Add((Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
        }
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what}\t{times.Order().ElementAt(times.Count / 2):0.00000}\t{times.Min():0.00000}\t{busy.Average():0.00000}"
            )
        );
    }
}
