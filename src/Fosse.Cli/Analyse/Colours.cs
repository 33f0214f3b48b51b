namespace Fosse.Cli.Analyse;

/// <summary>Colours that people who are colour-blind tell apart (after Okabe and Ito 2008), and the ramps of surfaces, which read in grey
/// as well (after Brewer 2003).</summary>
internal static class Colours
{
    public static readonly (byte R, byte G, byte B) Ink = (11, 12, 12),
        Grid = (225, 227, 229),
        Grey = (177, 180, 182),
        Middle = (110, 114, 118),
        White = (255, 255, 255);
    public static readonly (byte R, byte G, byte B) Blue = (0, 114, 178),
        Orange = (213, 94, 0),
        Green = (0, 130, 96),
        Shade = (240, 228, 190),
        Sky = (214, 231, 242);

    private static readonly (double R, double G, double B)[] Rising =
    [
        (255, 255, 240),
        (254, 217, 118),
        (253, 141, 60),
        (227, 26, 28),
        (128, 0, 38),
    ];
    private static readonly (double R, double G, double B)[] BothWays =
    [
        (33, 102, 172),
        (146, 197, 222),
        (247, 247, 247),
        (244, 165, 130),
        (178, 24, 43),
    ];

    /// <summary>The colour of a share, 0 to 1, on the rising ramp or on the one with a middle.</summary>
    public static (byte R, byte G, byte B) Of(double share, bool both)
    {
        var stops = both ? BothWays : Rising;
        var at = Math.Clamp(share, 0, 1) * (stops.Length - 1);
        var i = Math.Min((int)at, stops.Length - 2);
        var (a, b, t) = (stops[i], stops[i + 1], at - i);
        return ((byte)(a.R + (b.R - a.R) * t), (byte)(a.G + (b.G - a.G) * t), (byte)(a.B + (b.B - a.B) * t));
    }
}
