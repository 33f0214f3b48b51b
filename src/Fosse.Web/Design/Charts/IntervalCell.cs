using Microsoft.AspNetCore.Html;

namespace Fosse.Web.Design.Charts;

/// <summary>A rate with its interval for a table cell beside its numbers. Every cell of a column has the same scale, from zero, so that
/// what overlaps is seen.</summary>
public static class IntervalCell
{
    private const double Width = 160,
        Height = 16,
        Edge = 4;

    public static IHtmlContent Render(double low, double rate, double high, double max)
    {
        double X(double value) => Edge + (Width - 2 * Edge) * (max > 0 ? Math.Clamp(value / max, 0, 1) : 0);
        return Drawing
            .Ornament("chart-interval-cell", Width, Height)
            .Line("chart-base", Edge, 0, Edge, Height)
            .Line("chart-interval", X(low), Height / 2, X(high), Height / 2)
            .Line("chart-interval", X(low), 4, X(low), Height - 4)
            .Line("chart-interval", X(high), 4, X(high), Height - 4)
            .Mark("circle", ("class", "chart-dot"), ("cx", X(rate)), ("cy", Height / 2), ("r", 2.5))
            .Done();
    }
}
