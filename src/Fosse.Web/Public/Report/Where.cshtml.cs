using System.Globalization;
using Fosse.Foundation;
using Fosse.Places;
using Fosse.Reporting;
using Fosse.Web.Design.TagHelpers;
using Fosse.Web.Public.Map;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Public.Report;

/// <summary>Where it was: a postcode, a street or a place, where the browser is, or not known. What is typed is kept as it is
/// typed.</summary>
public sealed class WhereModel(SafetyDb db, IConfiguration settings, IStringLocalizer<ReportWords> words) : QuestionPage
{
    public override Step? Question => Step.Where;

    /// <summary>Several places have the name that was typed.</summary>
    public IReadOnlyList<Choice> Meant { get; private set; } = [];
    public BaseMap Base => BaseMap.Of(settings);
    public string? Longitude { get; private set; }
    public string? Latitude { get; private set; }

    public async Task<IActionResult> OnPost(
        [FromForm] string? place,
        [FromForm] bool unknown,
        [FromForm] string? longitude,
        [FromForm] string? latitude,
        [FromForm] string? meant,
        CancellationToken stop
    )
    {
        (Longitude, Latitude) = (longitude, latitude);
        var said = (place ?? "").Trim();
        if (unknown && said.Length == 0)
            return await Answer(Draft with { Place = "", PlaceUnknown = true, Point = null }, stop);
        var point = Point(longitude, latitude);
        if (said.Length is > 0 and <= ReportRules.LongestLine)
        {
            var points = await db.PointsOf(said, stop);
            if (points.Count == 0 && point is null && PlacePoints.PostcodeIn(said) is not null)
                ModelState.AddModelError("place", words["Where.NoPostcode"]);
            var one = points.Count == 1 ? points[0] : points.FirstOrDefault(p => p.Key == meant);
            if (points.Count > 1 && one is null && meant != "none" && point is null)
            {
                Meant = [.. points.Select(p => new Choice(p.Key, p.Label, p.Detail)), new Choice("none", words["Where.NoneOfThese"])];
                ModelState.AddModelError("meant", words["Where.Which"]);
            }
            if (one is not null)
                point = new TruePoint(one.Longitude, one.Latitude);
        }
        return await Answer(
            Draft with
            {
                Place = said,
                PlaceUnknown = unknown && point is null && said.Length == 0,
                Point = point,
                NearbySeen = Draft.NearbySeen && Draft.Point == point,
            },
            stop
        );
    }

    private static TruePoint? Point(string? longitude, string? latitude) =>
        double.TryParse(longitude, CultureInfo.InvariantCulture, out var x)
        && double.TryParse(latitude, CultureInfo.InvariantCulture, out var y)
        && double.IsFinite(x)
        && double.IsFinite(y)
            ? new(x, y)
            : null;
}
