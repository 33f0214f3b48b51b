namespace Fosse.Analysis;

/// <summary>
/// A self-exciting process on cells: background by cell (events a day), branching ratio θ with its 95% interval by resampling cells, ω
/// (1/days), the rise of the
/// likelihood, and the values of θ and ω in each round.
/// </summary>
public sealed record SelfExcitingResult(
    IReadOnlyList<double> Background,
    double Theta,
    double ThetaLow,
    double ThetaHigh,
    double Omega,
    double LogLikelihood,
    IReadOnlyList<(double Theta, double Omega)> Trace
);

/// <summary>
/// Self-exciting point processes. Need days; without a background that moves with the season θ takes the season for excitation. Not for
/// deciding where to send
/// officers without a comparison with the plain count: what is recorded follows them.
/// </summary>
public static class SelfExciting
{
    /// <summary>
    /// λ_n(t) = μ_n + Σ θω exp(-ω(t - t_i)) over the cell's earlier events, by expectation and maximisation: θ = Σp/N (edge corrected:
    /// Σp/Σ(1 - exp(-ω(T - t)))),
    /// ω = Σp/Σp·dt, μ_n = background events/T. Source: Mohler et al. (2015) JASA 110:1399.
    /// </summary>
    /// <param name="days">Times of events, 0 to <paramref name="length"/>.</param>
    /// <param name="cells">The cell of each, from 0.</param>
    /// <param name="length">T, days.</param>
    /// <param name="rounds">EM rounds.</param>
    /// <param name="theta">θ to begin with.</param>
    /// <param name="omega">ω to begin with.</param>
    /// <param name="edges">Correct for what would come after T.</param>
    /// <param name="resamples">Of cells, for the interval; 0 for none.</param>
    /// <param name="seed">Seed of chance.</param>
    public static SelfExcitingResult Fit(
        double[] days,
        int[] cells,
        double length,
        int rounds = 50,
        double theta = .5,
        double omega = 1,
        bool edges = true,
        int resamples = 100,
        long seed = 1
    )
    {
        Ask.Values(days, 2);
        ArgumentNullException.ThrowIfNull(cells);
        Ask.Length(cells.Length, days.Length, nameof(cells));
        Ask.Positive(length);
        Ask.Positive(theta);
        Ask.Positive(omega);
        Ask.AtLeast(rounds, 1);
        if (days.Min() < 0 || days.Max() > length)
            throw new ArgumentOutOfRangeException(nameof(days), "Times must lie between 0 and the length.");
        NotSupportedForMonthlyData.Refuse(days);
        var count = cells.Max() + 1;
        if (cells.Min() < 0)
            throw new ArgumentOutOfRangeException(nameof(cells), cells.Min(), "Cells are numbered from 0.");
        var events = ByCell(days, cells, count);
        var (background, t, o, likelihood, trace) = Run(events, length, rounds, theta, omega, edges);
        var drawn = new double[resamples];
        Parallel.For(
            0,
            resamples,
            r =>
            {
                var chance = new Chance(seed, r);
                drawn[r] = Run(
                    [.. Enumerable.Range(0, count).Select(_ => events[chance.Below(count)])],
                    length,
                    Math.Min(rounds, 25),
                    t,
                    o,
                    edges
                ).Theta;
            }
        );
        Array.Sort(drawn);
        return new(
            background,
            t,
            resamples == 0 ? double.NaN : drawn[(int)(.025 * resamples)],
            resamples == 0 ? double.NaN : drawn[Math.Min(resamples - 1, (int)(.975 * resamples))],
            o,
            likelihood,
            trace
        );
    }

    private static double[][] ByCell(double[] days, int[] cells, int count)
    {
        var start = new int[count + 1];
        foreach (var c in cells)
            start[c + 1]++;
        for (var c = 0; c < count; c++)
            start[c + 1] += start[c];
        var (all, next) = (new double[days.Length], start.AsSpan(0, count).ToArray());
        for (var i = 0; i < days.Length; i++)
            all[next[cells[i]]++] = days[i];
        var events = new double[count][];
        for (var c = 0; c < count; c++)
        {
            events[c] = start[c] == start[c + 1] ? [] : all[start[c]..start[c + 1]];
            Array.Sort(events[c]);
        }
        return events;
    }

    private static (double[] Background, double Theta, double Omega, double LogLikelihood, List<(double, double)> Trace) Run(
        double[][] events,
        double length,
        int rounds,
        double theta,
        double omega,
        bool edges
    )
    {
        var (background, trace) = (events.Select(e => e.Length / length / 2).ToArray(), new List<(double, double)>());
        double total = events.Sum(e => e.Length),
            likelihood = 0;
        for (var round = 0; round < rounds; round++)
        {
            double triggered = 0,
                waited = 0,
                seen = 0;
            likelihood = 0;
            var next = new double[events.Length];
            for (var c = 0; c < events.Length; c++)
            {
                if (events[c].Length == 0)
                    continue;
                // a: Σ exp(-ω dt) over earlier events; b: the same times dt. Both follow from the event before.
                double a = 0,
                    b = 0,
                    own = 0;
                for (var i = 0; i < events[c].Length; i++)
                {
                    if (i > 0)
                    {
                        var (dt, fade) = (events[c][i] - events[c][i - 1], Math.Exp(-omega * (events[c][i] - events[c][i - 1])));
                        (a, b) = (fade * (1 + a), fade * (b + dt * (1 + a)));
                    }
                    var rate = background[c] + theta * omega * a;
                    if (rate <= 0)
                        continue;
                    likelihood += Math.Log(rate);
                    own += background[c] / rate;
                    triggered += theta * omega * a / rate;
                    waited += theta * omega * b / rate;
                    seen += 1 - Math.Exp(-omega * (length - events[c][i]));
                }
                next[c] = own / length;
                likelihood -= background[c] * length;
            }
            likelihood -= theta * seen;
            background = next;
            if (waited > 0)
                (theta, omega) = (triggered / (edges ? seen : total), triggered / waited);
            else
                theta = 0;
            trace.Add((theta, omega));
        }
        return (background, theta, omega, likelihood, trace);
    }

    /// <summary>
    /// The intensity at places at a time: weight/T Σ Gauss_b(x - x_i) over all + Σ θω exp(-ω(t - t_i)) Gauss_σ(x - x_i) over events before
    /// it. Events per square metre and day.
    /// Source: Mohler et al. (2011) JASA 106:100, with parametric kernels.
    /// </summary>
    public static double[] Intensity(
        double[] atX,
        double[] atY,
        double[] x,
        double[] y,
        double[] days,
        double now,
        double theta,
        double omega,
        double sigma,
        double backgroundBandwidth,
        double backgroundWeight = 1
    )
    {
        Kde.Check(x, y, null);
        Kde.Check(atX, atY, null);
        Ask.Values(days, 0);
        Ask.Length(days.Length, x.Length, nameof(days));
        Ask.Positive(now);
        Ask.NotNegative(theta);
        Ask.Positive(omega);
        Ask.Positive(sigma);
        Ask.Positive(backgroundBandwidth);
        Ask.NotNegative(backgroundWeight);
        NotSupportedForMonthlyData.Refuse(days);
        var intensity = new double[atX.Length];
        Parallel.For(
            0,
            intensity.Length,
            p =>
            {
                double sum = 0;
                for (var i = 0; i < x.Length; i++)
                {
                    var d2 = (x[i] - atX[p]) * (x[i] - atX[p]) + (y[i] - atY[p]) * (y[i] - atY[p]);
                    double Gauss(double s) => Math.Exp(-d2 / (2 * s * s)) / (2 * Math.PI * s * s);
                    sum += backgroundWeight / now * Gauss(backgroundBandwidth);
                    if (days[i] < now)
                        sum += theta * omega * Math.Exp(-omega * (now - days[i])) * Gauss(sigma);
                }
                intensity[p] = sum;
            }
        );
        return intensity;
    }
}
