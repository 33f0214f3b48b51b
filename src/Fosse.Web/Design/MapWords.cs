using System.Text.Json;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Design;

/// <summary>The sentences that the map script says, so that they can be translated like any other: put them in the map's
/// <c>data-words</c>.</summary>
public static class MapWords
{
    private static readonly string[] Keys =
    [
        "label",
        "choose",
        "figure",
        "interval",
        "count",
        "noRate",
        "unsure",
        "unsureAreas",
        "unsureKey",
        "wide",
        "whole",
        "oneArea",
        "manyAreas",
        "notHeld",
        "months",
        "failed",
        "open",
        "under",
        "between",
        "over",
        "notHeldKey",
        "range",
        "zoomIn",
        "zoomOut",
        "scroll",
        "scrollMac",
        "touch",
    ];

    public static string Json(IStringLocalizer<Words> words) =>
        JsonSerializer.Serialize(Keys.ToDictionary(key => key, key => words[$"Map.{key}"].Value));
}
