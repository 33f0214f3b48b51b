namespace Fosse.Analysis;

/// <summary>Chosen sites (indices, in order of choice), the demand they cover, what the greedy start covered, and a bound that no choice
/// can exceed.</summary>
public sealed record CoveringResult(IReadOnlyList<int> Sites, double Covered, double Greedy, double Bound)
{
    /// <summary>How far the choice may be from the best, as a share of the bound.</summary>
    public double Gap => Bound > 0 ? (Bound - Covered) / Bound : 0;
}

/// <summary>Where to put so many cameras or posts that most demand lies within reach. Needs an assessment of privacy before it is used for
/// cameras.</summary>
public static class Covering
{
    /// <summary>
    /// max Σw z, z_i &lt;= Σ y_j over sites that reach i, Σy &lt;= p: greedy with lazily renewed gains, then a Lagrangian bound whose
    /// choices are improved by exchanging single sites.
    /// Source: Church and ReVelle (1974); Minoux (1978); Galvão and ReVelle (1996).
    /// </summary>
    /// <param name="x">Demand: eastings.</param>
    /// <param name="y">Demand: northings.</param>
    /// <param name="weights">Demand, 0 or more; null for 1.</param>
    /// <param name="siteX">Sites: eastings.</param>
    /// <param name="siteY">Sites: northings.</param>
    /// <param name="reach">Metres; d &lt;= reach is covered.</param>
    /// <param name="sites">p, 1 or more.</param>
    /// <param name="rounds">Of the bound.</param>
    /// <param name="stop">Ends the work early.</param>
    public static CoveringResult Choose(
        double[] x,
        double[] y,
        double[]? weights,
        double[] siteX,
        double[] siteY,
        double reach,
        int sites,
        int rounds = 400,
        CancellationToken stop = default
    )
    {
        Kde.Check(x, y, null);
        Kde.Check(siteX, siteY, null);
        Ask.Values(siteX);
        Ask.Positive(reach);
        Ask.AtLeast(sites, 1);
        Ask.AtLeast(rounds, 0);
        var w = weights ?? [.. Enumerable.Repeat(1.0, x.Length)];
        Ask.Counts(w, 0, nameof(weights));
        Ask.Length(w.Length, x.Length, nameof(weights));
        var near = new NearPoints(x, y, reach);
        var cover = siteX
            .Select(
                (_, j) =>
                {
                    var found = new List<int>();
                    near.Each(siteX[j], siteY[j], reach, (i, _) => found.Add(i));
                    return found.Order().ToArray();
                }
            )
            .ToArray();
        var p = Math.Min(sites, cover.Length);
        var choice = new CoveringChoice(w, cover);
        choice.Greedy(p);
        var (greedy, bound) = (choice.Covered, w.Sum());
        choice.Exchange();
        var (best, covered) = (choice.Sites.ToArray(), choice.Covered);

        // Multipliers share each demand's weight out among the sites that reach it.
        var price = w.Select(v => v / 2).ToArray();
        var (value, first, reached, step) = (new double[cover.Length], new int[cover.Length], new int[w.Length], 1.0);
        var tried = new HashSet<string>(); // exchanges from the same sites lead to the same sites
        for (var round = 0; round < rounds && bound - covered > 1e-9 * bound; round++)
        {
            stop.ThrowIfCancellationRequested();
            for (var j = 0; j < cover.Length; j++)
            {
                double sum = 0;
                foreach (var i in cover[j])
                    sum += price[i];
                (value[j], first[j]) = (-sum, j);
            }
            Array.Sort(value, first);
            for (var (from, to) = (0, 0); from < first.Length; from = to) // of equal ones the first comes first
            {
                for (to = from + 1; to < first.Length && value[to] == value[from]; to++)
                    ;
                if (to - from > 1)
                    Array.Sort(first, from, to - from);
            }
            var chosen = first[..p];
            Array.Clear(reached);
            foreach (var j in chosen)
            foreach (var i in cover[j])
                reached[i]++;
            double upper = 0,
                norm = 0;
            for (var k = 0; k < p; k++)
                upper -= value[k];
            for (var i = 0; i < w.Length; i++)
            {
                upper += Math.Max(0, w[i] - price[i]);
                var off = (w[i] > price[i] ? 1 : 0) - reached[i];
                norm += off * off;
            }
            bound = Math.Min(bound, upper);
            if ((round % 10 == 0 || round > rounds - 20) && tried.Add(string.Join(' ', chosen.Order())))
            {
                choice.Take(chosen);
                choice.Exchange();
                if (choice.Covered > covered)
                    (best, covered) = (choice.Sites.ToArray(), choice.Covered);
            }
            if (norm == 0)
                break;
            for (var i = 0; i < w.Length; i++)
                price[i] = Math.Clamp(price[i] + step * (upper - covered) / norm * ((w[i] > price[i] ? 1 : 0) - reached[i]), 0, w[i]);
            if (round % 20 == 19)
                step *= .85;
        }
        return new(best, covered, greedy, Math.Max(bound, covered));
    }
}
