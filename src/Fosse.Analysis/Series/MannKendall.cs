namespace Fosse.Analysis;

/// <summary>Kendall's tau-b against time, its z and two-sided p by the normal (ties counted, no continuity correction), and Sen's slope
/// with its interval.</summary>
public readonly record struct MannKendallResult(double S, double Tau, double Z, double P, Rate SenSlope);

/// <summary>A monotone trend without a model. Not for seasonal series: take the season off first; neighbouring months that resemble one
/// another make p too small.</summary>
public static class MannKendall
{
    /// <summary>
    /// S = Σ sign(later - earlier), z = S/√V with V for ties; Sen's slope is the median of all slopes, its interval by ranks.
    /// Source: Mann (1945); Kendall (1975); Sen (1968) JASA 63:1379.
    /// </summary>
    /// <param name="values">At least three, evenly spaced.</param>
    /// <param name="confidence">Of the slope's interval.</param>
    public static MannKendallResult Of(double[] values, double confidence = .95)
    {
        Ask.Values(values, 3);
        Ask.Confidence(confidence);
        double n = values.Length,
            s = 0;
        var slopes = new List<double>(values.Length * (values.Length - 1) / 2);
        for (var i = 0; i < values.Length; i++)
        {
            for (var j = i + 1; j < values.Length; j++)
            {
                s += Math.Sign(values[j] - values[i]);
                slopes.Add((values[j] - values[i]) / (j - i));
            }
        }
        slopes.Sort();
        double ties = 0,
            tied = 0;
        foreach (var many in values.GroupBy(v => v).Select(g => (double)g.Count()))
        {
            ties += many * (many - 1) * (2 * many + 5);
            tied += many * (many - 1) / 2;
        }
        var (variance, pairs) = ((n * (n - 1) * (2 * n + 5) - ties) / 18, n * (n - 1) / 2);
        var z = variance > 0 ? s / Math.Sqrt(variance) : 0;
        var half = Quantiles.TwoSidedNormal(confidence) * Math.Sqrt(Math.Max(0, variance));
        double At(double rank) => slopes[(int)Math.Clamp(rank, 0, slopes.Count - 1)];
        var slope = slopes.Count % 2 == 1 ? slopes[slopes.Count / 2] : (slopes[slopes.Count / 2 - 1] + slopes[slopes.Count / 2]) / 2;
        return new(
            s,
            pairs > tied ? s / Math.Sqrt(pairs * (pairs - tied)) : 0,
            z,
            Normal.TwoSided(z),
            new(slope, At(Math.Round((pairs - half) / 2) - 1), At(Math.Round((pairs + half) / 2)))
        );
    }
}
