using Microsoft.AspNetCore.Html;

namespace Fosse.Web.Design.Charts;

/// <summary>A bar for a table cell beside its number, from zero; the longest in the column fills it.</summary>
public static class BarCell
{
    public static IHtmlContent Render(double value, double max)
    {
        var share = max > 0 && value > 0 ? Math.Min(1, value / max) : 0;
        // Something, however little, is not nothing.
        return Drawing
            .Ornament("chart-bar", 100, 12, stretches: true)
            .Mark("rect", ("class", "chart-bar-fill"), ("width", share > 0 ? Math.Max(.8, share * 100) : 0), ("height", 12))
            .Done();
    }
}
