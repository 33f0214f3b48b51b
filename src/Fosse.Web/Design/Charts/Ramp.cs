namespace Fosse.Web.Design.Charts;

/// <summary>The seven shades of a map. Fewer classes are spread over all of them, so that the highest is always the darkest.</summary>
internal static class Ramp
{
    internal const int Shades = 7;

    internal static string Class(int index, int classes) => $"chart-ramp-{(classes < 2 ? Shades / 2 : Spread(index, classes))}";

    // Few classes are spread over all the shades.
    private static int Spread(int index, int classes) =>
        (int)Math.Round((double)Math.Clamp(index, 0, classes - 1) * (Shades - 1) / (classes - 1), MidpointRounding.AwayFromZero);
}
