using System.Numerics;

namespace Fosse.Analysis;

/// <summary>
/// A stream of chance from a seed and a number: the same two, the same stream, whatever thread asks. xoshiro256** by Blackman and Vigna
/// (2018),
/// begun by SplitMix64. Not for secrets.
/// </summary>
internal struct Chance
{
    private ulong a,
        b,
        c,
        d;

    internal Chance(long seed, long stream = 0)
    {
        var mix = (ulong)seed * 0x9E3779B97F4A7C15 ^ BitOperations.RotateLeft((ulong)stream * 0xD1B54A32D192ED03, 32);
        a = Mixed(ref mix);
        b = Mixed(ref mix);
        c = Mixed(ref mix);
        d = Mixed(ref mix);
    }

    private static ulong Mixed(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    internal ulong Bits()
    {
        var result = BitOperations.RotateLeft(b * 5, 7) * 9;
        var t = b << 17;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= t;
        d = BitOperations.RotateLeft(d, 45);
        return result;
    }

    /// <summary>Above 0 and below 1.</summary>
    internal double Unit() => ((Bits() >> 12) + 0.5) * (1.0 / (1L << 52));

    /// <summary>0 to n - 1, each as likely (Lemire 2019).</summary>
    internal int Below(int n)
    {
        var product = (Bits() >> 32) * (ulong)n;
        var low = (uint)product;
        if (low < (uint)n)
        {
            var least = (uint)(-n) % (uint)n;
            while (low < least)
            {
                product = (Bits() >> 32) * (ulong)n;
                low = (uint)product;
            }
        }
        return (int)(product >> 32);
    }

    internal void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    internal double NextNormal() => Normal.Quantile(Unit());

    /// <summary>Gamma with this shape and scale 1: Marsaglia and Tsang (2000).</summary>
    internal double Gamma(double shape)
    {
        if (shape < 1)
            return Gamma(shape + 1) * Math.Pow(Unit(), 1 / shape);
        var e = shape - 1 / 3.0;
        var f = 1 / Math.Sqrt(9 * e);
        while (true)
        {
            var x = NextNormal();
            var v = 1 + f * x;
            if (v <= 0)
                continue;
            v = v * v * v;
            if (Math.Log(Unit()) < 0.5 * x * x + e - e * v + e * Math.Log(v))
                return e * v;
        }
    }

    /// <summary>Poisson: by multiplying for small means, by halving through the gamma for large ones (Ahrens and Dieter 1974).</summary>
    internal long Poisson(double mean)
    {
        long sum = 0;
        while (mean > 12)
        {
            var m = (long)(mean * 7 / 8);
            var x = Gamma(m);
            if (x > mean)
                return sum + Binomial(m - 1, mean / x);
            sum += m;
            mean -= x;
        }
        var (limit, product) = (Math.Exp(-mean), Unit());
        for (; product > limit; sum++)
            product *= Unit();
        return sum;
    }

    /// <summary>Binomial: by counting for few trials, by the median of uniforms for many (Relles 1972).</summary>
    internal long Binomial(long n, double p)
    {
        if (p <= 0 || n <= 0)
            return 0;
        if (p >= 1)
            return n;
        long sum = 0;
        while (n > 24)
        {
            var middle = n / 2 + 1;
            var x = Gamma(middle);
            var y = x / (x + Gamma(n + 1 - middle));
            if (y <= p)
            {
                sum += middle;
                n -= middle;
                p = (p - y) / (1 - y);
            }
            else
            {
                n = middle - 1;
                p /= y;
            }
        }
        for (; n > 0; n--)
            if (Unit() < p)
                sum++;
        return sum;
    }
}
