namespace Fosse.Analysis;

/// <summary>Rates made comparable between populations of unlike age. Not for fewer than ten events in all: the interval then says
/// little.</summary>
public static class Standardised
{
    /// <summary>
    /// The directly standardised rate Σwᵢxᵢ/nᵢ / Σwᵢ with Dobson's interval: rate + √(Var(rate)/x)·(limit(x) - x), Var = Σwᵢ²xᵢ/nᵢ² /
    /// (Σwᵢ)²,
    /// where limit(x) is Byar's for ten and more events in all and the exact one below.
    /// Source: Dobson, Kuulasmaa, Eberle and Scherer (1991); OHID technical guide (2018).
    /// </summary>
    /// <param name="counts">Events by group.</param>
    /// <param name="populations">By group, above 0.</param>
    /// <param name="standard">The standard population by group, 0 or more, not all 0.</param>
    /// <param name="per">The unit, 100,000 for a rate per 100,000.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <exception cref="ArgumentException">No group, unlike lengths, a value outside its range.</exception>
    public static Rate Direct(double[] counts, double[] populations, double[] standard, double per = 1000, double confidence = .95)
    {
        Ask.Counts(counts);
        Ask.Positives(populations);
        Ask.Counts(standard);
        Ask.Length(populations.Length, counts.Length, nameof(populations));
        Ask.Length(standard.Length, counts.Length, nameof(standard));
        Ask.Positive(per);
        Ask.Confidence(confidence);
        var whole = standard.Sum();
        Ask.Positive(whole, nameof(standard));
        double rate = 0,
            variance = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            rate += standard[i] * counts[i] / populations[i];
            variance += standard[i] * standard[i] * counts[i] / (populations[i] * populations[i]);
        }
        rate /= whole;
        variance /= whole * whole;
        var total = counts.Sum();
        var limits = Rates.Per((long)Math.Round(total), 1, 1, confidence);
        // With no events the groups cannot say how they weigh: the mean weight per head stands in.
        var stretch = total > 0 ? Math.Sqrt(variance / total) : standard.Zip(populations, (w, n) => w / n).Average() / whole;
        return new(rate * per, Math.Max(0, rate + stretch * (limits.Low - total)) * per, (rate + stretch * (limits.High - total)) * per);
    }

    /// <summary>
    /// The standardised ratio observed/expected with the interval of <see cref="Rates.Per"/>. No unit: 1 is as expected.
    /// Source: Breslow and Day (1987), section 2.3. Ratios of two areas must not be compared with one another.
    /// </summary>
    /// <param name="observed">Events.</param>
    /// <param name="expected">Events that the standard rates would give, above 0.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    public static Rate Indirect(long observed, double expected, double confidence = .95) => Rates.Per(observed, expected, 1, confidence);
}
