namespace Fosse.Analysis;

/// <summary>
/// How cylinders are searched: the largest share of all cases in the circle of one (0.5; for crime 0.05 to 0.1), the largest radius in
/// metres, the longest window in days
/// (null for half of the time studied), the days of a step, whether only windows that reach the end count (prospective), and the
/// simulations.
/// </summary>
public sealed record SpaceTimeScanOptions(
    double MostCases = .5,
    double MostRadius = double.PositiveInfinity,
    double? LongestWindow = null,
    int Step = 1,
    bool Prospective = false,
    int Simulations = 999,
    long Seed = 1,
    int LeastCases = 2,
    int MostClusters = 20
);

/// <summary>
/// A cylinder: the events in it (their places in the input), its middle and radius in metres, its first and last day (both in it), how many
/// places its circle holds, cases in it, cases in its circle
/// at all times, cases in its window at all places, expected cases (the product of these two over all), seen over expected, log-likelihood
/// ratio, p by simulation and by a Gumbel fit.
/// </summary>
public sealed record SpaceTimeCluster(
    IReadOnlyList<int> Events,
    double X,
    double Y,
    double Radius,
    double FromDay,
    double ToDay,
    int Places,
    double Cases,
    double CasesOfPlaces,
    double CasesOfWindow,
    double Expected,
    double Ratio,
    double LogLikelihoodRatio,
    double P,
    double GumbelP
);

/// <summary>
/// Kulldorff's space-time permutation scan: more events in a circle and a window than its places at all times and its window at all places
/// make likely. Needs no population. Needs days and
/// places, and is refused for months. Says nothing of places that are always busy (they are expected to be); population that shifts between
/// parts makes clusters of its own. Not a boundary, and
/// not by itself a reason to send anybody.
/// </summary>
public static class SpaceTimeScan
{
    /// <summary>
    /// The most likely cylinder and those beside it that share no place. Expected: μ = C_z C_t/C; ratio: c ln(c/μ) + (C-c) ln((C-c)/(C-μ))
    /// where c > μ; p = (1 + simulations with one as
    /// large)/(1 + simulations), each a shuffle of the times over the events. Circles are centred on places with events; places as far off
    /// as one another come in together; days are taken
    /// together in steps counted back from the last. Source: Kulldorff, Heffernan, Hartman, Assunção and Mostashari (2005) PLoS Medicine
    /// 2:e59.
    /// </summary>
    /// <param name="x">Eastings of the events, metres.</param>
    /// <param name="y">Northings.</param>
    /// <param name="days">Times; the day is the whole part.</param>
    /// <param name="options">Limits, simulations, seed.</param>
    /// <param name="stop">Ends the work early.</param>
    /// <exception cref="NotSupportedForMonthlyData">All times are months.</exception>
    /// <exception cref="ArgumentException">Fewer than two events, unlike lengths, a value that is not finite, a limit outside its
    /// range.</exception>
    public static IReadOnlyList<SpaceTimeCluster> Of(
        double[] x,
        double[] y,
        double[] days,
        SpaceTimeScanOptions? options = null,
        CancellationToken stop = default
    )
    {
        options ??= new();
        Ask.Values(x, 2);
        Ask.Values(y);
        Ask.Values(days);
        Ask.Length(y.Length, x.Length, nameof(y));
        Ask.Length(days.Length, x.Length, nameof(days));
        Ask.AtLeast(options.Step, 1, nameof(options));
        Ask.AtLeast(options.Simulations, 0, nameof(options));
        Ask.AtLeast(options.LeastCases, 1, nameof(options));
        if (!(options.MostCases is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(options), options.MostCases, "The largest share must be above 0 and at most 1.");
        if (!(options.MostRadius >= 0))
            throw new ArgumentOutOfRangeException(nameof(options), options.MostRadius, "The largest radius must be 0 or above.");
        if (options.LongestWindow is { } longest && !(longest >= options.Step))
            throw new ArgumentOutOfRangeException(nameof(options), longest, "The longest window must be a step or longer.");
        NotSupportedForMonthlyData.Refuse(days);
        var last = Math.Floor(days.Max());
        var steps = days.Select(d => Math.Floor((last - Math.Floor(d)) / options.Step)).ToArray(); // back from the end
        var count = steps.Max() + 1;
        if (count > 1_000_000)
            throw new ArgumentOutOfRangeException(
                nameof(days),
                last,
                "More than a million steps lie between the first day and the last; choose a longer step."
            );
        var window = Math.Max(1, Math.Floor(options.LongestWindow / options.Step ?? count / 2));
        var cylinders = new SpaceTimeCylinders(
            x,
            y,
            [.. steps.Select(s => (int)(count - 1 - s))],
            (int)count,
            (int)Math.Min(window, count),
            options
        );

        var best = new Cylinder[cylinders.Places];
        Parallel.For(
            0,
            best.Length,
            new() { CancellationToken = stop },
            () => new CylinderRoom(x.Length),
            (i, _, room) =>
            {
                best[i] = cylinders.Search(i, cylinders.Steps, room, 0);
                return room;
            },
            _ => { }
        );
        var most = new double[options.Simulations];
        Parallel.For(
            0,
            most.Length,
            new() { CancellationToken = stop },
            () => new CylinderRoom(x.Length),
            (r, _, room) =>
            {
                cylinders.Steps.CopyTo(room.Steps, 0);
                new Chance(options.Seed, r).Shuffle<int>(room.Steps);
                for (var i = 0; i < best.Length; i++)
                    most[r] = Math.Max(most[r], cylinders.Search(i, room.Steps, room, most[r]).Ratio);
                return room;
            },
            _ => { }
        );

        var (chance, taken, found) = (new ScanChance(most), new HashSet<int>(), new List<SpaceTimeCluster>());
        foreach (var centre in Enumerable.Range(0, best.Length).Where(i => best[i].Ratio > 0).OrderByDescending(i => best[i].Ratio))
        {
            var one = best[centre];
            var places = cylinders.Within(centre, one.Places);
            if (places.Any(taken.Contains))
                continue;
            taken.UnionWith(places);
            var (events, cases, ofPlaces, ofWindow) = cylinders.Contents(places, one.From, one.To);
            double expected = (double)ofPlaces * ofWindow / x.Length,
                day = last - (count - 1 - one.From) * options.Step - options.Step + 1;
            var (cx, cy) = cylinders.Middle(centre);
            found.Add(
                new(
                    events,
                    cx,
                    cy,
                    cylinders.Radius(centre, one.Places),
                    day,
                    last - (count - 1 - one.To) * options.Step,
                    places.Length,
                    cases,
                    ofPlaces,
                    ofWindow,
                    expected,
                    cases / expected,
                    one.Ratio,
                    chance.P(one.Ratio),
                    chance.Gumbel(one.Ratio)
                )
            );
            if (found.Count == options.MostClusters)
                break;
        }
        return found;
    }
}
