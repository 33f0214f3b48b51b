using System.Numerics;

namespace Fosse.Analysis;

/// <summary>A set of sites with how often each demand is covered, and the ways to better it.</summary>
internal sealed class CoveringChoice
{
    private readonly double[] weight,
        gains,
        before; // by site what it would add, and that before the last change
    private readonly int[][] cover,
        reachedBy;
    private readonly int[] times,
        stale; // stale: sites whose gain must be added up again
    private readonly bool[] isStale;
    private readonly List<int> sites = [];
    private int staleCount;

    internal CoveringChoice(double[] weight, int[][] cover)
    {
        (this.weight, this.cover, times) = (weight, cover, new int[weight.Length]);
        (gains, before, stale, isStale) = (
            new double[cover.Length],
            new double[cover.Length],
            new int[cover.Length],
            new bool[cover.Length]
        );
        var by = weight.Select(_ => new List<int>()).ToArray();
        for (var j = 0; j < cover.Length; j++)
            foreach (var i in cover[j])
                by[i].Add(j);
        reachedBy = [.. by.Select(l => l.ToArray())];
        for (var j = 0; j < cover.Length; j++)
            MustBeAddedUp(j);
    }

    internal IReadOnlyList<int> Sites => sites;

    internal double Covered { get; private set; }

    internal void Take(int[] chosen)
    {
        foreach (var j in sites.ToArray())
            Remove(j);
        foreach (var j in chosen)
            Add(j);
    }

    internal void Greedy(int p)
    {
        while (sites.Count < p)
        {
            var best = Best();
            if (gains[best] == 0)
                best = Enumerable.Range(0, cover.Length).First(j => !sites.Contains(j));
            Add(best);
        }
    }

    /// <summary>Exchanges one site for another while that covers more.</summary>
    internal void Exchange()
    {
        for (var better = true; better; )
        {
            better = false;
            foreach (var old in sites.ToArray())
            {
                Renew();
                var covered = Covered;
                Remove(old);
                var changed = staleCount;
                var gain = covered - Covered;
                if (Best() is var best && gains[best] > gain * (1 + 1e-12) + 1e-12)
                {
                    Add(best);
                    better = true;
                    continue;
                }
                Add(old); // all is as it was, and so are the gains
                Covered = covered;
                for (var k = 0; k < changed; k++)
                    (gains[stale[k]], isStale[stale[k]]) = (before[stale[k]], false);
                staleCount = 0;
            }
        }
    }

    // A site that is chosen has nothing to add. Of equal ones the first.
    private int Best()
    {
        Renew();
        var (most, k) = (new Vector<double>(double.NegativeInfinity), 0);
        for (; k <= gains.Length - Vector<double>.Count; k += Vector<double>.Count)
            most = Vector.Max(most, new Vector<double>(gains, k));
        var top = double.NegativeInfinity;
        for (var lane = 0; lane < Vector<double>.Count; lane++)
            top = Math.Max(top, most[lane]);
        for (; k < gains.Length; k++)
            top = Math.Max(top, gains[k]);
        return Array.IndexOf(gains, top);
    }

    private void Renew()
    {
        for (var k = 0; k < staleCount; k++)
        {
            var (j, gain) = (stale[k], 0.0);
            foreach (var i in cover[j])
                if (times[i] == 0)
                    gain += weight[i];
            (before[j], gains[j], isStale[j]) = (gains[j], gain, false);
        }
        staleCount = 0;
    }

    private void MustBeAddedUp(int j)
    {
        if (isStale[j])
            return;
        isStale[j] = true;
        stale[staleCount++] = j;
    }

    private void Add(int j)
    {
        sites.Add(j);
        foreach (var i in cover[j])
        {
            if (times[i]++ > 0)
                continue;
            Covered += weight[i];
            foreach (var other in reachedBy[i])
                MustBeAddedUp(other);
        }
    }

    private void Remove(int j)
    {
        sites.Remove(j);
        foreach (var i in cover[j])
        {
            if (--times[i] > 0)
                continue;
            Covered -= weight[i];
            foreach (var other in reachedBy[i])
                MustBeAddedUp(other);
        }
    }
}
