namespace Fosse.Analysis;

/// <summary>Points with those at the same place taken together, in the order in which places are first met.</summary>
internal sealed record Stacked(double[] X, double[] Y, double[] Weight)
{
    private const int Sample = 20_000;

    internal static Stacked Of(double[] x, double[] y, double[]? weights)
    {
        var n = x.Length;
        var (ux, uy, uw) = (new double[n], new double[n], new double[n]);
        var slots = new int[1024];
        var unique = 0;
        for (var i = 0; i < n; i++)
        {
            // Where nearly every point is a place of its own, looking for others costs more than it saves.
            if (i == Sample && unique > .8 * Sample)
            {
                for (; i < n; i++) (ux[unique], uy[unique], uw[unique++]) = (x[i], y[i], weights?[i] ?? 1);
                break;
            }
            if (2 * unique >= slots.Length) slots = Wider(slots, ux, uy, unique);
            var slot = Slot(x[i], y[i], slots.Length);
            while (slots[slot] is > 0 and var at && (ux[at - 1] != x[i] || uy[at - 1] != y[i])) slot = slot + 1 & slots.Length - 1;
            if (slots[slot] == 0)
            {
                (ux[unique], uy[unique]) = (x[i], y[i]);
                slots[slot] = ++unique;
            }
            uw[slots[slot] - 1] += weights?[i] ?? 1;
        }
        return new(ux[..unique], uy[..unique], uw[..unique]);
    }

    private static int[] Wider(int[] slots, double[] x, double[] y, int unique)
    {
        var wider = new int[slots.Length * 4];
        for (var i = 0; i < unique; i++)
        {
            var slot = Slot(x[i], y[i], wider.Length);
            while (wider[slot] > 0) slot = slot + 1 & wider.Length - 1;
            wider[slot] = i + 1;
        }
        return wider;
    }

    private static int Slot(double x, double y, int length)
    {
        var mixed = ((ulong)BitConverter.DoubleToInt64Bits(x + 0.0) * 0x9E3779B97F4A7C15) ^ ((ulong)BitConverter.DoubleToInt64Bits(y + 0.0) * 0xC2B2AE3D27D4EB4F);
        return (int)((mixed ^ mixed >> 29) * 0xBF58476D1CE4E5B9 >> 33) & length - 1;
    }
}
