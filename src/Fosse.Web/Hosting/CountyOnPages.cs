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
                Sources(figures, words)
            );

    // Whoever made what is loaded is named, and nobody else.
    private static string? Sources(CountyFigures figures, IStringLocalizer<HostWords> words)
    {
        if (figures.MadeUp)
            return words["Sources.MadeUp"];
        var named = new (bool Held, string Key)[]
        {
            (figures.Months.Count > 0, "Sources.Crime"),
            (figures.Areas.Count > 0, "Sources.Areas"),
            (figures.HasPostcodes, "Sources.Postcodes"),
            (figures.HasNames, "Sources.Names"),
        };
        var held = named.Where(n => n.Held).Select(n => words[n.Key].Value).ToList();
        return held.Count == 0 ? null : string.Join(' ', held.Append(words["Sources.Licence"].Value));
    }
}
