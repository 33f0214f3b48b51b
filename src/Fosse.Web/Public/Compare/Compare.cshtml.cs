using Fosse.Places;
using Fosse.Publishing;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Public.Compare;

/// <summary>Two to six places side by side.</summary>
public sealed class CompareModel(PublishedFigures published) : PageModel
{
    public const int Most = 6;

    public CountyFigures County { get; private set; } = null!;
    public IReadOnlyList<(AreaFacts Area, PlaceFigures Figures)> Chosen { get; private set; } = [];
    public IReadOnlyList<string> Texts { get; private set; } = [];

    public async Task OnGet(string[] places, CancellationToken stop)
    {
        County = await published.Now(stop);
        Texts = [.. places.Where(p => !string.IsNullOrWhiteSpace(p)).Select(p => p.Trim()).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (Texts.Count == 0) return;
        if (Texts.Count > Most) ModelState.AddModelError("", $"Choose at most {Most} places. The first {Most} are shown.");
        var areas = new List<AreaFacts>();
        foreach (var text in Texts)
        {
            if (Find(text) is { } area) areas.Add(area);
            else ModelState.AddModelError("", $"There is no place \u2018{text}\u2019 here. Check the name, or choose one from the list.");
        }
        if (areas.Distinct().Count() < 2) ModelState.AddModelError("", "Choose at least two places to compare.");
        if (PlaceMonths.Usual(County) is { } m) Chosen = [.. areas.Distinct().Take(Most).Select(a => (a, PlaceFigures.Of(County, a, m.From, m.To)))];
    }

    private AreaFacts? Find(string text) =>
        County.BySlug.GetValueOrDefault(text) ?? (County.OldSlugs.TryGetValue(text, out var now) ? County.BySlug[now] : County.Areas.FirstOrDefault(a => a.LastVintage is null && string.Equals(a.Name, text, StringComparison.OrdinalIgnoreCase)));
}
