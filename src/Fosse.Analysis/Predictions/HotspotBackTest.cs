namespace Fosse.Analysis;

/// <summary>A way to foretell where the next month's events fall: its name, the PAI of each month judged, their mean with interval, and how
/// it stands to the plain count.</summary>
public sealed record BackTestMethod(string Name, IReadOnlyList<double> Pai, Rate Mean, Rate OverCount, double HitRate);

/// <summary>The methods, and the name of the one to use: the best whose lead over the count is above 0 with its whole interval, else the
/// count.</summary>
public sealed record BackTestVerdict(IReadOnlyList<BackTestMethod> Methods, string Choice, bool NoneBeatsTheCount);

/// <summary>
/// A contest of methods over past months, each judged by the month that followed. Judged on the past: a change of recording or of map
/// points upsets it. Points of open data
/// are map points; cells below 250 m reward those who know the points.
/// </summary>
public static class HotspotBackTest
{
    /// <summary>
    /// Count of the last year (the one to beat), of the last three months, of the last month, and kernel density of the last year, at a
    /// share of the cells.
    /// Source: Adepeju, Rosser and Cheng (2016); Chainey, Tompson and Uhlig (2008).
    /// </summary>
    /// <param name="x">Eastings.</param>
    /// <param name="y">Northings.</param>
    /// <param name="month">Of each event, whole numbers rising by one a month.</param>
    /// <param name="grid">Cells.</param>
    /// <param name="bandwidth">Of the density, metres.</param>
    /// <param name="share">Of the cells that are taken, for instance 0.02.</param>
    /// <param name="seed">Seed of chance.</param>
    /// <param name="stop">Ends the work early.</param>
    public static BackTestVerdict Of(
        double[] x,
        double[] y,
        int[] month,
        Grid grid,
        double bandwidth,
        double share = .02,
        long seed = 1,
        CancellationToken stop = default
    )
    {
        Kde.Check(x, y, null);
        ArgumentNullException.ThrowIfNull(month);
        ArgumentNullException.ThrowIfNull(grid);
        Ask.Length(month.Length, x.Length, nameof(month));
        Ask.Positive(bandwidth);
        if (!(share is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "Must be above 0 and at most 1.");
        var months = month.Distinct().Order().ToArray();
        if (months.Length < 14)
            throw new ArgumentException($"Needs at least 14 months, has {months.Length}.", nameof(month));
        var taken = Math.Max(1, (int)Math.Round(share * grid.Count));
        (double[] X, double[] Y) In(int from, int to)
        {
            var rows = Enumerable.Range(0, x.Length).Where(i => month[i] >= from && month[i] <= to).ToArray();
            return ([.. rows.Select(i => x[i])], [.. rows.Select(i => y[i])]);
        }
        double[] Count(int from, int to) => In(from, to) is var (a, b) ? grid.CountPoints(a, b) : [];
        var ways = new (string, Func<int, double[]>)[]
        {
            ("count of 12 months", m => Count(m - 12, m - 1)),
            ("count of 3 months", m => Count(m - 3, m - 1)),
            ("count of the last month", m => Count(m - 1, m - 1)),
            ("kernel density of 12 months", m => In(m - 12, m - 1) is var (a, b) ? Kde.Over(a, b, grid, bandwidth, stop: stop) : []),
        };
        var judged = months.Where(m => m - 12 >= months[0]).Where(m => Count(m, m).Sum() > 0).ToArray();
        var rows = ways.Select(way =>
                (way.Item1, Judged: judged.Select(m => HotspotAccuracy.Of(way.Item2(m), Count(m, m))[taken - 1]).ToArray())
            )
            .ToArray();
        var baseline = rows[0].Judged.Select(r => r.Pai).ToArray();
        var methods = rows.Select(r => new BackTestMethod(
                r.Item1,
                [.. r.Judged.Select(j => j.Pai)],
                HotspotAccuracy.BootstrapMean([.. r.Judged.Select(j => j.Pai)], seed: seed),
                HotspotAccuracy.BootstrapMean([.. r.Judged.Select((j, i) => j.Pai - baseline[i])], seed: seed),
                r.Judged.Average(j => j.HitRate)
            ))
            .ToArray();
        var best = methods.Skip(1).Where(m => m.OverCount.Low > 0).MaxBy(m => m.Mean.Value);
        return new(methods, (best ?? methods[0]).Name, best is null);
    }
}
