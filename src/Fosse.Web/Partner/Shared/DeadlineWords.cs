using System.Globalization;
using Fosse.Foundation;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Partner.Shared;

/// <summary>Names the words for what is owed; they are in DeadlineWords.resx.</summary>
public sealed class DeadlineWords;

/// <summary>Says how what is owed stands: the one way in which pages of staff do.</summary>
public static class DeadlineSayings
{
    /// <summary>How long is left or how late it is; what is owed by a day is counted in days.</summary>
    public static string Left(this IStringLocalizer<DeadlineWords> words, Deadline deadline, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(deadline);
        return deadline.At(now) switch
        {
            DeadlineState.Met => words[$"Met.{deadline.Kind}"].Value,
            DeadlineState.Paused => words["Paused"].Value,
            _ when deadline.OfADay => words.Days(CountyClock.DayOf(deadline.By).DayNumber - CountyClock.DayOf(now).DayNumber),
            DeadlineState.Missed => words["Late", words.Span(now - deadline.By)].Value,
            _ => words["Left", words.Span(deadline.By - now)].Value,
        };
    }

    /// <summary>What is owed, and until when.</summary>
    public static string By(this IStringLocalizer<DeadlineWords> words, Deadline deadline)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(deadline);
        var form = deadline.OfADay ? "d MMMM yyyy" : "ddd d MMM, HH:mm";
        return words[$"By.{deadline.Kind}", CountyClock.Local(deadline.By).ToString(form, CultureInfo.CurrentCulture)].Value;
    }

    public static string Span(this IStringLocalizer<DeadlineWords> words, TimeSpan span)
    {
        ArgumentNullException.ThrowIfNull(words);
        return (
            span.TotalHours < 1 ? words["Time.Minutes", Math.Max(1, (int)span.TotalMinutes)]
            : span.TotalHours < 24 ? words["Time.Hours", (int)span.TotalHours]
            : words["Time.Days", (int)span.TotalDays, span.Hours]
        ).Value;
    }

    private static string Days(this IStringLocalizer<DeadlineWords> words, int days) =>
        (
            days switch
            {
                0 => words["Today"],
                1 => words["Tomorrow"],
                -1 => words["DayLate"],
                < 0 => words["DaysLate", -days],
                _ => words["DaysLeft", days],
            }
        ).Value;
}
