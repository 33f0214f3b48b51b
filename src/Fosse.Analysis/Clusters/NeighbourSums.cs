using System.Numerics;

namespace Fosse.Analysis;

/// <summary>
/// Where the weighted sum of an area's neighbours lies among all that it could have been, its own value held: what Gi, Gi* and local Moran
/// share.
/// </summary>
internal static class NeighbourSums
{
    private const double MostCells = 3e7,
        MostWork = 2e10;

    internal static PermutationP[] Of(double[] values, SpatialWeights weights, PermutationPlan plan, CancellationToken stop)
    {
        Ask.AtLeast(plan.Permutations, 0, nameof(plan));
        var found = new PermutationP[values.Length];
        if (plan.Exact && Exactly(values, weights, found, stop))
            return found;
        if (plan.Permutations == 0)
            return [.. found.Select(_ => new PermutationP(double.NaN, double.NaN, double.NaN, false))];
        Parallel.For(0, values.Length, new() { CancellationToken = stop }, i => found[i] = Simulated(values, weights, i, plan));
        return found;
    }

    private static PermutationP Simulated(double[] values, SpatialWeights weights, int i, PermutationPlan plan)
    {
        var w = weights.WeightsOf(i);
        var (n, k) = (values.Length, w.Length);
        if (k == 0 || n < 2)
            return new(double.NaN, double.NaN, double.NaN, false);
        double seen = 0,
            scale = 0;
        for (var m = 0; m < k; m++)
        {
            seen += w[m] * values[weights.Of(i)[m]];
            scale += Math.Abs(w[m] * values[weights.Of(i)[m]]);
        }
        var chance = new Chance(plan.Seed, i);
        var (fuzz, high, low, done) = (1e-12 * (scale + 1e-300), 0, 0, 0);
        Span<int> drawn = k <= 256 ? stackalloc int[k] : new int[k];
        while (done < plan.Permutations)
        {
            double sum = 0;
            for (var m = 0; m < k; m++)
            {
                // One of the n - 1 others that has not been drawn: Floyd's way would need an order, few neighbours need none.
                int j;
                do
                {
                    j = chance.Below(n - 1);
                    if (j >= i)
                        j++;
                } while (drawn[..m].Contains(j));
                drawn[m] = j;
                sum += w[m] * values[j];
            }
            done++;
            if (sum >= seen - fuzz)
                high++;
            if (sum <= seen + fuzz)
                low++;
            if (plan.StopAfter > 0 && Math.Min(high, low) >= plan.StopAfter)
                break;
        }
        var early = done < plan.Permutations;
        double P(int count) => early ? (double)count / done : (count + 1.0) / (done + 1);
        var p = Math.Min(P(high), P(low));
        return new(P(high), P(low), Math.Sqrt(p * (1 - p) / done), false);
    }

    /// <summary>
    /// The distribution of the sum of k values drawn from the n - 1 others without putting back: coefficients of ∏(1 + y zˣ), of which the
    /// area's own
    /// factor is divided out. False when the values are no whole numbers, weights differ within a row, or the table would be too large.
    /// </summary>
    private static bool Exactly(double[] values, SpatialWeights weights, PermutationP[] found, CancellationToken stop)
    {
        var n = values.Length;
        var least = values.Min();
        if (values.Any(v => v - least != Math.Floor(v - least) || v - least > 1e7))
            return false;
        var whole = values.Select(v => (int)(v - least)).ToArray();
        var most = 0;
        for (var i = 0; i < n; i++)
        {
            var w = weights.WeightsOf(i);
            if (w.Length > 0 && (w[0] <= 0 || w.ContainsAnyExcept(w[0])))
                return false;
            most = Math.Max(most, w.Length);
        }
        if (most >= n)
            return false;
        var top = whole.OrderDescending().Take(most).Sum(v => (double)v);
        var kinds = whole.GroupBy(v => v).Select(g => (Value: g.Key, Many: g.Count())).OrderBy(g => g.Value).ToArray();
        double single = (double)n * most * (top + 1),
            grouped = (double)kinds.Length * most * most / 2 * (top + 1),
            without = (double)kinds.Length * most * (top + 1);
        if ((most + 1) * (top + 1) > MostCells || Math.Min(single, grouped) + without > MostWork || Choose(n, most) > 1e290)
            return false;

        var all = Ways(kinds, most, (int)top, grouped <= single);
        var areas = Enumerable.Range(0, n).GroupBy(i => whole[i]).ToArray();
        Parallel.ForEach(
            areas,
            new() { CancellationToken = stop },
            group => Leave(all, group.Key, [.. group], whole, weights, n, (int)top, found)
        );
        return true;
    }

    private static double Choose(double n, double k) =>
        Math.Exp(Special.LogFactorial(n) - Special.LogFactorial(k) - Special.LogFactorial(n - k));

    // ways[c][s]: how many sets of c areas have the sum s.
    private static double[][] Ways((int Value, int Many)[] kinds, int most, int top, bool grouped)
    {
        var ways = new double[most + 1][];
        for (var c = 0; c <= most; c++)
            ways[c] = new double[top + 1];
        ways[0][0] = 1;
        var reached = 0L;
        foreach (var (value, many) in kinds)
        {
            for (var round = 0; round < (grouped ? 1 : many); round++)
            {
                reached = Math.Min(top, reached + (long)value * Math.Min(grouped ? many : 1, most));
                for (var c = most; c >= 1; c--)
                {
                    for (var take = 1; take <= (grouped ? Math.Min(many, c) : 1); take++)
                    {
                        var shift = (long)take * value;
                        if (shift > reached)
                            break;
                        Add(
                            ways[c - take].AsSpan(0, (int)(reached - shift) + 1),
                            ways[c].AsSpan((int)shift),
                            grouped ? Choose(many, take) : 1
                        );
                    }
                }
            }
        }
        return ways;
    }

    private static void Add(ReadOnlySpan<double> from, Span<double> to, double factor)
    {
        to = to[..from.Length];
        var s = 0;
        for (; s <= from.Length - Vector<double>.Count; s += Vector<double>.Count)
        {
            (new Vector<double>(to[s..]) + new Vector<double>(from[s..]) * factor).CopyTo(to[s..]);
        }
        for (; s < from.Length; s++)
            to[s] += from[s] * factor;
    }

    private static void Leave(
        double[][] all,
        int own,
        int[] areas,
        int[] whole,
        SpatialWeights weights,
        int n,
        int top,
        PermutationP[] found
    )
    {
        var deepest = areas.Max(i => weights.Of(i).Length);
        var before = new double[top + 1];
        before[0] = 1;
        var upTo = new Dictionary<int, double[]>();
        for (var c = 1; c <= deepest; c++)
        {
            var now = new double[top + 1];
            for (var s = 0; s <= top; s++)
                now[s] = Math.Max(0, all[c][s] - (s >= own ? before[s - own] : 0));
            before = now;
            if (areas.Any(i => weights.Of(i).Length == c))
                upTo[c] = Tails(now);
        }
        foreach (var i in areas)
        {
            var near = weights.Of(i);
            if (near.Length == 0)
            {
                found[i] = new(double.NaN, double.NaN, double.NaN, true);
                continue;
            }
            var sum = 0;
            foreach (var j in near)
                sum += whole[j];
            var tails = upTo[near.Length];
            // Both sides are sums of their own, so that a small tail keeps its digits.
            found[i] = new(Math.Min(1, tails[top + 2 + sum]), Math.Min(1, tails[sum]), 0, true);
        }
    }

    // Lower tails in the first half, upper tails in the second.
    private static double[] Tails(double[] ways)
    {
        var top = ways.Length - 1;
        var tails = new double[2 * top + 3];
        double sum = 0,
            total;
        for (var s = 0; s <= top; s++)
            tails[s] = sum += ways[s];
        total = sum;
        sum = 0;
        for (var s = top; s >= 0; s--)
            tails[top + 2 + s] = sum += ways[s];
        for (var s = 0; s < tails.Length; s++)
            tails[s] /= total;
        return tails;
    }
}
