namespace Fosse.Foundation;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood, 2014). Written here because <see cref="Random"/> promises no stable sequence between
/// runtimes. Only + - * / and square roots are used, so that every machine draws the same county. Not for secrets.
/// </summary>
public sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>64 bits, all as likely as one another.</summary>
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        return Mix(_state);
    }

    /// <summary>A number from 0 (included) to 1 (excluded).</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number from <paramref name="low"/> (included) to <paramref name="high"/> (excluded).</summary>
    public double Between(double low, double high) => low + ((high - low) * Unit());

    /// <summary>A whole number from 0 to one less than the limit.</summary>
    public int Below(int limit) => (int)(Unit() * limit);

    /// <summary>One of them, each as likely as the others.</summary>
    public T Pick<T>(IReadOnlyList<T> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return choices[Below(choices.Count)];
    }

    /// <summary>A bell-shaped number round 0 with a standard deviation near 1: the sum of twelve uniforms less six.</summary>
    public double Bell()
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++)
            sum += Unit();
        return sum;
    }

    /// <summary>A whole number near the mean that varies about as much as a Poisson count does.</summary>
    public int Count(double mean) => Math.Max(0, (int)(mean + (Math.Sqrt(mean) * Bell()) + 0.5));

    /// <summary>A fresh sequence for one named part, so that a change in one part leaves the others as they were.</summary>
    public static Dice For(int seed, ulong part) => new(Mix(((ulong)(uint)seed << 32) ^ (part * 0xD1B54A32D192ED03UL)));

    /// <summary>The finishing step of the generator: spreads a change in any bit over all of them.</summary>
    public static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
