using System.Runtime.InteropServices;

namespace Fosse.Bench;

/// <summary>The made-up data of the measurements, from seeds: the same for us and, written as bare 64-bit numbers, for the peers.</summary>
internal sealed class MadeUp
{
    private readonly Random dice = new(1);

    public MadeUp()
    {
        (X, Y) = Towns(dice, 1_000_000);
        (StackedX, StackedY) = ([.. X.Select(v => Math.Round(v / 400) * 400)], [.. Y.Select(v => Math.Round(v / 400) * 400)]);
        Cells = [.. Enumerable.Range(0, 57_600).Select(_ => Count(1.3))];
        (AreaX, AreaY) = Towns(dice, 634);
        People = [.. AreaX.Select(_ => 1000.0 + dice.Next(2000))];
        Cases = [.. People.Select(p => Count(p * .01))];
        (Months, Weeks) = (Many(700, 60), Many(700, 380));
        (EventX, EventY) = Towns(dice, 10_000);
        Days = [.. EventX.Select(_ => (double)dice.Next(365))];
        (DemandX, DemandY) = Towns(dice, 5000);
        (SiteX, SiteY) = Towns(dice, 1000);
    }

    public double[] X { get; }
    public double[] Y { get; }
    public double[] StackedX { get; }
    public double[] StackedY { get; }
    public double[] Cells { get; }
    public double[] AreaX { get; }
    public double[] AreaY { get; }
    public double[] People { get; }
    public double[] Cases { get; }
    public double[][] Months { get; }
    public double[][] Weeks { get; }
    public double[] EventX { get; }
    public double[] EventY { get; }
    public double[] Days { get; }
    public double[] DemandX { get; }
    public double[] DemandY { get; }
    public double[] SiteX { get; }
    public double[] SiteY { get; }

    /// <summary>For the peers: a file for each, one array after another.</summary>
    public void Write(string folder)
    {
        void Put(string name, params IEnumerable<double[]> arrays)
        {
            using var file = File.Create(Path.Combine(folder, name + ".bin"));
            foreach (var array in arrays)
                file.Write(MemoryMarshal.AsBytes<double>(array));
        }
        Put("points", X, Y);
        Put("stacked", StackedX, StackedY);
        Put("cells", Cells);
        Put("areas", AreaX, AreaY, Cases, People);
        Put("months", Months);
        Put("weeks", Weeks);
        Put("events", EventX, EventY, Days);
        Put("demand", DemandX, DemandY);
        Put("sites", SiteX, SiteY);
    }

    /// <summary>Most in a few towns, the rest anywhere, over 60 km square.</summary>
    public static (double[] X, double[] Y) Towns(Random dice, int n)
    {
        double Bell() => Math.Sqrt(-2 * Math.Log(1 - dice.NextDouble())) * Math.Cos(2 * Math.PI * dice.NextDouble());
        var (x, y) = (new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            var town = dice.Next(12);
            var (cx, cy, spread) = town < 9 ? (8000 + town * 5000.0, 10_000 + town * 4321 % 40_000.0, 2500.0) : (30_000, 30_000, 20_000);
            (x[i], y[i]) = (Math.Clamp(cx + spread * Bell(), 0, 59_999), Math.Clamp(cy + spread * Bell(), 0, 59_999));
        }
        return (x, y);
    }

    private double Count(double mean)
    {
        var (limit, product, count) = (Math.Exp(-mean), dice.NextDouble(), 0);
        for (; product > limit; count++)
            product *= dice.NextDouble();
        return count;
    }

    private double[][] Many(int series, int length) =>
        [
            .. Enumerable
                .Range(0, series)
                .Select(_ => Enumerable.Range(0, length).Select(t => Count(8 + 3 * Math.Sin(t / 52.0 * 2 * Math.PI))).ToArray()),
        ];
}
