using Fosse.Places;
using Fosse.Web.Design.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Public.Report;

/// <summary>What somebody chooses from where a place can be several, or where it is not quite what was typed.</summary>
internal static class PlaceChoices
{
    internal const string None = "none",
        Unsure = "unsure";

    /// <summary>The first of them, more of which would not be read; then that they are not sure, where all lie in one district; then
    /// none.</summary>
    internal static IReadOnlyList<Choice> Of(MeantPlaces places, IStringLocalizer words)
    {
        var choices = places.All.Take(MeantPlaces.Most).Select(p => new Choice(p.Key, p.Label, p.Detail)).ToList();
        if (places.All.Count > 1 && places.Common is not null)
            choices.Add(new(Unsure, words["Where.Unsure"]));
        choices.Add(new(None, words[places.All.Count == 0 ? "Where.AsTyped" : "Where.NoneOfThese"]));
        return choices;
    }
}
