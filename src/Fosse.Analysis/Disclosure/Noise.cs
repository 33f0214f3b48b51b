using System.Security.Cryptography;

namespace Fosse.Analysis;

/// <summary>Rounding, noise and snapping for what is published. None protects by itself when the same thing is published many
/// times.</summary>
public static class Noise
{
    /// <summary>The nearest multiple of a base (halves away from 0); 0 stays 0. Source: ONS (2024) Statistical disclosure control,
    /// rounding.</summary>
    /// <param name="value">A count, 0 or more.</param>
    /// <param name="toBase">1 or more.</param>
    public static long Rounded(long value, int toBase = 5)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        Ask.AtLeast(toBase, 1);
        return (value + toBase / 2) / toBase * toBase;
    }

    /// <summary>
    /// P(K = k) = (1 - a)/(1 + a)·a^|k|, a = exp(-ε/sensitivity): the discrete Laplace distribution. Source: Ghosh, Roughgarden and
    /// Sundararajan (2009).
    /// </summary>
    public static double LaplaceProbability(long k, double epsilon, double sensitivity = 1)
    {
        Ask.Positive(epsilon);
        Ask.Positive(sensitivity);
        var a = Math.Exp(-epsilon / sensitivity);
        return (1 - a) / (1 + a) * Math.Pow(a, Math.Abs(k));
    }

    /// <summary>
    /// Whole-number noise of that distribution: the difference of two geometric numbers. With a seed it can be repeated and so taken off
    /// again: for tests only. Without one it
    /// comes from the system's secure source.
    /// </summary>
    public static IReadOnlyList<long> Laplace(int count, double epsilon, double sensitivity = 1, long? seed = null)
    {
        Ask.AtLeast(count, 0);
        Ask.Positive(epsilon);
        Ask.Positive(sensitivity);
        var chance = new Chance(seed ?? 0);
        double Unit() =>
            seed is null ? ((BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) >> 12) + .5) / (1L << 52) : chance.Unit();
        var rate = epsilon / sensitivity;
        long Geometric() => (long)Math.Floor(-Math.Log(Unit()) / rate);
        var noise = new long[count];
        for (var i = 0; i < count; i++)
            noise[i] = Geometric() - Geometric();
        return noise;
    }

    /// <summary>
    /// The nearest anchor of each point whose catchment holds at least so many addresses or none at all (parks, stations). Ties: the
    /// earlier anchor.
    /// Source: Home Office (2012) data.police.uk location anonymisation: at least eight addresses or none.
    /// </summary>
    /// <returns>By point the anchor's index and the distance in metres.</returns>
    public static IReadOnlyList<(int Anchor, double Metres)> Snap(
        double[] x,
        double[] y,
        double[] anchorX,
        double[] anchorY,
        double[] addresses,
        double least = 8
    )
    {
        Kde.Check(x, y, null);
        Kde.Check(anchorX, anchorY, null);
        Ask.Counts(addresses, 0);
        Ask.Length(addresses.Length, anchorX.Length, nameof(addresses));
        var may = Enumerable.Range(0, anchorX.Length).Where(i => addresses[i] == 0 || addresses[i] >= least).ToArray();
        if (may.Length == 0)
            throw new ArgumentException($"No anchor has {least} addresses or none.", nameof(addresses));
        var found = new (int, double)[x.Length];
        Parallel.For(
            0,
            x.Length,
            p =>
            {
                var (best, at) = (double.PositiveInfinity, -1);
                foreach (var i in may)
                {
                    var d = (anchorX[i] - x[p]) * (anchorX[i] - x[p]) + (anchorY[i] - y[p]) * (anchorY[i] - y[p]);
                    if (d < best)
                        (best, at) = (d, i);
                }
                found[p] = (at, Math.Sqrt(best));
            }
        );
        return found;
    }
}

/// <summary>Areas of two releases that lie one within the other, and what the difference of their counts gives away.</summary>
public static class Differencing
{
    /// <summary>
    /// Every pair of areas of which one contains the other, whose difference is above 0 and below the threshold. Source: Duke-Williams and
    /// Rees (1998).
    /// </summary>
    /// <param name="first">By unit its area in the first release; null for none.</param>
    /// <param name="second">The same in the second.</param>
    /// <param name="counts">By unit.</param>
    /// <param name="threshold">Differences below it are too small.</param>
    public static IReadOnlyList<(string First, string Second, double Difference)> Find(
        IReadOnlyList<string?> first,
        IReadOnlyList<string?> second,
        double[] counts,
        double threshold
    )
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        Ask.Counts(counts, 0);
        Ask.Positive(threshold);
        Ask.Length(first.Count, counts.Length, nameof(first));
        Ask.Length(second.Count, counts.Length, nameof(second));
        Dictionary<string, HashSet<int>> Areas(IReadOnlyList<string?> names) =>
            Enumerable
                .Range(0, counts.Length)
                .Where(i => names[i] is not null)
                .GroupBy(i => names[i]!)
                .ToDictionary(g => g.Key, g => g.ToHashSet());
        var (a, b) = (Areas(first), Areas(second));
        var found = new List<(string, string, double)>();
        foreach (var (name, units) in a)
        {
            foreach (var other in units.Select(u => second[u]).OfType<string>().Distinct())
            {
                if (!units.IsProperSubsetOf(b[other]) && !b[other].IsProperSubsetOf(units))
                    continue;
                var difference = Math.Abs(units.Sum(u => counts[u]) - b[other].Sum(u => counts[u]));
                if (difference > 0 && difference < threshold)
                    found.Add((name, other, difference));
            }
        }
        return found;
    }
}
