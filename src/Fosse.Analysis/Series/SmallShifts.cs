namespace Fosse.Analysis;

/// <summary>A point of an exponentially weighted moving average, with the limits there.</summary>
public readonly record struct EwmaPoint(double Value, double Average, double Low, double High)
{
    /// <summary>The value may still rise (<see cref="LateMonths"/>).</summary>
    public bool Provisional { get; init; }

    /// <summary>The average is outside its limits; at a provisional value only when above.</summary>
    public bool Signal => Average > High || (Average < Low && !Provisional);
}

/// <summary>A point of a cumulative sum: what has gathered above and below, whether that is a signal, and whether the value may still rise
/// (then only what is above signals).</summary>
public readonly record struct CusumPoint(double Value, double High, double Low, bool Signal)
{
    /// <summary>The value may still rise (<see cref="LateMonths"/>).</summary>
    public bool Provisional { get; init; }
}

/// <summary>Charts that see small lasting shifts. The target and sigma must be of a steady time; seasonal series need their season taken
/// off.</summary>
public static class SmallShifts
{
    /// <summary>
    /// z = λx + (1-λ)z before, from the target; limits target ± Lσ√(λ/(2-λ)(1-(1-λ)^2i)). Source: Roberts (1959); NIST/SEMATECH e-Handbook
    /// 6.3.2.4
    /// (whose printed limits are those of the far end).
    /// </summary>
    /// <param name="values">In order of time.</param>
    /// <param name="target">The level to stay at; null for the mean.</param>
    /// <param name="sigma">Standard deviation, above 0; null for the mean moving range over 1.128.</param>
    /// <param name="lambda">Above 0, at most 1; usually 0.2 to 0.3.</param>
    /// <param name="limit">L, usually 2.7 to 3.</param>
    /// <param name="late">How many of the newest may still rise; the level and sigma are not made of them.</param>
    public static IReadOnlyList<EwmaPoint> Ewma(
        double[] values,
        double? target = null,
        double? sigma = null,
        double lambda = .2,
        double limit = 3,
        int late = 0
    )
    {
        Ask.Values(values);
        if (!(lambda > 0 && lambda <= 1))
            throw new ArgumentOutOfRangeException(nameof(lambda), lambda, "Must be above 0 and at most 1.");
        Ask.Positive(limit);
        var (level, spread) = Level(LateMonths.Settled(values, late), target, sigma);
        var z = level;
        var points = new EwmaPoint[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            z = lambda * values[i] + (1 - lambda) * z;
            var half = limit * spread * Math.Sqrt(lambda / (2 - lambda) * (1 - Math.Pow(1 - lambda, 2 * (i + 1))));
            points[i] = new(values[i], z, level - half, level + half) { Provisional = i >= values.Length - late };
        }
        return points;
    }

    /// <summary>
    /// High = max(0, high + x - target - kσ), low = max(0, low + target - kσ - x); a signal beyond hσ. Source: Page (1954); Montgomery and
    /// Runger, section 16-9.
    /// </summary>
    /// <param name="values">In order of time.</param>
    /// <param name="target">The level; null for the mean.</param>
    /// <param name="sigma">Standard deviation; give 1 for k and h in the unit of the values.</param>
    /// <param name="k">Slack, half the shift that matters, in sigmas: 0.5.</param>
    /// <param name="h">Decision interval in sigmas: 4 to 5.</param>
    /// <param name="resets">Begin again after a signal.</param>
    /// <param name="late">How many of the newest may still rise; the level and sigma are not made of them.</param>
    public static IReadOnlyList<CusumPoint> Cusum(
        double[] values,
        double? target = null,
        double? sigma = null,
        double k = .5,
        double h = 5,
        bool resets = false,
        int late = 0
    )
    {
        Ask.Values(values);
        Ask.NotNegative(k);
        Ask.Positive(h);
        var (level, spread) = Level(LateMonths.Settled(values, late), target, sigma);
        var (high, low) = (0.0, 0.0);
        var points = new CusumPoint[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            high = Math.Max(0, high + (values[i] - level - k * spread));
            low = Math.Max(0, low + (level - k * spread - values[i]));
            var provisional = i >= values.Length - late;
            points[i] = new(values[i], high, low, high > h * spread || (low > h * spread && !provisional)) { Provisional = provisional };
            if (resets && points[i].Signal)
                (high, low) = (0, 0);
        }
        return points;
    }

    private static (double Level, double Spread) Level(double[] values, double? target, double? sigma)
    {
        if (target is { } t)
            Ask.Finite(t, nameof(target));
        if (sigma is { } s)
            Ask.Positive(s, nameof(sigma));
        var spread = sigma ?? (values.Length < 2 ? double.NaN : values.Skip(1).Select((v, i) => Math.Abs(v - values[i])).Average() / 1.128);
        if (!(spread > 0))
            throw new ArgumentException("Cannot be told from values that do not differ: give it.", nameof(sigma));
        return (target ?? values.Average(), spread);
    }
}
