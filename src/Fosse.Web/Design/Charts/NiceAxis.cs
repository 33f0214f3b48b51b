namespace Fosse.Web.Design.Charts;

/// <summary>An axis from zero to a round number, with round steps between.</summary>
internal sealed record NiceAxis(double Top, double Step)
{
    internal static NiceAxis For(double highest, int steps)
    {
        if (!(highest > 0) || !double.IsFinite(highest))
            return new(1, 1);
        var rough = highest / steps;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double[] round = [1, 2, 2.5, 5, 10];
        var step = round.First(mantissa => mantissa * power >= rough * (1 - 1e-9)) * power;
        return new(Math.Ceiling(highest / step - 1e-9) * step, step);
    }

    /// <summary>For counts: half a crime is no step.</summary>
    internal static NiceAxis ForCounts(double highest, int steps)
    {
        var axis = For(highest, steps);
        return axis.Step % 1 == 0
            ? axis
            : new(Math.Ceiling(highest / Math.Ceiling(axis.Step)) * Math.Ceiling(axis.Step), Math.Ceiling(axis.Step));
    }

    internal IEnumerable<double> Ticks => Enumerable.Range(0, (int)Math.Round(Top / Step) + 1).Select(i => i * Step);
}
