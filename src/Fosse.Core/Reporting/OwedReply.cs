namespace Fosse.Reporting;

/// <summary>A report in a query, with what <see cref="IncidentReport.ReplyDueAt"/> is made of. Those that are over owe nothing either, and
/// are no part of it.</summary>
public sealed class OwedReply
{
    public required IncidentReport Report { get; init; }

    /// <summary>A reply is owed, as long as the report is not over.</summary>
    public required bool Owed { get; init; }

    /// <summary>From when the time to reply counts.</summary>
    public required DateTimeOffset Since { get; init; }
}

public static class OwedReplies
{
    public static IQueryable<OwedReply> WithReply(this IQueryable<IncidentReport> reports) =>
        reports.Select(r => new OwedReply
        {
            Report = r,
            Owed = r.State != ReportState.Answered && (r.AnsweredAt == null || r.ReopenedAt != null),
            Since = r.ReopenedAt ?? r.SubmittedAt,
        });
}
