using System.Numerics;

namespace Fosse.Analysis;

/// <summary>How pairs are weighed whose circle lies partly outside the rectangle studied.</summary>
public enum PairEdges
{
    Isotropic,
    Translate,
    None,
}

/// <summary>
/// Sigma is the bandwidth of least mean square error, metres, as the standard deviation of a Gaussian kernel (a quartic kernel spreads as
/// wide with h = √8 σ). AtEnd: the least lies
/// at the largest that was tried, so a larger one may be better still. Criterion holds what was tried.
/// </summary>
public sealed record BermanDiggleResult(
    double Sigma,
    double LowerBound,
    bool AtEnd,
    IReadOnlyList<(double Sigma, double Criterion)> Criterion
)
{
    /// <summary>Sigma, but not below the bound for stacked points.</summary>
    public double Chosen => Math.Max(LowerBound, Sigma);
}

/// <summary>Bandwidth by Berman and Diggle's estimate of the mean square error. A suggestion: what the map is for decides as
/// much.</summary>
public static class BermanDiggle
{
    private const int Bins = 4096;

    /// <summary>
    /// The σ = r/2 of least M(r) = (1/λ - 2K(r))/(πr²) + J(r)/(πr²)², J the integral over dK of the area that two discs of radius r share,
    /// K Ripley's function. Points on one map point
    /// make K(0) above 0 and M fall without end as r goes to 0, so use Chosen. It supposes that events strew at random around an intensity
    /// that itself is a stationary process.
    /// Source: Berman and Diggle (1989) JRSS B 51:81; Diggle (1985); as bw.diggle of R's spatstat, which looks at fewer r.
    /// </summary>
    /// <param name="x">Eastings, at least three places.</param>
    /// <param name="y">Northings.</param>
    /// <param name="rectangle">What was studied: west, south, east, north; the points' own when null.</param>
    /// <param name="edges">How pairs near the edge are weighed.</param>
    /// <param name="largest">The largest σ to try, metres; when null a sixteenth of the rectangle's short side, or less where points are
    /// dense.</param>
    /// <param name="stop">Ends the work early.</param>
    /// <exception cref="ArgumentException">Fewer than three places, unlike lengths, a value that is not finite, a point outside the
    /// rectangle.</exception>
    public static BermanDiggleResult Of(
        double[] x,
        double[] y,
        (double West, double South, double East, double North)? rectangle = null,
        PairEdges edges = PairEdges.Isotropic,
        double? largest = null,
        CancellationToken stop = default
    )
    {
        Kde.Check(x, y, null);
        var points = Stacked.Of(x, y, null);
        if (points.X.Length < 3)
            throw new ArgumentException($"Needs at least 3 different places, has {points.X.Length}.", nameof(x));
        var (west, south, east, north) = rectangle ?? (x.Min(), y.Min(), x.Max(), y.Max());
        if (!(east > west && north > south))
            throw new ArgumentException("The rectangle studied must have a width and a height.", nameof(rectangle));
        if (x.Any(v => v < west || v > east) || y.Any(v => v < south || v > north))
            throw new ArgumentException("A point lies outside the rectangle.", nameof(rectangle));
        if (largest is { } most)
            Ask.Positive(most, nameof(largest));
        double n = x.Length,
            area = (east - west) * (north - south),
            density = n / area;
        // The longest distance that spatstat looks at for K: a quarter of the short side, or where a circle holds a thousand.
        var far = 4 * largest ?? Math.Min(Math.Min(east - west, north - south) / 4, Math.Sqrt(1000 / (Math.PI * density)));
        var pairs = Pairs(points, (west, south, east, north), edges, far, stop);
        var (k, criterion) = (new double[Bins + 1], new List<(double, double)>());
        k[0] = points.Weight.Sum(w => w * (w - 1));
        for (var b = 0; b < Bins; b++)
            k[b + 1] = k[b] + pairs[b];
        for (var at = 4; at <= Bins / 2; at++)
        {
            double r = far * at / Bins,
                disc = Math.PI * r * r,
                shared = k[0] * disc;
            for (var b = 0; b < 2 * at; b++)
            {
                var u = (b + .5) / (2 * at);
                shared += pairs[b] * 2 * r * r * (Math.Acos(u) - u * Math.Sqrt(1 - u * u));
            }
            var scale = area / (n * (n - 1));
            criterion.Add((r / 2, (1 / density - 2 * scale * k[at]) / disc + scale * shared / (disc * disc)));
        }
        var best = criterion.MinBy(c => c.Item2).Item1;
        return new(best, Bandwidths.Bound(points), best == criterion[^1].Item1, criterion);
    }

    /// <summary>Weights of pairs of unlike places, both ways, by distance; bin b holds far·b/Bins &lt; d &lt;= far·(b+1)/Bins.</summary>
    private static double[] Pairs(
        Stacked p,
        (double West, double South, double East, double North) at,
        PairEdges edges,
        double far,
        CancellationToken stop
    )
    {
        var near = new NearPoints(p.X, p.Y, far);
        var weights = near.InOrder(p.Weight);
        const int Parts = 64; // added up in one order on any number of cores
        var parts = new double[Parts][];
        Parallel.For(
            0,
            Parts,
            new() { CancellationToken = stop },
            part =>
            {
                var sums = parts[part] = new double[Bins];
                for (var i = part; i < weights.Length; i += Parts)
                    AddPairs(near, weights, i, at, edges, far, sums);
            }
        );
        var whole = new double[Bins];
        foreach (var sums in parts)
            for (var b = 0; b < Bins; b++)
                whole[b] += sums[b];
        return whole;
    }

    // Several distances at once; the sums are added one after the other, so that the width of the machine changes no bit.
    private static void AddPairs(
        NearPoints near,
        double[] weights,
        int i,
        (double West, double South, double East, double North) at,
        PairEdges edges,
        double far,
        double[] sums
    )
    {
        ReadOnlySpan<double> xs = near.X,
            ys = near.Y;
        double x = xs[i],
            y = ys[i],
            own = weights[i],
            limit = far * far,
            scale = Bins / far;
        var whole =
            edges is PairEdges.None
            || (edges is PairEdges.Isotropic && x - at.West >= far && at.East - x >= far && y - at.South >= far && at.North - y >= far);
        var (width, vx, vy, none) = (Vector<double>.Count, new Vector<double>(x), new Vector<double>(y), new Vector<double>(limit));
        Span<double> squares = stackalloc double[width],
            places = stackalloc double[width];
        var (first, last) = near.Rows(y, far);
        for (var row = first; row <= last; row++)
        {
            var (j, until) = near.Stretch(row, x, far);
            for (; j + width <= until; j += width)
            {
                var (dx, dy) = (new Vector<double>(xs[j..]) - vx, new Vector<double>(ys[j..]) - vy);
                var squared = dx * dx + dy * dy;
                if (Vector.GreaterThanAll(squared, none))
                    continue;
                squared.CopyTo(squares);
                (Vector.SquareRoot(squared) * scale).CopyTo(places);
                for (var k = 0; k < width; k++)
                    Add(j + k, squares[k], places[k], xs, ys);
            }
            for (; j < until; j++)
            {
                var (dx, dy) = (xs[j] - x, ys[j] - y);
                var squared = dx * dx + dy * dy;
                Add(j, squared, Math.Sqrt(squared) * scale, xs, ys);
            }
        }

        // No two places are one, so only the point itself is at no distance.
        void Add(int j, double squared, double place, ReadOnlySpan<double> xs, ReadOnlySpan<double> ys)
        {
            if (squared > limit || squared == 0)
                return;
            var weight = own * weights[j];
            if (!whole)
                weight *= OfEdge(Math.Sqrt(squared), (x, y), (xs[j], ys[j]), at, edges);
            sums[Math.Clamp((int)Math.Ceiling(place) - 1, 0, Bins - 1)] += weight;
        }
    }

    private static double OfEdge(
        double d,
        (double X, double Y) one,
        (double X, double Y) other,
        (double West, double South, double East, double North) at,
        PairEdges edges
    ) =>
        edges switch
        {
            PairEdges.Isotropic => 1 / Math.Max(.01, Share(d, one.X - at.West, at.East - one.X, one.Y - at.South, at.North - one.Y)),
            PairEdges.Translate => (at.East - at.West)
                * (at.North - at.South)
                / ((at.East - at.West - Math.Abs(one.X - other.X)) * (at.North - at.South - Math.Abs(one.Y - other.Y))),
            _ => 1,
        };

    /// <summary>The share of a circle's line that lies within a rectangle, from its middle's distances to the four sides. Ripley
    /// (1977).</summary>
    internal static double Share(double d, double west, double east, double south, double north)
    {
        if (west >= d && east >= d && south >= d && north >= d)
            return 1;
        double Half(double side) => side < d ? Math.Acos(side / d) : 0;
        var (w, e, s, n) = (Half(west), Half(east), Half(south), Half(north));
        static double Corner(double a, double b) => a > 0 && b > 0 ? Math.Max(0, a + b - Math.PI / 2) : 0;
        return 1 - (2 * (w + e + s + n) - Corner(w, s) - Corner(w, n) - Corner(e, s) - Corner(e, n)) / (2 * Math.PI);
    }
}
