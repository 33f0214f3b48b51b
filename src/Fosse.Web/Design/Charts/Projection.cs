using System.Globalization;
using System.Text;

namespace Fosse.Web.Design.Charts;

/// <summary>
/// Degrees to chart units: longitudes shrunk by the cosine of the middle latitude, which over a county is out by far less than a line's
/// width.
/// Paths are written as steps in tenths, each from where rounding left the last, so that nothing drifts and the page stays small.
/// </summary>
internal sealed class Projection
{
    private readonly Viewport view;
    private readonly double shrink,
        scale,
        edge;

    internal Projection(Viewport view, double width, double edge)
    {
        (this.view, this.edge) = (view, edge);
        shrink = Math.Cos((view.South + view.North) / 2 * Math.PI / 180);
        scale = (width - 2 * edge) / Math.Max(1e-9, (view.East - view.West) * shrink);
        // A view much taller than wide is held to twice its width.
        scale = Math.Min(scale, 2 * width / Math.Max(1e-9, view.North - view.South));
        Height = Math.Round((view.North - view.South) * scale + 2 * edge, 1);
    }

    internal double Height { get; }

    internal string Path(IReadOnlyList<double[]> rings)
    {
        var path = new StringBuilder();
        foreach (var ring in rings)
        {
            (long X, long Y)? last = null;
            for (var i = 0; i + 1 < ring.Length; i += 2)
            {
                var next = Tenths(ring[i], ring[i + 1]);
                if (last is not { } from)
                    path.Append('M').Append(Written(next.X)).Append(' ').Append(Written(next.Y));
                else if (next != from)
                    path.Append('l').Append(Written(next.X - from.X)).Append(' ').Append(Written(next.Y - from.Y));
                last = next;
            }
            if (last is not null)
                path.Append('z');
        }
        return path.ToString();
    }

    internal (double X, double Y) Point(double longitude, double latitude)
    {
        var (x, y) = Tenths(longitude, latitude);
        return (x / 10.0, y / 10.0);
    }

    private (long X, long Y) Tenths(double longitude, double latitude) =>
        (
            (long)Math.Round(10 * (edge + (longitude - view.West) * shrink * scale)),
            (long)Math.Round(10 * (edge + (view.North - latitude) * scale))
        );

    private static string Written(long tenths) => (tenths / 10m).ToString("#.#;-#.#;0", CultureInfo.InvariantCulture);
}
