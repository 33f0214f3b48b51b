using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Records;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Triage;

/// <summary>Which part of what waits is shown.</summary>
public enum QueueShows
{
    All,
    Urgent,
    Unassigned,
    Mine,
    Overdue,
    Today,
    Waiting,
    NotOwn,
    Answered,
}

/// <param name="Team">One team of the agency; none for the asker's own teams and what has no team.</param>
/// <param name="Agency">Every team of the agency.</param>
public sealed record QueueFilter(
    QueueShows Shows = QueueShows.All,
    ReportState? State = null,
    Guid? Team = null,
    bool Agency = false,
    int Page = 1
);

/// <summary>A report as it waits: nothing of whom it is about, nor of what they told.</summary>
/// <param name="Area">The neighbourhood or ward it lies in; none where the reporter did not know.</param>
/// <param name="DueAt">Until when somebody must have replied; none where somebody has.</param>
/// <param name="With">Who has it.</param>
public sealed record QueueLine(
    Guid RecordId,
    int Version,
    string Reference,
    string Category,
    CategoryGroup? Heading,
    string? Area,
    ReportState State,
    DeskReached Desk,
    DateTimeOffset SubmittedAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? WaitingSince,
    DateTimeOffset? AnsweredAt,
    bool Reopened,
    ReportChannel Channel,
    IReadOnlyList<Risk> Risks,
    string? Team,
    string? With,
    bool Mine,
    Deadline Clock
);

/// <summary>How much waits in the whole agency, or in the queues that somebody works.</summary>
public sealed record QueueCounts(int Waiting, int Overdue, int DueToday, int ForReporter, int Unassigned, int Held, int NotOwn);

/// <summary>The reports beside one, in the order in which they are to be dealt with.</summary>
public sealed record QueuePlace(Guid? Previous, Guid? Next);

/// <summary>Reports that do not wait for their turn and that nobody has looked at.</summary>
public sealed record UrgentCounts(int Waiting, int Missed);

public static class ReportQueueQueries
{
    private const int LongestQueue = 1000;

    /// <summary>What waits: what nobody has looked at that must not wait, then what is held for a human or was urgent, then what is due
    /// first.</summary>
    public static async Task<PageOf<QueueLine>> ReportQueue(
        this SafetyDb db,
        SignedIn who,
        QueueFilter filter,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        who.Must(RecordsPermissions.ReadRecords);
        ArgumentNullException.ThrowIfNull(filter);
        var waiting = db.Waiting(who.AgencyId);
        if (filter.Team is { } team)
            waiting = waiting.Where(w => w.Record.TeamId == team);
        else if (!filter.Agency)
            waiting = waiting.In(await db.QueuesOf(who, CountyClock.DayOf(now), stop));
        if (filter.State is { } state)
            waiting = waiting.Where(w => w.Report.State == state);
        var page = await db.Part(waiting, filter.Shows, who, now).DueFirst().Page(filter.Page, stop);
        var names = await QueueNames.For(db, page.Rows, CountyClock.DayOf(now), stop);
        return page.As(w => names.Line(w, who));
    }

    /// <summary>Those of these records that are reports and wait in somebody's agency, as the queue says them.</summary>
    public static async Task<IReadOnlyList<QueueLine>> WaitingAmong(
        this SafetyDb db,
        IReadOnlyList<Guid> records,
        SignedIn who,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(records);
        who.Must(RecordsPermissions.ReadRecords);
        var waiting = await db.Waiting(who.AgencyId)
            .Where(w => records.Contains(w.Record.Id))
            .DueFirst()
            .Take(records.Count)
            .ToListAsync(stop);
        var names = await QueueNames.For(db, waiting, CountyClock.DayOf(now), stop);
        return [.. waiting.Select(w => names.Line(w, who))];
    }

    /// <param name="own">Only the queues that they work, as the list shows them unasked.</param>
    public static async Task<QueueCounts> ReportsWaiting(
        this SafetyDb db,
        SignedIn who,
        DateTimeOffset now,
        CancellationToken stop,
        bool own = false
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        who.Must(RecordsPermissions.ReadRecords);
        var waiting = db.Waiting(who.AgencyId);
        if (own)
            waiting = waiting.In(await db.QueuesOf(who, CountyClock.DayOf(now), stop));
        Task<int> Count(QueueShows shows) => db.Part(waiting, shows, who, now).CountAsync(stop);
        return new(
            await waiting.CountAsync(w => w.Report.State != ReportState.Answered, stop),
            await Count(QueueShows.Overdue),
            await Count(QueueShows.Today),
            await Count(QueueShows.Waiting),
            await Count(QueueShows.Unassigned),
            await waiting.CountAsync(w => w.Report.State == ReportState.SafeguardingHold, stop),
            await Count(QueueShows.NotOwn)
        );
    }

    /// <summary>Of the whole agency.</summary>
    public static async Task<UrgentCounts> UrgentReports(this SafetyDb db, SignedIn who, DateTimeOffset now, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        who.Must(RecordsPermissions.ReadRecords);
        var urgent = db.Part(db.Waiting(who.AgencyId), QueueShows.Urgent, who, now);
        return new(await urgent.CountAsync(stop), await urgent.CountAsync(w => w.Report.LookBy < now, stop));
    }

    /// <summary>What stands before and after a report in the queues that somebody works; where it has left them, what is first.</summary>
    public static async Task<QueuePlace> PlaceInQueue(
        this SafetyDb db,
        Guid record,
        SignedIn who,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        who.Must(RecordsPermissions.ReadRecords);
        var waiting = db.Waiting(who.AgencyId).In(await db.QueuesOf(who, CountyClock.DayOf(now), stop));
        var ids = await waiting.DueFirst().Take(LongestQueue).Select(w => w.Record.Id).ToListAsync(stop);
        return ids.IndexOf(record) is var at && at < 0
            ? new(null, ids.Count > 0 ? ids[0] : null)
            : new(at > 0 ? ids[at - 1] : null, at + 1 < ids.Count ? ids[at + 1] : null);
    }

    /// <summary>The first few that nobody has, of the queues that somebody works.</summary>
    internal static async Task<IReadOnlyList<(Guid Record, int Version)>> NextFor(
        this SafetyDb db,
        SignedIn who,
        DateTimeOffset now,
        int take,
        CancellationToken stop
    )
    {
        var conflicts = db.ConflictsOf(who.AccountId);
        var waiting = db.Waiting(who.AgencyId)
            .In(await db.QueuesOf(who, CountyClock.DayOf(now), stop))
            .Where(w => !conflicts.Any(c => c.RecordId == w.Record.Id));
        var first = await db.Part(waiting, QueueShows.Unassigned, who, now)
            .DueFirst()
            .Take(take)
            .Select(w => new { w.Record.Id, w.Report.Version })
            .ToListAsync(stop);
        return [.. first.Select(f => (f.Id, f.Version))];
    }

    private static IQueryable<WaitingReport> Waiting(this SafetyDb db, Guid agency) => db.Waiting().Where(w => w.Record.AgencyId == agency);

    private static IQueryable<WaitingReport> In(this IQueryable<WaitingReport> waiting, TeamQueues queues)
    {
        if (queues.All)
            return waiting;
        var (teams, any) = (queues.Teams, !queues.None);
        return waiting.Where(w => w.Record.TeamId == null ? any : teams.Contains(w.Record.TeamId.Value));
    }

    private static IQueryable<WaitingReport> Part(
        this SafetyDb db,
        IQueryable<WaitingReport> waiting,
        QueueShows shows,
        SignedIn who,
        DateTimeOffset now
    )
    {
        var (account, today) = (who.AccountId, CountyClock.DayOf(now));
        var held = db.Set<RecordAssignment>().InForceOn(today).Where(a => a.Task == ReportWork.Task);
        var endOfDay = CountyClock.StartOf(today.AddDays(1));
        var (late, tonight) = (ReplyClock.DueBy(now), ReplyClock.DueBy(endOfDay));
        return shows switch
        {
            QueueShows.Urgent => waiting.Where(w => w.Report.LookBy != null && w.Report.LookedAt == null),
            QueueShows.Unassigned => waiting.Where(w =>
                w.Report.State != ReportState.Answered && !held.Any(a => a.RecordId == w.Record.Id)
            ),
            QueueShows.Mine => waiting.Where(w => held.Any(a => a.RecordId == w.Record.Id && a.AccountId == account)),
            QueueShows.Overdue => waiting.Where(w =>
                (w.Owed && (w.Report.UrgentReplyBy == null ? w.Since < late : w.Report.UrgentReplyBy < now))
                || (w.Report.LookBy < now && w.Report.LookedAt == null)
            ),
            QueueShows.Today => waiting.Where(w =>
                w.Owed
                && (
                    w.Report.UrgentReplyBy == null
                        ? w.Since >= late && w.Since < tonight
                        : w.Report.UrgentReplyBy >= now && w.Report.UrgentReplyBy < endOfDay
                )
            ),
            QueueShows.Waiting => waiting.Where(w => w.Report.WaitingSince != null),
            QueueShows.NotOwn => waiting.Where(w => w.Report.Desk != DeskReached.Own),
            QueueShows.Answered => waiting.Where(w => w.Report.State == ReportState.Answered),
            _ => waiting,
        };
    }

    private static IQueryable<WaitingReport> DueFirst(this IQueryable<WaitingReport> waiting) =>
        waiting
            .OrderBy(w =>
                w.Report.LookBy != null && w.Report.LookedAt == null ? 0
                : w.Report.State == ReportState.SafeguardingHold || (w.Owed && w.Report.UrgentReplyBy != null) ? 1
                : w.Owed ? 2
                : 3
            )
            .ThenBy(w => w.Since)
            .ThenBy(w => w.Report.RecordId);
}
