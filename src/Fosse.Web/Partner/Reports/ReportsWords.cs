using System.Globalization;
using Fosse.Foundation;
using Fosse.Reporting;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Partner.Reports;

/// <summary>Names the words of the pages of reports; they are in ReportsWords.resx.</summary>
public sealed class ReportsWords;

/// <summary>Says what a report's codes and times mean, as those who work on it say it.</summary>
public static class ReportSayings
{
    public static string Say<T>(this IStringLocalizer<ReportsWords> words, T value)
        where T : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(words);
        return words[$"{typeof(T).Name}.{value}"].Value;
    }

    /// <summary>How long ago, in the largest unit that says something.</summary>
    public static string Ago(this IStringLocalizer<ReportsWords> words, DateTimeOffset at, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(words);
        var span = now - at;
        var (key, count) =
            span.TotalHours < 1 ? ("Ago.Minutes", Math.Max(1, (int)span.TotalMinutes))
            : span.TotalHours < 48 ? ("Ago.Hours", (int)span.TotalHours)
            : ("Ago.Days", (int)span.TotalDays);
        return (count == 1 ? words[key + ".One"] : words[key, count]).Value;
    }

    public static string? Colour(ReportState state) =>
        state switch
        {
            ReportState.SafeguardingHold or ReportState.EmergencyDiverted => "red",
            ReportState.Submitted or ReportState.Redirected => "yellow",
            ReportState.Closed or ReportState.Duplicate or ReportState.Withdrawn => "grey",
            _ => null,
        };

    /// <summary>A place on the earth as an officer types it into a map: latitude first.</summary>
    public static string Coordinates(TruePoint point) =>
        string.Create(CultureInfo.InvariantCulture, $"{point.Latitude:0.00000}, {point.Longitude:0.00000}");
}
