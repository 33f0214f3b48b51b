using Fosse.Foundation;

namespace Fosse.Reporting;

/// <summary>
/// The promise that a person answers within 72 hours. The clock starts when the report is sent, never pauses, and stops only at a
/// meaningful reply: a question alone is none. How long the reporter was waited for is told beside it and taken off nothing.
/// </summary>
public static class ReplyClock
{
    private static readonly TimeSpan Promise = TimeSpan.FromHours(72);

    internal const string Met = "a meaningful reply of a person has gone out; a question alone is none";

    internal static DeadlineLength Warns { get; } = DeadlineLength.Of(TimeSpan.FromHours(8));

    internal static DeadlineRule Rule { get; } =
        new(
            ReportingDeadlines.Reply,
            DeadlineLength.Of(Promise),
            Warns,
            Met,
            (db, _) => ReportingDeadlines.Replies(db),
            Records.RecordsPermissions.ReadRecords
        );

    public static DateTimeOffset DueAt(DateTimeOffset submitted) => submitted + Promise;

    /// <summary>What was sent before this is due before the instant.</summary>
    public static DateTimeOffset DueBy(DateTimeOffset due) => due - Promise;

    /// <summary>How long it took to answer; none as long as nobody has.</summary>
    public static TimeSpan? Took(DateTimeOffset submitted, DateTimeOffset? answered) => answered - submitted;

    public static bool InTime(DateTimeOffset submitted, DateTimeOffset answered) => answered - submitted <= Promise;

    /// <summary>The middle of some answering times, in hours: of an even number, halfway between the two in the middle.</summary>
    /// <returns>None of no times.</returns>
    public static double? MedianHours(IReadOnlyCollection<TimeSpan> times)
    {
        ArgumentNullException.ThrowIfNull(times);
        if (times.Count == 0)
            return null;
        var sorted = times.Order().ToList();
        var (low, high) = (sorted[(sorted.Count - 1) / 2], sorted[sorted.Count / 2]);
        return (low + high).TotalHours / 2;
    }
}
