using System.Runtime.CompilerServices;
using Fosse.Places;

namespace Fosse.Publishing;

/// <summary>
/// A name for each area in use that no other has, so that a reader can write it into a box: "Castle, Leicester (ward)" where several are
/// called Castle.
/// </summary>
public sealed class PlaceNames
{
    private static readonly ConditionalWeakTable<CountyFigures, PlaceNames> Made = [];
    private readonly CountyFigures county;
    private readonly Dictionary<int, string> byId;
    private readonly ILookup<string, AreaFacts> byText;

    private PlaceNames(CountyFigures county)
    {
        this.county = county;
        var used = county.Areas.Where(a => a.LastVintage is null).ToList();
        byId = used.GroupBy(a => a.Name, StringComparer.OrdinalIgnoreCase)
            .SelectMany(g =>
                g.Select(a =>
                    (
                        a.Id,
                        Text: g.Count() == 1
                            ? a.Name
                            : $"{(a.District is { } d ? $"{a.Name}, {d.Name}" : a.Name)} ({PlaceKinds.One(a.Kind)})"
                    )
                )
            )
            .ToDictionary(a => a.Id, a => a.Text);
        byText = used.SelectMany(a => new[] { a.Name, byId[a.Id] }.Distinct().Select(text => (Text: text, Area: a)))
            .ToLookup(a => a.Text, a => a.Area, StringComparer.OrdinalIgnoreCase);
    }

    public static PlaceNames Of(CountyFigures county) => Made.GetValue(county, c => new PlaceNames(c));

    public string this[AreaFacts area] => byId.GetValueOrDefault(area.Id, area.Name);

    /// <summary>The areas that a text can mean: by address, by name, or the one district among several of a name.</summary>
    public IReadOnlyList<AreaFacts> Meant(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (county.BySlug.TryGetValue(text, out var exact))
            return [exact];
        if (county.OldSlugs.TryGetValue(text, out var now))
            return [county.BySlug[now]];
        var found = byText[text].ToList();
        return found.Count > 1 && found.Where(a => a.Kind == AreaKind.District).ToList() is [var district] ? [district] : found;
    }
}
