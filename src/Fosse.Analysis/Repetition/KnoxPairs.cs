namespace Fosse.Analysis;

/// <summary>The pairs of events of each band of distance, one after another.</summary>
internal sealed class KnoxPairs
{
    private readonly int[][] first,
        second;
    private readonly int n;

    private KnoxPairs(int n, int[][] first, int[][] second) => (this.n, this.first, this.second) = (n, first, second);

    internal static KnoxPairs Of(double[] x, double[] y, double[] edges, Metric metric)
    {
        var (n, bands, furthest) = (x.Length, edges.Length - 1, edges[^1]);
        var (a, b) = (
            Enumerable.Range(0, bands).Select(_ => new List<int>()).ToArray(),
            Enumerable.Range(0, bands).Select(_ => new List<int>()).ToArray()
        );
        void Take(int i, int j, double d)
        {
            if (d < edges[0] || d >= furthest)
                return;
            var band = 0;
            while (d >= edges[band + 1])
                band++;
            a[band].Add(i);
            b[band].Add(j);
        }
        double D(int i, int j) =>
            metric == Metric.Manhattan
                ? Math.Abs(x[i] - x[j]) + Math.Abs(y[i] - y[j])
                : Math.Sqrt((x[i] - x[j]) * (x[i] - x[j]) + (y[i] - y[j]) * (y[i] - y[j]));
        if (double.IsInfinity(furthest))
        {
            for (var i = 0; i < n; i++)
            for (var j = i + 1; j < n; j++)
                Take(i, j, D(i, j));
        }
        else
        {
            var near = new NearPoints(x, y, furthest);
            for (var i = 0; i < n; i++)
                near.Each(
                    x[i],
                    y[i],
                    furthest,
                    (j, _) =>
                    {
                        if (j > i)
                            Take(i, j, D(i, j));
                    }
                );
        }
        return new(n, [.. a.Select(l => l.ToArray())], [.. b.Select(l => l.ToArray())]);
    }

    internal int Bands => first.Length;

    /// <summary>The pairs of a band of distance.</summary>
    internal (int[] First, int[] Second) Of(int band) => (first[band], second[band]);

    /// <summary>Pairs by band of distance and band of time.</summary>
    internal long[] Count(KnoxTimes times, int[] ranks)
    {
        var counts = new long[first.Length * times.Bands];
        Span<int> here = stackalloc int[times.Bands + 1];
        for (var s = 0; s < first.Length; s++)
        {
            here.Clear();
            var (a, b) = (first[s], second[s]);
            for (var k = 0; k < a.Length; )
            {
                // Pairs stand by their first event: its time is looked up once for all of them.
                var to = k + 1;
                while (to < a.Length && a[to] == a[k])
                    to++;
                times.Add(here, ranks, ranks[a[k]], b.AsSpan(k..to));
                k = to;
            }
            for (var t = 0; t < times.Bands; t++)
                counts[s * times.Bands + t] = here[t + 1];
        }
        return counts;
    }

    /// <summary>By band how many pairs there are, and how many pairs of pairs share an event.</summary>
    internal (double Links, double Shared)[] Links()
    {
        var found = new (double, double)[first.Length];
        for (var s = 0; s < found.Length; s++)
        {
            var degree = new double[n];
            foreach (var i in first[s])
                degree[i]++;
            foreach (var j in second[s])
                degree[j]++;
            found[s] = (first[s].Length, degree.Sum(d => d * (d - 1) / 2));
        }
        return found;
    }
}

/// <summary>Times as whole steps where they are, so that the band of a pair is one look into a table.</summary>
internal sealed class KnoxTimes
{
    private const int MostSteps = 1 << 20,
        Padding = 8;
    private readonly double[] edges;
    private readonly byte[]? table; // by the difference of two times, from the least to the most
    private readonly int middle;

    internal KnoxTimes(double[] days, double[] edges)
    {
        this.edges = edges;
        Bands = edges.Length - 1;
        Limits = [.. edges, .. Enumerable.Repeat(double.PositiveInfinity, Padding)];
        var least = days.Min();
        if (Bands < 255 && days.All(d => d - least == Math.Floor(d - least) && d - least < MostSteps))
        {
            Ranks = [.. days.Select(d => (int)(d - least))];
            Distinct = [.. Enumerable.Range(0, Ranks.Max() + 1).Select(d => (double)d)];
            table = new byte[2 * Ranks.Max() + 1];
            middle = table.Length / 2;
            if (middle <= short.MaxValue)
                Short =
                [
                    .. edges.Select(e => (short)Math.Min(Math.Ceiling(e) - 1, short.MaxValue)),
                    .. Enumerable.Repeat(short.MaxValue, Padding),
                ];
            for (var d = 0; d < table.Length; d++)
                table[d] = (byte)Band(Math.Abs(d - middle));
        }
        else
        {
            Distinct = [.. days.Distinct().Order()];
            Ranks = [.. days.Select(d => Array.BinarySearch(Distinct, d))];
        }
    }

    internal int Bands { get; }

    internal int[] Ranks { get; }

    /// <summary>By rank the time.</summary>
    internal double[] Distinct { get; }

    /// <summary>The edges, and some above which nothing lies.</summary>
    internal double[] Limits { get; }

    /// <summary>Where ranks are few whole steps: by edge the last step below it, and some above which nothing lies.</summary>
    internal short[]? Short { get; }

    /// <summary>0 for none, else the band from 1.</summary>
    internal int BandOf(int a, int b) => table is not null ? table[a - b + middle] : Band(Math.Abs(Distinct[a] - Distinct[b]));

    /// <summary>Counts the pairs of one event by band.</summary>
    internal void Add(Span<int> counts, int[] ranks, int rank, ReadOnlySpan<int> others)
    {
        if (table is null)
        {
            foreach (var other in others)
                counts[BandOf(rank, ranks[other])]++;
            return;
        }
        var bands = table.AsSpan();
        var from = rank + middle;
        foreach (var other in others)
            counts[bands[from - ranks[other]]]++;
    }

    private int Band(double span)
    {
        if (span < edges[0] || span >= edges[^1])
            return 0;
        var band = 0;
        while (span >= edges[band + 1])
            band++;
        return band + 1;
    }

    internal (double Links, double Shared)[] Links()
    {
        // By distinct time: how many events lie in each band before and after.
        var groups = Ranks.GroupBy(r => r).Select(g => (Rank: g.Key, Many: (double)g.Count())).OrderBy(g => g.Rank).ToArray();
        var found = new (double, double)[Bands];
        foreach (var (rank, many) in groups)
        {
            var degree = new double[Bands + 1];
            foreach (var (other, others) in groups)
                degree[BandOf(rank, other)] += others - (other == rank ? 1 : 0);
            for (var t = 0; t < Bands; t++)
                found[t] = (found[t].Item1 + many * degree[t + 1] / 2, found[t].Item2 + many * degree[t + 1] * (degree[t + 1] - 1) / 2);
        }
        return found;
    }
}
