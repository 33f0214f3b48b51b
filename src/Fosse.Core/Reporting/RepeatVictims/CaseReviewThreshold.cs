namespace Fosse.Reporting;

/// <summary>A report as the rule sees it.</summary>
/// <param name="HappenedOn">None where it is not known: then it counts, and whoever holds the review asks.</param>
public sealed record CountedReport(CategoryGroup Heading, DateOnly SentOn, DateOnly? HappenedOn);

/// <summary>Whether a threshold is met: a pure decision.</summary>
public static class CaseReviewThreshold
{
    public static bool Counts(CategoryGroup heading) => heading is CategoryGroup.AntiSocialBehaviour or CategoryGroup.Hate;

    /// <param name="report">The newest.</param>
    /// <param name="others">Others of the same person, or of the same home.</param>
    /// <returns>How many count, the newest included.</returns>
    public static int Count(CountedReport report, IEnumerable<CountedReport> others, CaseReviewRule rule)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(rule);
        var since = report.SentOn.AddMonths(-rule.Months);
        return others
            .Append(report)
            .Count(r =>
                Counts(r.Heading)
                && r.SentOn >= since
                && r.SentOn <= report.SentOn
                && (r.HappenedOn is not { } on || on.AddMonths(rule.ReportedWithinMonths) >= r.SentOn)
            );
    }

    public static bool Met(CountedReport report, int count, CaseReviewRule rule)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(rule);
        return count >= rule.Reports || (rule.HateIncident && report.Heading == CategoryGroup.Hate);
    }
}
