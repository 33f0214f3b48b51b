using Microsoft.AspNetCore.Html;

namespace Fosse.Web.Design.Charts;

/// <summary>A line the size of a word, from zero, beside the number it belongs to. Months that are not held leave it open.</summary>
public static class Sparkline
{
    private const double Width = 84,
        Height = 20,
        Edge = 3;

    public static IHtmlContent Render(IReadOnlyList<int?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var drawing = Drawing.Ornament("chart-spark", Width, Height);
        var top = Math.Max(1, values.Max() ?? 0);
        var step = (Width - 2 * Edge) / Math.Max(1, values.Count - 1);
        string Point(int place, int value) => $"{Drawing.Number(Edge + step * place)},{Drawing.Number(Y(value))}";
        double Y(int value) => Height - Edge - (Height - 2 * Edge) * value / top;

        var run = new List<string>();
        for (var place = 0; place <= values.Count; place++)
        {
            if (place < values.Count && values[place] is { } value)
            {
                run.Add(Point(place, value));
                continue;
            }
            // A month between two gaps is a stroke of no length, which round caps show as a dot.
            if (run.Count == 1)
                run.Add(run[0]);
            if (run.Count > 0)
                drawing.Mark("polyline", ("class", "chart-line"), ("fill", "none"), ("points", string.Join(' ', run)));
            run.Clear();
        }
        if (values.Count > 0 && values[^1] is { } last)
        {
            drawing.Mark("circle", ("class", "chart-point"), ("cx", Edge + step * (values.Count - 1)), ("cy", Y(last)), ("r", 2.5));
        }
        return drawing.Done();
    }
}
