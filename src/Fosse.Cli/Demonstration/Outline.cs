using NetTopologySuite.Geometries;

namespace Fosse.Cli.Demonstration;

/// <summary>The county's edge, drawn by hand from memory to about a kilometre: good enough to recognise, of no use to measure.</summary>
internal static class Outline
{
    // Clockwise from the western tip, longitude and latitude.
    private static readonly double[] Points =
    [
        -1.597, 52.700, -1.572, 52.738, -1.548, 52.768, -1.500, 52.777, -1.455, 52.797, -1.425, 52.827, -1.378, 52.857, -1.335, 52.874,
        -1.272, 52.872, -1.262, 52.838, -1.246, 52.807, -1.200, 52.800, -1.145, 52.812, -1.100, 52.820, -1.045, 52.815, -1.008, 52.829,
        -0.972, 52.845, -0.952, 52.868, -0.925, 52.880, -0.862, 52.915, -0.828, 52.947, -0.786, 52.977, -0.752, 52.946, -0.742, 52.915,
        -0.722, 52.876, -0.712, 52.845, -0.690, 52.826, -0.664, 52.797, -0.652, 52.766, -0.600, 52.757, -0.545, 52.746, -0.505, 52.731,
        -0.440, 52.713, -0.430, 52.678, -0.492, 52.643, -0.523, 52.613, -0.545, 52.588, -0.600, 52.576, -0.660, 52.562, -0.690, 52.544,
        -0.720, 52.521, -0.765, 52.511, -0.848, 52.514, -0.882, 52.486, -0.905, 52.459, -0.965, 52.465, -1.020, 52.454, -1.055, 52.438,
        -1.105, 52.416, -1.165, 52.394, -1.202, 52.391, -1.228, 52.416, -1.268, 52.452, -1.306, 52.492, -1.345, 52.514, -1.400, 52.530,
        -1.450, 52.546, -1.516, 52.560, -1.556, 52.592, -1.576, 52.631, -1.556, 52.664, -1.576, 52.682,
    ];

    public static Polygon InKilometres()
    {
        var ring = new Coordinate[(Points.Length / 2) + 1];
        for (var i = 0; i < ring.Length - 1; i++) ring[i] = Plane.From(Points[2 * i], Points[(2 * i) + 1]);
        ring[^1] = ring[0].Copy();
        return Plane.Shapes.CreatePolygon(ring);
    }
}
