namespace Fosse.Analysis;

/// <summary>What one thread needs for looking through cylinders: the steps of the events of a circle, and for each count the most that may
/// be expected for the ratio to be worth working out.</summary>
internal sealed class CylinderRoom(int events)
{
    private readonly double[] most = new double[events + 1],
        best = [.. Enumerable.Repeat(-1.0, events + 1)];

    internal int[] Held { get; } = new int[events];

    internal int[] Steps { get; } = new int[events];

    /// <summary>The expected cases under which so many seen of a total have this ratio; with fewer expected it is higher.</summary>
    internal double Most(int seen, double total, double ratio) => best[seen] == ratio ? most[seen] : Found(seen, total, ratio);

    private double Found(int seen, double total, double ratio)
    {
        var (low, high) = (1e-12 * seen, (double)seen);
        for (var k = 0; k < 50; k++)
        {
            var middle = Math.Sqrt(low * high);
            if (ScanRatio.Poisson(seen, middle, total) > ratio)
                low = middle;
            else
                high = middle;
        }
        (best[seen], most[seen]) = (ratio, high * (1 + 1e-9));
        return most[seen];
    }
}
