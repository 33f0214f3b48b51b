using Fosse.Publishing;
using Fosse.Web.Design;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Hosting;

/// <summary>Names the words of the host and its error pages; they are in HostWords.resx.</summary>
public sealed class HostWords;

/// <summary>Tells the layout what the figures of this request are.</summary>
internal static class CountyOnPages
{
    /// <param name="figures">None while the database cannot be reached: the page about that still has to be shown.</param>
    internal static SiteFacts From(CountyFigures? figures, IStringLocalizer<HostWords> words) =>
        figures is null
            ? new(words["County.Unknown"], false, null, null)
            : new(
                figures.CountyName,
                figures.MadeUp,
                figures.Months.Count > 0 ? words["Freshness.To", figures.Months[^1].Words] : words["Freshness.None"],
                figures.MadeUp ? words["Sources.MadeUp"] : words["Sources.Open"]
            );
}
