namespace Fosse.Analysis;

/// <summary>A plan: for each team the stops in order, its minutes and reward; whether it is proved best.</summary>
public sealed record PatrolPlan(IReadOnlyList<IReadOnlyList<int>> Routes, IReadOnlyList<double> Minutes, double Reward, bool Exact);

/// <summary>
/// Which hot spots teams visit in a shift: stops of so many minutes, there and back. It brings presence, not arrests; hold the shares of
/// minutes by neighbourhood against
/// its shares of harm before it is used, and change plans at random among those nearly as good.
/// </summary>
public static class Patrol
{
    private const int MostForExact = 12;

    /// <summary>
    /// Team orienteering: most reward, each stop at most once, each team within its minutes from depot to depot. One team and up to 12
    /// stops: exact by dynamic programming over
    /// sets; else best insertion with ruin and recreate from a seed. Source: Chao, Golden and Wasil (1996); Koper (1995) for stops of 10 to
    /// 16 minutes; Schrimpf et al. (2000).
    /// </summary>
    /// <param name="x">Stops: eastings, metres.</param>
    /// <param name="y">Stops: northings.</param>
    /// <param name="rewards">0 or more.</param>
    /// <param name="depot">Where teams begin and end.</param>
    /// <param name="minutes">Of a shift.</param>
    /// <param name="teams">1 or more.</param>
    /// <param name="dwell">Minutes at a stop.</param>
    /// <param name="metresAMinute">Speed.</param>
    /// <param name="rounds">Of ruin and recreate.</param>
    /// <param name="seed">Seed of chance.</param>
    public static PatrolPlan Plan(
        double[] x,
        double[] y,
        double[] rewards,
        (double X, double Y) depot,
        double minutes,
        int teams = 1,
        double dwell = 15,
        double metresAMinute = 400,
        int rounds = 5000,
        long seed = 1
    )
    {
        Kde.Check(x, y, null);
        Ask.Counts(rewards, 0);
        Ask.Length(rewards.Length, x.Length, nameof(rewards));
        Ask.Positive(minutes);
        Ask.AtLeast(teams, 1);
        Ask.NotNegative(dwell);
        Ask.Positive(metresAMinute);
        Ask.AtLeast(rounds, 0);
        var n = x.Length;
        double[] px = [.. x, depot.X],
            py = [.. y, depot.Y];
        double Travel(int i, int j) => Math.Sqrt((px[i] - px[j]) * (px[i] - px[j]) + (py[i] - py[j]) * (py[i] - py[j])) / metresAMinute;
        if (teams == 1 && n <= MostForExact)
            return Exact(n, rewards, Travel, minutes, dwell);
        var best = Enumerable.Range(0, teams).Select(_ => new List<int>()).ToList();
        Insert(best, rewards, Travel, minutes, dwell, n, null);
        var now = Copy(best);
        var chance = new Chance(seed);
        for (var round = 0; round < rounds; round++)
        {
            var next = Copy(now);
            foreach (var route in next)
                route.RemoveAll(_ => chance.Unit() < .3);
            double[] shaken = [.. rewards.Select(r => r * (.7 + .6 * chance.Unit()))];
            Insert(next, shaken, Travel, minutes, dwell, n, rewards);
            if (Worth(next, rewards) >= Worth(now, rewards) * .995)
                now = next;
            if (Better(next, best, rewards, Travel))
                best = Copy(next);
        }
        return new(best, [.. best.Select(r => Minutes(r, Travel, dwell, n))], Worth(best, rewards), false);
    }

    private static List<List<int>> Copy(List<List<int>> routes) => [.. routes.Select(r => r.ToList())];

    private static double Worth(List<List<int>> routes, double[] rewards) => routes.Sum(r => r.Sum(i => rewards[i]));

    private static bool Better(List<List<int>> a, List<List<int>> b, double[] rewards, Func<int, int, double> travel) =>
        Worth(a, rewards) is var wa
        && Worth(b, rewards) is var wb
        && (
            wa > wb + 1e-9
            || (
                wa > wb - 1e-9
                && a.Sum(r => Minutes(r, travel, 0, rewards.Length)) < b.Sum(r => Minutes(r, travel, 0, rewards.Length)) - 1e-9
            )
        );

    private static double Minutes(List<int> route, Func<int, int, double> travel, double dwell, int depot)
    {
        if (route.Count == 0)
            return 0;
        var sum = travel(depot, route[0]) + travel(route[^1], depot) + dwell * route.Count;
        for (var k = 1; k < route.Count; k++)
            sum += travel(route[k - 1], route[k]);
        return sum;
    }

    // The stop of most reward for each minute more, where it costs least, as long as one fits.
    private static void Insert(
        List<List<int>> routes,
        double[] rewards,
        Func<int, int, double> travel,
        double minutes,
        double dwell,
        int n,
        double[]? real
    )
    {
        var open = Enumerable.Range(0, n).Where(i => (real ?? rewards)[i] > 0).Except(routes.SelectMany(r => r)).ToHashSet();
        var spent = routes.Select(r => Minutes(r, travel, dwell, n)).ToArray();
        while (true)
        {
            var (best, stop, team, place, cost) = (0.0, -1, -1, -1, 0.0);
            foreach (var i in open)
            {
                for (var t = 0; t < routes.Count; t++)
                {
                    for (var k = 0; k <= routes[t].Count; k++)
                    {
                        var (a, b) = (k == 0 ? n : routes[t][k - 1], k == routes[t].Count ? n : routes[t][k]);
                        var more = travel(a, i) + travel(i, b) - (routes[t].Count == 0 ? 0 : travel(a, b)) + dwell;
                        if (spent[t] + more > minutes + 1e-9 || rewards[i] / (more + 1e-9) <= best)
                            continue;
                        (best, stop, team, place, cost) = (rewards[i] / (more + 1e-9), i, t, k, more);
                    }
                }
            }
            if (stop < 0)
                return;
            routes[team].Insert(place, stop);
            spent[team] += cost;
            open.Remove(stop);
        }
    }

    private static PatrolPlan Exact(int n, double[] rewards, Func<int, int, double> travel, double minutes, double dwell)
    {
        var (time, from) = (new double[1 << n, Math.Max(1, n)], new int[1 << n, Math.Max(1, n)]);
        var (best, bestSet, bestEnd, bestTime) = (0.0, 0, -1, 0.0);
        for (var set = 1; set < 1 << n; set++)
        {
            double reward = 0;
            for (var i = 0; i < n; i++)
                if ((set >> i & 1) == 1)
                    reward += rewards[i];
            for (var end = 0; end < n; end++)
            {
                if ((set >> end & 1) == 0)
                    continue;
                var rest = set & ~(1 << end);
                (time[set, end], from[set, end]) = (rest == 0 ? travel(n, end) + dwell : double.PositiveInfinity, -1);
                for (var i = 0; i < n; i++)
                {
                    if ((rest >> i & 1) == 1 && time[rest, i] + travel(i, end) + dwell < time[set, end])
                        (time[set, end], from[set, end]) = (time[rest, i] + travel(i, end) + dwell, i);
                }
                var whole = time[set, end] + travel(end, n);
                if (whole <= minutes + 1e-9 && (reward > best + 1e-12 || (reward > best - 1e-12 && best > 0 && whole < bestTime)))
                    (best, bestSet, bestEnd, bestTime) = (reward, set, end, whole);
            }
        }
        var route = new List<int>();
        for (var (set, end) = (bestSet, bestEnd); end >= 0; )
        {
            route.Insert(0, end);
            (set, end) = (set & ~(1 << end), from[set, end]);
        }
        return new([route], [bestTime], best, true);
    }
}
