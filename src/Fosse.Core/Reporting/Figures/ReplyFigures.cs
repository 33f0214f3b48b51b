using Fosse.Analysis;

namespace Fosse.Reporting;

/// <summary>A report as the reply clock sees it: when, and nothing else.</summary>
/// <param name="WithdrawnAt">When its reporter took it back.</param>
/// <param name="Neighbourhood">The area whose figures it counts in; none where the place is not known.</param>
public sealed record ClockedReport(
    DateTimeOffset SubmittedAt,
    DateTimeOffset? AnsweredAt,
    DateTimeOffset? ClosedAt,
    DateTimeOffset? ReopenedAt,
    DateTimeOffset? WithdrawnAt,
    int? Neighbourhood
);

/// <summary>
/// How the promise was kept: a pure function of reports and an instant, so that anybody with the rows gets the same.
/// docs/methods/reply-clock.md has it
/// in words, with an example.
/// </summary>
/// <param name="Reports">Those whose 72 hours are over, or that were answered.</param>
/// <param name="InTime">Those of them that were answered within 72 hours.</param>
/// <param name="MedianHours">The middle of the hours to the answer, one that has none counting as longer than any; none where the middle
/// has none.</param>
/// <param name="Closed">Those that were ever closed.</param>
/// <param name="Reopened">Those of them that their reporter opened again.</param>
public sealed record ReplyFigures(int Reports, int InTime, double? MedianHours, int Closed, int Reopened)
{
    /// <summary>Fewer than this are not published: a figure that moves by one report would tell of it.</summary>
    public const int Fewest = 10;

    /// <summary>The share answered in time with its 95% Wilson interval, 0 to 1; none of no reports.</summary>
    public Rate? Share => Reports == 0 ? null : Proportions.Wilson(InTime, Reports);

    public static ReplyFigures Of(IEnumerable<ClockedReport> reports, DateTimeOffset asOf)
    {
        ArgumentNullException.ThrowIfNull(reports);
        var told = reports
            .Where(r => r.SubmittedAt <= asOf)
            .Select(r =>
                r with
                {
                    AnsweredAt = Until(r.AnsweredAt),
                    ClosedAt = Until(r.ClosedAt),
                    ReopenedAt = Until(r.ReopenedAt),
                    WithdrawnAt = Until(r.WithdrawnAt),
                }
            )
            .Where(r => r.AnsweredAt is not null || IsOver(r))
            .ToList();
        var hours = told.Select(r => ReplyClock.Took(r.SubmittedAt, r.AnsweredAt)?.TotalHours ?? double.PositiveInfinity).Order().ToList();
        var middle = hours.Count == 0 ? double.PositiveInfinity : (hours[(hours.Count - 1) / 2] + hours[hours.Count / 2]) / 2;
        return new(
            told.Count,
            told.Count(r => r.AnsweredAt is { } answered && ReplyClock.InTime(r.SubmittedAt, answered)),
            double.IsFinite(middle) ? Math.Round(middle, 1, MidpointRounding.AwayFromZero) : null,
            told.Count(r => r.ClosedAt is not null || r.ReopenedAt is not null),
            told.Count(r => r.ReopenedAt is not null)
        );

        DateTimeOffset? Until(DateTimeOffset? at) => at <= asOf ? at : null;
        // Taken back before its time was over, nobody owes it an answer.
        bool IsOver(ClockedReport r) =>
            ReplyClock.DueAt(r.SubmittedAt) is var due && due <= asOf && (r.WithdrawnAt is not { } gone || gone > due);
    }

    /// <summary>
    /// Which neighbourhoods are not shown: those with fewer than ten reports, and then the smallest others until the reports of the county
    /// that no shown
    /// neighbourhood has are none, or ten at least: else they could be had by taking away.
    /// </summary>
    public static IReadOnlySet<int> HeldBack(int county, IReadOnlyDictionary<int, int> neighbourhoods)
    {
        ArgumentNullException.ThrowIfNull(neighbourhoods);
        var held = neighbourhoods.Where(n => n.Value < Fewest).Select(n => n.Key).ToHashSet();
        foreach (var (area, _) in neighbourhoods.Where(n => n.Value >= Fewest).OrderBy(n => n.Value).ThenBy(n => n.Key))
        {
            var rest = county - neighbourhoods.Where(n => !held.Contains(n.Key)).Sum(n => n.Value);
            if (rest is 0 or >= Fewest)
                break;
            held.Add(area);
        }
        return held;
    }
}
