using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Administration;

/// <summary>What does not move: events that keep failing and jobs that do.</summary>
public static class StuckQueries
{
    private const int Most = 200;

    public static async Task<(IReadOnlyList<OutboxMessage> Messages, IReadOnlyList<TimetableEntry> Jobs)> Stuck(
        this SafetyDb db,
        int stuckAfter,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        return (
            await db.StuckMessages(stuckAfter).AsNoTracking().OrderBy(m => m.At).First(Most, db, stop),
            await db.FailingJobs().AsNoTracking().OrderBy(e => e.Name).First(Most, db, stop)
        );
    }

    /// <summary>How many reactions to events wait for their turn, and since when the oldest does.</summary>
    public static async Task<(int Count, DateTimeOffset? Oldest)> Waiting(this SafetyDb db, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        var waiting = db.Set<OutboxMessage>().Where(m => m.DoneAt == null);
        return (
            await waiting.CountAsync(stop),
            await waiting.OrderBy(m => m.At).Select(m => (DateTimeOffset?)m.At).FirstOrDefaultAsync(stop)
        );
    }

    /// <summary>The jobs that run by the clock, as the timetable has them; none of it before a worker has run.</summary>
    public static async Task<IReadOnlyList<TimetableEntry>> Jobs(
        this SafetyDb db,
        IReadOnlyCollection<string> names,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        return await db.Set<TimetableEntry>()
            .AsNoTracking()
            .Where(e => names.Contains(e.Name))
            .OrderBy(e => e.DueAt)
            .ThenBy(e => e.Name)
            .First(Most, db, stop);
    }

    internal static IQueryable<TimetableEntry> LateJobs(this SafetyDb db, DateTimeOffset now)
    {
        var before = now - TimetableEntry.LateAfter;
        return db.Set<TimetableEntry>().Where(e => e.DueAt < before && e.Failures == 0);
    }

    internal static IQueryable<OutboxMessage> StuckMessages(this SafetyDb db, int stuckAfter) =>
        db.Set<OutboxMessage>().Where(m => m.DoneAt == null && m.Attempts >= stuckAfter);

    internal static IQueryable<TimetableEntry> FailingJobs(this SafetyDb db) => db.Set<TimetableEntry>().Where(e => e.Failures > 0);
}
