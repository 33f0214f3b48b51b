using Fosse.Partnership;
using Fosse.Privacy;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Partner.Shared;

/// <summary>Names the words for what is shared, for what, and how it stands; they are in SharingWords.resx.</summary>
public sealed class SharingWords;

/// <summary>Says the coded words of the people's room as people say them.</summary>
public static class Sayings
{
    public static string Say<T>(this IStringLocalizer<SharingWords> words, T value)
        where T : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(words);
        return words[$"{typeof(T).Name}.{value}"].Value;
    }

    public static string Say(this IStringLocalizer<SharingWords> words, CodedWord value)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(value);
        return words[$"{value.GetType().Name}.{value}"].Value;
    }

    /// <summary>The colour that repeats how an agreement stands.</summary>
    public static string? Colour(AgreementState state) =>
        state switch
        {
            AgreementState.Active => null,
            AgreementState.PastReview => "red",
            AgreementState.Draft or AgreementState.NotYet => "yellow",
            _ => "grey",
        };

    /// <summary>The colour that repeats how a request stands.</summary>
    public static string? Colour(DisclosureState state) =>
        state switch
        {
            DisclosureState.Asked => "yellow",
            DisclosureState.Refused or DisclosureState.Withdrawn => "grey",
            _ => null,
        };
}
