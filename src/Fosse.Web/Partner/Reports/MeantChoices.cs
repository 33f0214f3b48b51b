using Fosse.Places;
using Fosse.Web.Design.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Partner.Reports;

/// <summary>What staff choose from where what was typed can be several places.</summary>
internal static class MeantChoices
{
    internal const string None = "none",
        Unsure = "unsure";

    /// <summary>Where one has to be chosen; nothing where there is no choice.</summary>
    internal static IReadOnlyList<Choice> Whole(MeantPlaces places) =>
        places.One is null ? [.. places.All.Take(MeantPlaces.Most).Select(p => new Choice(p.Key, p.Label, p.Detail))] : [];

    internal static IReadOnlyList<Choice> Of(MeantPlaces places, IStringLocalizer words) =>
        [
            .. places.All.Take(MeantPlaces.Most).Select(p => new Choice(p.Key, p.Label, p.Detail)),
            .. places.All.Count > 1 && places.Common is not null ? [new Choice(Unsure, words["Take.Unsure"])] : Array.Empty<Choice>(),
            new Choice(None, words["Take.NoneOfThese"]),
        ];
}
