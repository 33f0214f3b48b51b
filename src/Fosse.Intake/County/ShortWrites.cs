using Fosse.Foundation;
using Fosse.Storage.BulkLoad;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Intake.County;

/// <summary>Rows that belong together: all of them are written, or none.</summary>
internal sealed record Change
{
    public object[] Added { get; init; } = [];
    public object[] Updated { get; init; } = [];
    public object[] Removed { get; init; } = [];
}

/// <summary>
/// Writes in turns so short that a resident's report never waits for an import. What a run that is cut off has written stays,
/// and the next run finds it and goes on.
/// </summary>
internal sealed class ShortWrites(IntakeInto into, Action<string, long> onRows)
{
    private readonly SafetyDb db = into.Db;

    /// <summary>A few milliseconds of writing on an ordinary disk; after each, a turn that has lasted long enough is ended.</summary>
    internal const int RowsInAPart = 50;

    public int Added { get; private set; }
    public int Changed { get; private set; }
    public int Removed { get; private set; }
    public bool Any => Added + Changed + Removed > 0;

    public async Task Write(string what, IEnumerable<Change> changes, CancellationToken stop)
    {
        await using var turns = await WritingTurns.On(db, stop, into.BesideVisitors);
        var part = new List<Change>(RowsInAPart);
        var most = 1; // the first of a kind takes as long as many that follow
        foreach (var change in changes)
        {
            part.Add(change);
            if (part.Count < most)
                continue;
            await Write(what, part, turns, stop);
            most = RowsInAPart;
        }
        if (part.Count > 0)
            await Write(what, part, turns, stop);
        await turns.WaitForDisk(stop);
        await turns.End(stop);
    }

    private async Task Write(string what, List<Change> part, WritingTurns turns, CancellationToken stop)
    {
        foreach (var change in part)
        {
            Enter(change.Updated, EntityState.Modified);
            Enter(change.Removed, EntityState.Deleted);
            Enter(change.Added, EntityState.Added);
        }
        await turns.Take(part.Count, stop);
        try
        {
            await db.SaveChangesAsync(stop);
        }
        catch (DbUpdateException stopped)
        {
            throw FileNotTaken.Of(what, await FirstNotTaken(part, stop) ?? stopped);
        }
        db.ChangeTracker.Clear();
        onRows(what, part.Count);
        part.Clear();
    }

    // PostgreSQL is sent many rows at once and says which were sent, not which it was. One by one it is known; nothing is counted any more.
    private async Task<DbUpdateException?> FirstNotTaken(List<Change> part, CancellationToken stop)
    {
        foreach (var change in part)
        {
            db.ChangeTracker.Clear();
            Mark(change.Updated, EntityState.Modified);
            Mark(change.Removed, EntityState.Deleted);
            Mark(change.Added, EntityState.Added);
            try
            {
                await db.SaveChangesAsync(stop);
            }
            catch (DbUpdateException stopped)
            {
                return stopped;
            }
        }
        return null;
    }

    private void Mark(object[] rows, EntityState state)
    {
        foreach (var row in rows)
            db.Entry(row).State = state;
    }

    private void Enter(object[] rows, EntityState state)
    {
        Mark(rows, state);
        if (state == EntityState.Added)
            Added += rows.Length;
        else if (state == EntityState.Deleted)
            Removed += rows.Length;
        else
            Changed += rows.Length;
    }
}
