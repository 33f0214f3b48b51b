namespace Fosse.Analysis;

/// <summary>
/// What is learnt from for one time, season by season, each filled up to whole registers with observations of weight 0, and the functions
/// of the counts that
/// every fit asks for, taken once for the whole series.
/// </summary>
internal sealed class FarringtonPast
{
    private const int Lanes = 8;
    private readonly FarringtonOptions o;
    private readonly double[] counts,
        logs,
        starts,
        thirds;
    private readonly int[] from;

    internal FarringtonPast(double[] counts, FarringtonOptions options)
    {
        (this.counts, o, from) = (counts, options, new int[options.Periods + 1]);
        logs = [.. counts.Select(c => c > 0 ? c * Math.Log(c) : 0)];
        starts = [.. counts.Select(c => Math.Log(c + .1))];
        thirds = [.. counts.Select(c => Math.Cbrt(c * c))];
        Room = counts.Length + Lanes * options.Periods + 2 * (options.HalfWindow + 1) * (options.Years + 1);
        (Counts, Times, TimesLog, LogStart, TwoThirds, Used) = (
            new double[Room],
            new double[Room],
            new double[Room],
            new double[Room],
            new double[Room],
            new double[Room]
        );
    }

    /// <summary>As many as there can be.</summary>
    internal int Room { get; }

    /// <summary>How many observations there are.</summary>
    internal int Many { get; private set; }

    /// <summary>Where they end, with those that fill up.</summary>
    internal int End => from[^1];

    internal double Largest { get; private set; }

    internal double[] Counts { get; }

    /// <summary>Counted from the time to judge, so below 0.</summary>
    internal double[] Times { get; }

    /// <summary>y log y.</summary>
    internal double[] TimesLog { get; }

    /// <summary>log(y + 0.1), where the fits begin.</summary>
    internal double[] LogStart { get; }

    /// <summary>y^(2/3).</summary>
    internal double[] TwoThirds { get; }

    /// <summary>1, or 0 for those that fill up.</summary>
    internal double[] Used { get; }

    /// <summary>Where a season begins, and its predecessor ends.</summary>
    internal int From(int season) => from[season];

    // The last season is the one of the windows around this time in each year; the stretches between are shared out, longer ones first.
    internal void Learn(int k)
    {
        (Many, Largest) = (0, 0);
        var (at, w, year, seasons) = (0, o.HalfWindow, o.Frequency, o.Periods);
        var end = Math.Min(k, k - o.PastNotIncluded); // from there on nothing is learnt
        var between = year - 2 * w - 1;
        var (length, rest) = seasons == 1 ? (0, 0) : (between / (seasons - 1), between % (seasons - 1));
        for (var g = 0; g < seasons; g++)
        {
            from[g] = at;
            for (var back = o.Years; back >= 1; back--)
            {
                var middle = k - back * year;
                var start = g == seasons - 1 ? middle - w : middle + w + 1 + g * length + Math.Min(g, rest);
                Take(start, g == seasons - 1 ? middle + w + 1 : start + length + (g < rest ? 1 : 0), end, k, ref at);
            }
            if (g == seasons - 1)
                Take(k - w, k, end, k, ref at);
            for (; at % Lanes != 0; at++)
                (Counts[at], Times[at], TimesLog[at], LogStart[at], TwoThirds[at], Used[at]) = (0, 0, 0, 0, 0, 0);
        }
        from[seasons] = at;
    }

    private void Take(int start, int to, int end, int k, ref int at)
    {
        for (var i = Math.Max(0, start); i < Math.Min(to, end); i++, at++)
        {
            (Counts[at], Times[at], TimesLog[at], LogStart[at], TwoThirds[at], Used[at]) = (
                counts[i],
                i - k,
                logs[i],
                starts[i],
                thirds[i],
                1
            );
            (Many, Largest) = (Many + 1, Math.Max(Largest, counts[i]));
        }
    }
}
