namespace Fosse.Analysis;

/// <summary>A set of sites with how often each demand is covered, and the ways to better it.</summary>
internal sealed class CoveringChoice(double[] weight, int[][] cover)
{
    private readonly int[] times = new int[weight.Length];
    private readonly List<int> sites = [];

    internal IReadOnlyList<int> Sites => sites;

    internal double Covered { get; private set; }

    internal void Take(int[] chosen)
    {
        foreach (var j in sites.ToArray()) Remove(j);
        foreach (var j in chosen) Add(j);
    }

    // A site's gain only falls as others are chosen: an old gain that is still the highest when renewed is the highest.
    internal void Greedy(int p)
    {
        var gains = new PriorityQueue<int, (double, int)>();
        for (var j = 0; j < cover.Length; j++) gains.Enqueue(j, (-Gain(j), j));
        while (sites.Count < p && gains.TryDequeue(out var j, out _))
        {
            var gain = Gain(j);
            if (gains.TryPeek(out _, out var next) && (-gain, j).CompareTo(next) > 0) gains.Enqueue(j, (-gain, j));
            else Add(j);
        }
    }

    /// <summary>Exchanges one site for another while that covers more.</summary>
    internal void Exchange()
    {
        for (var better = true; better;)
        {
            better = false;
            foreach (var old in sites.ToArray())
            {
                var before = Covered;
                Remove(old);
                var (best, gain) = (old, before - Covered);
                for (var j = 0; j < cover.Length; j++)
                {
                    if (Gain(j) is var g && g > gain * (1 + 1e-12) + 1e-12 && !sites.Contains(j)) (best, gain) = (j, g);
                }
                Add(best);
                better |= best != old;
            }
        }
    }

    private double Gain(int j)
    {
        double gain = 0;
        foreach (var i in cover[j]) if (times[i] == 0) gain += weight[i];
        return gain;
    }

    private void Add(int j)
    {
        sites.Add(j);
        foreach (var i in cover[j]) if (times[i]++ == 0) Covered += weight[i];
    }

    private void Remove(int j)
    {
        sites.Remove(j);
        foreach (var i in cover[j]) if (--times[i] == 0) Covered -= weight[i];
    }
}
