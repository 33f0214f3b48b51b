namespace Fosse.Analysis;

/// <summary>What a change in a rate may be called.</summary>
public enum ChangeVerdict
{
    NotClearlyDifferent,
    Rise,
    Fall,
}

/// <summary>
/// How many times the rate before the rate after is, with its interval. No unit: 1.21 is a rise of 21%.
/// <see cref="Ratio"/> and <see cref="High"/> are infinite when nothing was counted before; the ratio is not a number when nothing was
/// counted at all.
/// </summary>
public readonly record struct Change(double Ratio, double Low, double High, ChangeVerdict Verdict);

/// <summary>
/// Whether a rate changed by more than chance would. Not for two periods picked because they looked different,
/// and it says nothing of why: a change in recording looks the same.
/// </summary>
public static class RateChange
{
    /// <summary>
    /// The ratio of two Poisson rates with its exact interval: given the total, the events after are binomial,
    /// so the Clopper-Pearson limits of their share, as odds, are the limits of the ratio.
    /// Source: Przyborowski and Wilenski (1940); Clopper and Pearson (1934); Lehmann and Romano (2005), section 4.5.
    /// </summary>
    /// <param name="before">Events before, 0 or more.</param>
    /// <param name="exposureBefore">Population or person-time before, above 0, in the unit of <paramref name="exposureAfter"/>.</param>
    /// <param name="after">Events after, 0 or more.</param>
    /// <param name="exposureAfter">Population or person-time after, above 0.</param>
    /// <param name="confidence">Between 0 and 1, usually 0.95.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Change Between(long before, double exposureBefore, long after, double exposureAfter, double confidence = .95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(before);
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        Ask.Positive(exposureBefore);
        Ask.Positive(exposureAfter);
        Ask.Confidence(confidence);

        var tail = (1 - confidence) / 2;
        var exposure = exposureBefore / exposureAfter;
        var low = LowestOdds(after, before, tail) * exposure;
        var high = exposure / LowestOdds(before, after, tail); // the same question asked from the other side; x/0 is infinite
        var ratio = (double)after / before * exposure; // 0/0 is not a number, as said above

        var verdict =
            low > 1 ? ChangeVerdict.Rise
            : high < 1 ? ChangeVerdict.Fall
            : ChangeVerdict.NotClearlyDifferent;
        return new(ratio, low, high, verdict);
    }

    private static double LowestOdds(long these, long others, double tail)
    {
        if (these == 0)
            return 0;
        var share = Quantiles.Beta(these, others + 1.0, tail);
        return share / (1 - share);
    }
}
