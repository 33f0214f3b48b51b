using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Fosse.Analysis;

/// <summary>The circles around every area, as orders of areas by nearness with the ends of groups of equal distance, and what their sums of
/// cases are worth.</summary>
internal sealed class ScanZones
{
    private readonly int[][] order,
        ends;
    private readonly double[][] radius,
        inside;
    private readonly ScanOptions options;
    private readonly double people;

    internal ScanZones(double[] x, double[] y, double[] population, ScanOptions options)
    {
        this.options = options;
        people = population.Sum();
        var n = x.Length;
        (order, ends, radius, inside) = (new int[n][], new int[n][], new double[n][], new double[n][]);
        var most = people * options.MostPopulation * (1 + 1e-12);
        Parallel.For(
            0,
            n,
            i =>
            {
                var (key, by) = (new double[n], new int[n]);
                for (var j = 0; j < n; j++)
                    (key[j], by[j]) = (Math.Sqrt((x[j] - x[i]) * (x[j] - x[i]) + (y[j] - y[i]) * (y[j] - y[i])), j);
                Array.Sort(key, by);
                var (last, within, at, far) = (new List<int>(), new List<double>(), 0, new List<double>());
                double sum = 0;
                while (at < n)
                {
                    var to = at + 1;
                    while (to < n && key[to] - key[at] <= 1e-9 * (1 + key[at]))
                        to++; // as far as one another
                    for (var k = at; k < to; k++)
                        sum += population[by[k]];
                    if (sum > most || key[at] > options.MostRadius)
                        break;
                    at = to;
                    last.Add(to);
                    within.Add(sum);
                    far.Add(key[to - 1]);
                }
                (order[i], ends[i], inside[i], radius[i]) = (by[..at], [.. last], [.. within], [.. far]);
            }
        );
    }

    internal int[] Members(int centre, int areas) => order[centre][..areas];

    internal double Radius(int centre, int areas) => radius[centre][Array.IndexOf(ends[centre], areas)];

    /// <summary>For each centre the largest ratio and how many areas make it.</summary>
    internal (double Ratio, int Areas)[] Best(double[] cases)
    {
        var total = cases.Sum();
        var best = new (double, int)[order.Length];
        Parallel.For(0, order.Length, i => best[i] = Search(i, cases, total, 0));
        return best;
    }

    /// <summary>The larger, by simulation, of the best so far and of the circles around a centre, for eight simulations at once.</summary>
    /// <param name="centre">Which.</param>
    /// <param name="cases">By area, eight side by side.</param>
    /// <param name="total">Cases in all, of each.</param>
    /// <param name="best">The best so far, of each.</param>
    /// <param name="many">How many of the eight are in use.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal Vector512<double> Largest(int centre, double[] cases, Vector512<double> total, Vector512<double> best, int many)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(cases);
        var (areas, to, n) = (order[centre], ends[centre], inside[centre]);
        var (at, sum, least, used) = (0, Vector512<double>.Zero, Vector512.Create(options.LeastCases), (1UL << many) - 1);
        var (model, look) = (options.Model, options.Look);
        var share = model == ScanModel.ExpectationPoisson ? Vector512<double>.One : total / people;
        for (var z = 0; z < to.Length; z++)
        {
            for (; at < to[z]; at++)
                sum += Vector512.LoadUnsafe(ref first, (nuint)(areas[at] * ScanDraws.Lanes));
            var expected = share * n[z];
            var off = sum - expected;
            var square = off * off;
            var above = model switch // as in Above
            {
                ScanModel.Poisson => Vector512.GreaterThan(square * total, best * expected * (total - expected)),
                ScanModel.Bernoulli => Vector512.GreaterThan(
                    square * people * people * people,
                    best * n[z] * (people - n[z]) * total * (Vector512.Create(people) - total)
                ),
                _ => Vector512.GreaterThan(square, best * expected),
            };
            var lanes = above.ExtractMostSignificantBits() & used;
            if (lanes == 0)
                continue;
            var (higher, lower) = (Vector512.GreaterThan(off, Vector512<double>.Zero), Vector512.LessThan(off, Vector512<double>.Zero));
            lanes &= (
                look switch
                {
                    ScanFor.High => higher,
                    ScanFor.Low => lower,
                    _ => Vector512<double>.AllBitsSet,
                }
            ).ExtractMostSignificantBits();
            lanes &= ~(Vector512.LessThan(sum, least) & higher).ExtractMostSignificantBits();
            for (; lanes != 0; lanes &= lanes - 1)
            {
                var lane = BitOperations.TrailingZeroCount(lanes);
                var ratio = Ratio(sum[lane], expected[lane], n[z], total[lane]);
                if (ratio > best[lane] * (1 + 1e-13))
                    best = best.WithElement(lane, ratio);
            }
        }
        return best;
    }

    private double Ratio(double sum, double expected, double n, double total) =>
        options.Model switch
        {
            ScanModel.Poisson => ScanRatio.Poisson(sum, expected, total),
            ScanModel.Bernoulli => ScanRatio.Bernoulli(sum, n, total, people),
            _ => ScanRatio.ExpectationPoisson(sum, expected),
        };

    private (double Ratio, int Areas) Search(int centre, double[] cases, double total, double best)
    {
        var (areas, to, n) = (order[centre], ends[centre], inside[centre]);
        var (at, found, sum) = (0, 0, 0.0);
        var share = options.Model == ScanModel.ExpectationPoisson ? 1 : total / people;
        for (var z = 0; z < to.Length; z++)
        {
            for (; at < to[z]; at++)
                sum += cases[areas[at]];
            var expected = n[z] * share;
            var off = sum - expected;
            if (options.Look == ScanFor.High ? off <= 0 : options.Look == ScanFor.Low && off >= 0)
                continue;
            if (sum < options.LeastCases && off > 0)
                continue;
            if (!Above(off, expected, n[z], total, best))
                continue;
            var ratio = Ratio(sum, expected, n[z], total);
            if (ratio > best * (1 + 1e-13))
                (best, found) = (ratio, to[z]);
        }
        return (found == 0 ? 0 : best, found);
    }

    // The ratio is never above the chi-square of the same table, which needs no logarithm: most circles are passed over by it.
    private bool Above(double off, double expected, double n, double total, double best) =>
        options.Model switch
        {
            ScanModel.Poisson => off * off * total > best * expected * (total - expected),
            ScanModel.Bernoulli => off * off * people * people * people > best * n * (people - n) * total * (people - total),
            _ => off * off > best * expected,
        };
}

/// <summary>Cases strewn as if places did not matter.</summary>
internal sealed class ScanDraw
{
    private readonly double[] population,
        cut;
    private readonly int[] other;
    private readonly double total;
    private readonly ScanOptions options;

    internal ScanDraw(double total, double[] population, ScanOptions options)
    {
        (this.total, this.population, this.options) = (total, population, options);
        // The alias table of Walker (1977) in Vose's order: one draw is one look.
        var n = population.Length;
        var people = population.Sum();
        (cut, other) = ([.. population.Select(p => p * n / people)], new int[n]);
        var (small, large) = (new Stack<int>(), new Stack<int>());
        for (var i = 0; i < n; i++)
            (cut[i] < 1 ? small : large).Push(i);
        while (small.Count > 0 && large.Count > 0)
        {
            var (s, l) = (small.Pop(), large.Pop());
            other[s] = l;
            cut[l] -= 1 - cut[s];
            (cut[l] < 1 ? small : large).Push(l);
        }
        foreach (var i in small.Concat(large))
            cut[i] = population[i] > 0 ? 1 : 0;
    }

    internal void Fill(double[] room, int simulation)
    {
        Array.Clear(room);
        var chance = new Chance(options.Seed, simulation);
        if (options.Model == ScanModel.ExpectationPoisson)
        {
            for (var i = 0; i < room.Length; i++)
                room[i] = chance.Poisson(population[i]);
            return;
        }
        var bernoulli = options.Model == ScanModel.Bernoulli;
        var people = population.Sum();
        var few = bernoulli && total > people / 2 ? people - total : total; // the fewer of cases and others are strewn
        for (var c = 0.0; c < few; )
        {
            var at = chance.Below(room.Length);
            if (chance.Unit() >= cut[at])
                at = other[at];
            if (bernoulli && chance.Unit() * population[at] < room[at])
                continue; // somebody who is one already
            room[at]++;
            c++;
        }
        if (few != total)
            for (var i = 0; i < room.Length; i++)
                room[i] = population[i] - room[i];
    }
}
