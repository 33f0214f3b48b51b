namespace Fosse.Analysis;

/// <summary>A circle's nearest places and a window of steps, both ends in it, with its log-likelihood ratio.</summary>
internal readonly record struct Cylinder(double Ratio, int Places, int From, int To);

/// <summary>The cylinders over a set of events. Places, circles and the totals of steps stay as they are when times are shuffled, so they
/// are worked out once.</summary>
internal sealed class SpaceTimeCylinders
{
    private readonly double[] x,
        y;
    private readonly int[] start,
        members,
        before;
    private readonly int[][] order,
        ends;
    private readonly double[][] radius;
    private readonly int window,
        first;
    private readonly SpaceTimeScanOptions options;

    internal SpaceTimeCylinders(double[] eventX, double[] eventY, int[] steps, int count, int window, SpaceTimeScanOptions options)
    {
        (this.window, this.options) = (window, options);
        first = options.Prospective ? count - window : 0;
        var places = Enumerable.Range(0, steps.Length).GroupBy(i => (eventX[i], eventY[i])).ToArray();
        (x, y) = ([.. places.Select(p => p.Key.Item1)], [.. places.Select(p => p.Key.Item2)]);
        // Events stand by place, so that those of a place are next to one another also when times are shuffled.
        members = [.. places.SelectMany(p => p)];
        start = new int[places.Length + 1];
        for (var p = 0; p < places.Length; p++)
            start[p + 1] = start[p] + places[p].Count();
        Steps = [.. members.Select(i => steps[i])];
        before = new int[count + 1];
        foreach (var s in steps)
            before[s + 1]++;
        for (var s = 0; s < count; s++)
            before[s + 1] += before[s];
        (order, ends, radius) = (new int[places.Length][], new int[places.Length][], new double[places.Length][]);
        Parallel.For(0, places.Length, Circles);
    }

    internal int Places => x.Length;

    /// <summary>The step of each event, by place.</summary>
    internal int[] Steps { get; }

    private void Circles(int centre)
    {
        var (far, by) = (new double[x.Length], new int[x.Length]);
        for (var j = 0; j < by.Length; j++)
            (far[j], by[j]) = (Math.Sqrt((x[j] - x[centre]) * (x[j] - x[centre]) + (y[j] - y[centre]) * (y[j] - y[centre])), j);
        Array.Sort(far, by);
        var (last, wide, at, cases) = (new List<int>(), new List<double>(), 0, 0);
        while (at < by.Length)
        {
            var to = at;
            while (to < by.Length && far[to] - far[at] <= 1e-9 * (1 + far[at]))
                cases += start[by[to] + 1] - start[by[to++]]; // as far as one another
            if (cases > options.MostCases * members.Length * (1 + 1e-12) || far[at] > options.MostRadius)
                break;
            at = to;
            last.Add(to);
            wide.Add(far[to - 1]);
        }
        (order[centre], ends[centre], radius[centre]) = (by[..at], [.. last], [.. wide]);
    }

    internal int[] Within(int centre, int places) => order[centre][..places];

    internal double Radius(int centre, int places) => radius[centre][Array.IndexOf(ends[centre], places)];

    internal (double X, double Y) Middle(int centre) => (x[centre], y[centre]);

    internal (int[] Events, int Cases, int OfPlaces, int OfWindow) Contents(int[] places, int from, int to)
    {
        var all = places.SelectMany(p => Enumerable.Range(start[p], start[p + 1] - start[p])).ToArray();
        var within = all.Where(e => Steps[e] >= from && Steps[e] <= to).Select(e => members[e]).Order().ToArray();
        return (within, within.Length, all.Length, before[to + 1] - before[from]);
    }

    /// <summary>
    /// The best cylinder around a place with a ratio above one given. A window that begins or ends without an event of the circle, and a
    /// circle whose outermost places add none to the window,
    /// has a smaller one of as many cases and fewer expected: only the others are looked at.
    /// </summary>
    /// <param name="centre">The place.</param>
    /// <param name="steps">The step of each event, by place.</param>
    /// <param name="room">Of one thread.</param>
    /// <param name="best">Ratios up to this are of no interest.</param>
    internal Cylinder Search(int centre, int[] steps, CylinderRoom room, double best)
    {
        var held = room.Held;
        var (by, to, at, many, cases) = (order[centre], ends[centre], 0, 0, 0);
        var (total, end, found) = ((double)members.Length, before.Length - 2, default(Cylinder));
        foreach (var places in to)
        {
            var from = at;
            for (; at < places; at++)
            {
                for (var e = start[by[at]]; e < start[by[at] + 1]; e++, cases++)
                    if (steps[e] >= first)
                        Insert(held, many++, steps[e]);
            }
            for (var p = from; p < places; p++)
            {
                for (var e = start[by[p]]; e < start[by[p] + 1]; e++)
                {
                    if (steps[e] < first)
                        continue;
                    var low = First(held, many, steps[e]);
                    var high = low;
                    while (high < many - 1 && held[high + 1] == steps[e])
                        high++;
                    var last = options.Prospective ? many - 1 : high;
                    while (!options.Prospective && last + 1 < many && held[last + 1] < held[low] + window)
                        last++;
                    for (var i = low; i >= 0 && held[i] > steps[e] - window; i--)
                    {
                        if (i > 0 && held[i - 1] == held[i])
                            continue;
                        if (options.Prospective)
                        {
                            Look(i, many - 1, end);
                            continue;
                        }
                        while (held[last] >= held[i] + window)
                            last--;
                        // Not even with all that the longest window from here holds and what the shortest makes likely: none of them.
                        if (!Above(last - i + 1, (double)cases * (before[steps[e] + 1] - before[held[i]]) / total))
                            continue;
                        for (var j = high; j <= last; j++)
                            if (j == last || held[j + 1] != held[j])
                                Look(i, j, held[j]);
                    }
                }
            }

            // The ratio falls with what is expected: below what it must be for so many seen, that takes no logarithm.
            bool Above(int seen, double expected) => expected < room.Most(seen, total, best);

            void Look(int i, int j, int until)
            {
                var (c, expected) = (j - i + 1, (double)cases * (before[until + 1] - before[held[i]]) / total);
                if (c < options.LeastCases || !Above(c, expected))
                    return;
                var ratio = ScanRatio.Poisson(c, expected, total);
                if (ratio > best * (1 + 1e-13))
                    (best, found) = (ratio, new(ratio, places, held[i], until));
            }
        }
        return found;
    }

    private static void Insert(int[] held, int many, int step)
    {
        var at = First(held, many, step);
        for (var k = many; k > at; k--)
            held[k] = held[k - 1];
        held[at] = step;
    }

    // The first place whose step is not before this one. Called more often than anything: a plain loop beats the library's search.
    private static int First(int[] held, int many, int step)
    {
        var low = 0;
        while (many > 0)
        {
            var half = many >> 1;
            if (held[low + half] < step)
                (low, many) = (low + half + 1, many - half - 1);
            else
                many = half;
        }
        return low;
    }
}
