using System.Globalization;
using Fosse.Foundation;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Partner.Shared;

/// <summary>Names the words for what people ask about their data, what is asked about readers, and what is kept; they are in
/// AccountabilityWords.resx.</summary>
public sealed class AccountabilityWords;

/// <summary>Says coded words and times as people say them.</summary>
public static class Said
{
    public static string Say<T>(this IStringLocalizer<AccountabilityWords> words, T value)
        where T : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(words);
        return words[$"{typeof(T).Name}.{value}"].Value;
    }

    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.CurrentCulture);

    public static string Day(DateTimeOffset at) => Day(CountyClock.DayOf(at));

    public static string At(DateTimeOffset at) => CountyClock.Local(at).ToString("d MMMM yyyy, HH:mm", CultureInfo.CurrentCulture);
}
