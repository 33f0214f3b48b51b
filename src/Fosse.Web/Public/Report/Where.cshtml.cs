using System.Globalization;
using Fosse.Places;
using Fosse.Reporting;
using Fosse.Web.Design.TagHelpers;
using Fosse.Web.Public.Map;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Public.Report;

/// <summary>Where it was: a postcode, a street or a place, where the browser is, or not known. What is typed is kept as it is
/// typed.</summary>
public sealed class WhereModel(PlaceFinder finder, StreetTiles streets, IStringLocalizer<ReportWords> words) : QuestionPage
{
    private const string None = PlaceChoices.None,
        Unsure = PlaceChoices.Unsure,
        FromMap = "map";

    public override Step? Question => Step.Where;

    /// <summary>Places that may be meant, and the ways on for whom it is none of them.</summary>
    public IReadOnlyList<Choice> Meant { get; private set; } = [];

    /// <summary>What could be typed here and is known.</summary>
    public PlaceExamples? Examples { get; private set; }
    public BaseMap Base => BaseMap.Of(streets);
    public string? Longitude { get; private set; }
    public string? Latitude { get; private set; }

    /// <summary>Whether the point was pointed at on the map; else the browser said where it is.</summary>
    public string? From { get; private set; }

    public async Task OnGet(CancellationToken stop) => Examples = (await finder.Now(stop)).Examples;

    public async Task<IActionResult> OnPost(
        [FromForm] string? place,
        [FromForm] bool unknown,
        [FromForm] string? longitude,
        [FromForm] string? latitude,
        [FromForm] string? from,
        [FromForm] string? meant,
        CancellationToken stop
    )
    {
        await OnGet(stop);
        (Longitude, Latitude, From) = (longitude, latitude, from);
        var said = (place ?? "").Trim();
        if (unknown && said.Length == 0)
            return await Answer(Draft with { Place = "", PlaceUnknown = true, Point = null, Rough = false, Within = null }, stop);
        var draft = Draft with { Place = said, Point = null, Rough = false, Within = null, PlaceUnknown = false };
        // Without streets nobody can point nearer than the area: it is kept, and no point.
        if (Point(longitude, latitude) is { } point)
            draft = draft with { Point = point, Rough = from == FromMap && streets.Now() is null };
        else if (said.Length == 0 && Draft is { Place.Length: 0, Point: { } held })
            draft = draft with { Point = held, Rough = Draft.Rough }; // they came back, and the page says that we have it
        if (draft.Point is null && said.Length is > 0 and <= ReportRules.LongestLine)
            draft = await Placed(draft, meant, stop);
        return await Answer(draft with { NearbySeen = Draft.NearbySeen && Draft.Point == draft.Point }, stop);
    }

    /// <summary>Where a place that is typed lies, for the map to begin there. It is sent as a form, so that no address holds it.</summary>
    public async Task<IActionResult> OnPostPoint([FromForm] string? place, CancellationToken stop)
    {
        var said = (place ?? "").Trim();
        var meant = said.Length is > 0 and <= ReportRules.LongestLine ? (await finder.Now(stop)).Meant(said) : MeantPlaces.Nothing;
        return meant.One is { Longitude: { } longitude, Latitude: { } latitude }
            ? new JsonResult(new { longitude, latitude })
            : new NoContentResult();
    }

    // What has one meaning is put there; of several the reporter says which; and only what has none stays a place in words.
    private async Task<ReportDraft> Placed(ReportDraft draft, string? meant, CancellationToken stop)
    {
        var index = await finder.Now(stop);
        var places = index.Meant(draft.Place);
        if ((places.One ?? places.All.FirstOrDefault(p => p.Key == meant)) is { } one)
            return draft.At(one);
        if (meant == None)
            return draft;
        if (meant == Unsure && places.Common is not null)
            return draft.At(places);
        if (places.UnknownPostcode is not null)
            ModelState.AddModelError("place", words["Where.NoPostcode"]);
        else if (places.All.Count == 0 && index.HoldsNames)
            ModelState.AddModelError("place", words["Where.NotFound"]);
        else if (places.All.Count > 0)
            ModelState.AddModelError("meant", words[places.All.Count == 1 ? "Where.IsIt" : "Where.Which"]);
        if (!ModelState.IsValid)
            Meant = PlaceChoices.Of(places, words);
        return draft;
    }

    private static TruePoint? Point(string? longitude, string? latitude) =>
        double.TryParse(longitude, CultureInfo.InvariantCulture, out var x)
        && double.TryParse(latitude, CultureInfo.InvariantCulture, out var y)
        && double.IsFinite(x)
        && double.IsFinite(y)
            ? new(x, y)
            : null;
}
