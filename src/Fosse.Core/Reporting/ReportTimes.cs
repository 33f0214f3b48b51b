using System.Globalization;

namespace Fosse.Reporting;

/// <summary>Says when something happened.</summary>
public static class ReportTimes
{
    /// <summary>As it was told: days and times of the reporter's own clock.</summary>
    public static string InWords(ReportDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return draft.Happened switch
        {
            HappenedKind.Exact => $"{Day(draft.On)} {draft.AtTime}".Trim(),
            HappenedKind.Between => $"Between {Day(draft.On)} {draft.AtTime}".TrimEnd()
                + $" and {Day(draft.Until)} {draft.UntilTime}".TrimEnd(),
            HappenedKind.Repeated => $"Again and again: {draft.HowOften}" + (draft.On is null ? "" : $", first on {Day(draft.On)}"),
            _ => "Not known",
        };
    }

    private static string Day(DateOnly? day) => day?.ToString("d MMMM yyyy", CultureInfo.InvariantCulture) ?? "";
}
