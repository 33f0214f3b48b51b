namespace Fosse.Analysis;

/// <summary>How unevenly crimes fall on places: Gini, the generalised Gini for fewer crimes than places, and the shares of places that hold
/// 25, 50 and 80%.</summary>
public sealed record ConcentrationResult(
    double Gini,
    double GeneralisedGini,
    double Share25,
    double Share50,
    double Share80,
    IReadOnlyList<(double Places, double Crimes)> Lorenz
);

/// <summary>
/// Concentration of crime at places. Fewer crimes than places look concentrated by arithmetic alone; map points are not streets, so open
/// data do not
/// say how concentrated crime is on streets.
/// </summary>
public static class Concentration
{
    /// <summary>
    /// Gini = Σ(2i - n - 1)x_i/(nΣx), x rising. Generalised: max(1, n/c)(G - 1) + 1 with c crimes at n places. A share is the least part of
    /// the places, the fullest
    /// first, that holds so much. Source: Gini (1912); Bernasco and Steenbeek (2017) J Quant Criminology 33:451; Weisburd (2015).
    /// </summary>
    /// <param name="counts">By place, 0 or more, also those with nothing; not all 0.</param>
    /// <exception cref="ArgumentException">No place, nothing counted, a value outside its range.</exception>
    public static ConcentrationResult Of(double[] counts)
    {
        Ask.Counts(counts);
        double total = counts.Sum(),
            n = counts.Length;
        if (total == 0)
            throw new ArgumentException("Nothing was counted: there is no concentration.", nameof(counts));
        var sorted = counts.Order().ToArray();
        double sum = 0;
        for (var i = 0; i < sorted.Length; i++)
            sum += (2 * (i + 1) - n - 1) * sorted[i];
        var gini = sum / (n * total);
        var lorenz = new List<(double, double)> { (0, 0) };
        double running = 0;
        for (var i = 0; i < sorted.Length; i++)
            lorenz.Add(((i + 1) / n, (running += sorted[sorted.Length - 1 - i]) / total));
        return new(
            gini,
            Math.Max(1, n / total) * (gini - 1) + 1,
            Share(sorted, total, .25),
            Share(sorted, total, .5),
            Share(sorted, total, .8),
            lorenz
        );
    }

    private static double Share(double[] sorted, double total, double part)
    {
        double sum = 0;
        for (var i = 1; i <= sorted.Length; i++)
            if ((sum += sorted[^i]) >= part * total * (1 - 1e-12))
                return (double)i / sorted.Length;
        return 1;
    }
}

/// <summary>A sum of harm: the total, per 1,000 of the population, and the total without the largest part (one homicide must not decide a
/// map).</summary>
public readonly record struct HarmSum(double Total, double Per1000, double WithoutLargest);

/// <summary>
/// Counts weighed by harm, with weights that are loaded at run time. Count what victims reported; leave out what police work itself finds
/// (drugs, stops).
/// </summary>
public static class Harm
{
    /// <summary>Σ count × weight. Unit: that of the weights (days of sentence). Source: Sherman, Neyroud and Neyroud (2016) Policing
    /// 10:171; ONS (2016) Crime Severity Score.</summary>
    /// <param name="counts">By kind, 0 or more.</param>
    /// <param name="weights">By kind, 0 or more.</param>
    /// <param name="population">Above 0, or null: then per 1,000 is NaN.</param>
    public static HarmSum Of(double[] counts, double[] weights, double? population = null)
    {
        Ask.Counts(counts);
        Ask.Counts(weights);
        Ask.Length(weights.Length, counts.Length, nameof(weights));
        if (population is { } given)
            Ask.Positive(given, nameof(population));
        var parts = counts.Zip(weights, (n, w) => n * w).ToArray();
        var total = parts.Sum();
        return new(total, population is { } people ? total / people * 1000 : double.NaN, total - parts.Max());
    }
}
