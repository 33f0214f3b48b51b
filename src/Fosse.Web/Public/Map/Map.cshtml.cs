using System.Globalization;
using Fosse.Foundation;
using Fosse.Places;
using Fosse.Publishing;
using Fosse.Web.Design.Charts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Public.Map;

/// <summary>Areas of the county in shades and, beneath, the same figures as a table that needs no script.</summary>
public sealed class MapModel(PublishedFigures published, SafetyDb db, StreetTiles streets) : PageModel
{
    internal const int Rows = 20;

    [BindProperty(SupportsGet = true, Name = "show")]
    public string? Shown { get; set; }

    /// <summary>Part of the name that was typed to find an area in the table.</summary>
    [BindProperty(SupportsGet = true, Name = "find")]
    public string? Find { get; set; }

    /// <summary>"name", or nothing for the largest first.</summary>
    [BindProperty(SupportsGet = true, Name = "sort")]
    public string? Sort { get; set; }

    public CountyFigures County { get; private set; } = null!;

    public MapAddress Asked { get; private set; } = new();

    /// <summary>Nothing where the address asks for what cannot be shown.</summary>
    public MapFigures? Map { get; private set; }

    /// <summary>The outlines that the map is drawn with, and those of the districts over them.</summary>
    public MapOutlines? Outlines { get; private set; }
    public MapOutlines? Borders { get; private set; }

    /// <summary>The area that the address points out.</summary>
    public MapFigure? Chosen => Map?.Areas.FirstOrDefault(a => a.Area.Slug == Asked.Area);

    /// <summary>How what the map counts changed in the chosen area on the year before: the map itself shows one period.</summary>
    public ChangeFigure? Change =>
        Map is { Question: { Months: 12 } asked } && Chosen is { Area: { } area }
            ? PlaceFigures.Of(County, area, asked.From, asked.To) is var of && asked.Category == MapQuestion.AllCrime
                ? of.Change
                : asked.Category == MapQuestion.AntiSocial
                    ? of.AsbChange
                    : of.ByCategory.FirstOrDefault(c => MapQuestion.WordOf(c.Category) == asked.Category)?.Change
            : null;

    public bool ShowsAll => Shown == "all";

    /// <summary>The areas whose names were asked for, in the order that was asked for.</summary>
    public IReadOnlyList<MapFigure> Listed =>
        [
            .. (Sort == "name" ? Map!.Areas.OrderBy(a => a.Area.Name, StringComparer.Ordinal) : Map!.Areas.AsEnumerable()).Where(a =>
                a.Area.Name.Contains((Find ?? "").Trim(), StringComparison.OrdinalIgnoreCase)
            ),
        ];

    public BaseMap Base => BaseMap.Of(streets);

    public async Task OnGetAsync([FromQuery] MapAddress asked, CancellationToken stop)
    {
        County = await published.Now(stop);
        Asked = asked;
        var answer = MapQuestion.Of(asked.Wish, County);
        if (answer.Accepted(out var question))
        {
            Map = MapFigures.Of(question, County);
            Outlines = await db.MapShapes(County, question.Kind, stop);
            Borders = await db.MapShapes(County, AreaKind.District, stop);
            return;
        }
        foreach (var refusal in answer.Refusals)
            ModelState.AddModelError(refusal.Field, refusal.Message);
        Response.StatusCode = 400;
    }

    /// <summary>The months that a period of this length can end with.</summary>
    public IEnumerable<Month> Ends => Map?.Question.Months == 1 ? County.Months : County.Years.Select(y => y.To);

    public string SaidClass(int index)
    {
        var breaks = Map!.Breaks;
        if (breaks.Count == 0)
            return "every area";
        return index == 0 ? $"under {breaks[0]:#,0.#}"
            : index == breaks.Count ? $"{breaks[^1]:#,0.#} and over"
            : $"{breaks[index - 1]:#,0.#} to {breaks[index]:#,0.#}";
    }

    /// <summary>The class of the swatch beside a class of figures; the shades are spread as in the picture.</summary>
    public string Key(int index) => Ramp.Class(index, Map!.Breaks.Count + 1).Replace("chart-ramp", "fosse-key-", StringComparison.Ordinal);

    /// <summary>Months between the first and the last that are not held.</summary>
    public string? Gaps =>
        County.Months.Count > 0 && PlaceMonths.Missing(County, County.Months[0], County.Months[^1]) is { Count: > 0 } gaps
            ? PlaceMonths.Spans(gaps)
            : null;

    internal static string SaidKind(AreaKind kind) =>
        kind switch
        {
            AreaKind.Lsoa => "small areas (LSOAs)",
            AreaKind.Msoa => "neighbourhoods (MSOAs)",
            AreaKind.Ward => "wards",
            _ => "districts",
        };

    internal static string SaidPeriod(Month from, Month to) => from == to ? from.Words : $"{from.Words} to {to.Words}";

    internal static string SaidRate(double rate) => rate.ToString("N1", CultureInfo.CurrentCulture);

    internal static string SaidCount(long count) => count.ToString("N0", CultureInfo.CurrentCulture);
}
