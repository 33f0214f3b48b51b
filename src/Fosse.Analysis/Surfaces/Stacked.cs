namespace Fosse.Analysis;

/// <summary>Points with those at the same place taken together, in the order in which places are first met.</summary>
internal sealed record Stacked(double[] X, double[] Y, double[] Weight)
{
    private const int Sample = 20_000,
        Chunk = 1 << 18;

    /// <summary>Each place once.</summary>
    internal static Stacked Of(double[] x, double[] y, double[]? weights)
    {
        // Stretches of a fixed length, so that a weight is the same sum on any number of cores.
        var many = Math.Max(1, (x.Length + Chunk / 2) / Chunk);
        if (many == 1)
            return Places(x, y, weights);
        var parts = new Stacked[many];
        Parallel.For(
            0,
            many,
            i =>
            {
                var stretch = (int)((long)x.Length * i / many)..(int)((long)x.Length * (i + 1) / many);
                parts[i] = Places(x.AsSpan(stretch), y.AsSpan(stretch), weights is null ? [] : weights.AsSpan(stretch));
            }
        );
        return Places([.. parts.SelectMany(p => p.X)], [.. parts.SelectMany(p => p.Y)], [.. parts.SelectMany(p => p.Weight)]);
    }

    /// <summary>
    /// For sums over points, where a place that comes twice does no harm: as <see cref="Of"/> where many stand on few places, the points
    /// themselves (the
    /// caller's arrays) where looking for others at the same place would cost more than it saves.
    /// </summary>
    internal static Stacked ForSums(double[] x, double[] y, double[]? weights, double factor)
    {
        var places =
            x.Length > Sample && Places(x.AsSpan(0, Sample), y.AsSpan(0, Sample), []).X.Length > .8 * Sample
                ? new(x, y, factor == 1 && weights is not null ? weights : Same(x.Length, weights))
                : Of(x, y, weights);
        if (factor != 1)
            for (var i = 0; i < places.Weight.Length; i++)
                places.Weight[i] *= factor;
        return places;
    }

    private static double[] Same(int n, double[]? weights)
    {
        if (weights is not null)
            return (double[])weights.Clone();
        var ones = GC.AllocateUninitializedArray<double>(n);
        Array.Fill(ones, 1);
        return ones;
    }

    private static Stacked Places(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> weights)
    {
        var (ux, uy, uw) = (new double[1024], new double[1024], new double[1024]);
        var slots = new int[4096];
        var unique = 0;
        for (var i = 0; i < x.Length; i++)
        {
            if (unique == ux.Length)
            {
                Array.Resize(ref ux, unique * 2);
                Array.Resize(ref uy, unique * 2);
                Array.Resize(ref uw, unique * 2);
                slots = Wider(slots.Length * 2, ux, uy, unique);
            }
            var slot = Slot(x[i], y[i], slots.Length);
            int at;
            while ((at = slots[slot]) > 0 && (ux[at - 1] != x[i] || uy[at - 1] != y[i]))
                slot = slot + 1 & slots.Length - 1;
            if (at == 0)
            {
                (ux[unique], uy[unique]) = (x[i], y[i]);
                at = slots[slot] = ++unique;
            }
            uw[at - 1] += weights.IsEmpty ? 1 : weights[i];
        }
        return new(ux[..unique], uy[..unique], uw[..unique]);
    }

    private static int[] Wider(int length, double[] x, double[] y, int unique)
    {
        var wider = new int[length];
        for (var i = 0; i < unique; i++)
        {
            var slot = Slot(x[i], y[i], length);
            while (wider[slot] > 0)
                slot = slot + 1 & length - 1;
            wider[slot] = i + 1;
        }
        return wider;
    }

    // -0 and 0 are one place.
    private static int Slot(double x, double y, int length)
    {
        var mixed =
            ((ulong)BitConverter.DoubleToInt64Bits(x + 0.0) * 0x9E3779B97F4A7C15)
            ^ ((ulong)BitConverter.DoubleToInt64Bits(y + 0.0) * 0xC2B2AE3D27D4EB4F);
        return (int)((mixed ^ mixed >> 29) * 0xBF58476D1CE4E5B9 >> 33) & length - 1;
    }
}
