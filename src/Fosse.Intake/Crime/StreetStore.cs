using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Storage.BulkLoad;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Intake.Crime;

/// <summary>Stores one street-level file: its rows and counts first, its state and a new data version last.</summary>
internal sealed class StreetStore(
    SafetyDb db,
    CountyClock clock,
    WritingTurns turns,
    CrimeTables tables,
    HeldFiles held,
    string placedBy,
    int antiSocial
)
{
    public async Task<FileResult> Take(StreetFile file, Action<int> onRows, CancellationToken stop)
    {
        var (name, before) = (file.File.Name, held.Of(file.File.Force, file.File.Month));
        if (before is { State: CrimeFileState.Current } && (before.Sha256, before.PlacedBy) == (file.Sha256, placedBy))
        {
            onRows(file.Rows.Count);
            return new(name, "unchanged", Unchanged: file.Rows.Count, Refused: file.Refused.Count, Note: file.TypesTold);
        }
        if (before is { State: CrimeFileState.Current })
            return await Revise(before, file, onRows, stop);

        if (before is not null)
            await Discard(before.Id, stop); // what a run that was cut off left behind
        var current = before ?? await Begin(file, stop);
        var first = CrimeIds.First(current.Id);
        await tables.Add(current, index => first + index, file.Rows, onRows, stop);
        await tables.Add(file.CountsOf(current.Id), stop);
        await Finish(current, file, changed: true, stop);
        return new(name, "added", Added: file.Rows.Count, Refused: file.Refused.Count, Note: file.TypesTold);
    }

    private async Task<FileResult> Revise(CrimeFile current, StreetFile file, Action<int> onRows, CancellationToken stop)
    {
        var revision = await StreetRevision.Between(db, current.Id, file, antiSocial, stop);
        onRows(revision.Unchanged);
        if (revision.ChangesRows)
        {
            await Unsettle(current, stop);
            await tables.Replace(current, revision.ChangedIds, revision.Changed, stop);
            await tables.Remove(revision.Gone, stop);
            await tables.Add(current, index => revision.AddedIds[index], revision.Added, onRows, stop);
            await Recount(current, file, stop);
        }
        await Finish(current, file, revision.ChangesRows, stop);
        return revision.Result(file.File.Name, file.Refused.Count).Telling(file.TypesTold);
    }

    private async Task<CrimeFile> Begin(StreetFile file, CancellationToken stop)
    {
        var begun = CrimeFile.Begun(held.Next(), CrimeFileKind.Street, file.File.Force, file.File.Month, clock.Now);
        await turns.Take(1, stop);
        db.Add(begun);
        await db.SaveChangesAsync(stop);
        db.ChangeTracker.Clear();
        held.Add(begun);
        return begun;
    }

    // A file whose rows are of neither revision is nobody's: should the run be cut off, the next one takes it up, and the doctor names it.
    private async Task Unsettle(CrimeFile current, CancellationToken stop)
    {
        await turns.Take(1, stop);
        db.Attach(current).Entity.Sha256 = "";
        await db.SaveChangesAsync(stop);
        db.ChangeTracker.Clear();
    }

    private async Task Discard(int fileId, CancellationToken stop)
    {
        var (from, to) = (CrimeIds.First(fileId), CrimeIds.First(fileId + 1));
        while (true)
        {
            var ids = await db.Set<RecordedCrime>()
                .Where(c => c.Id >= from && c.Id < to)
                .OrderBy(c => c.Id)
                .Select(c => c.Id)
                .Take(turns.Step * 10)
                .ToListAsync(stop);
            if (ids.Count == 0)
                break;
            await tables.Remove(ids, stop);
        }
        await DiscardCounts(fileId, stop);
    }

    /// <summary>Replaces the counts in one turn wherever they fit into one, so that nobody sees some of the old and some of the
    /// new.</summary>
    private async Task Recount(CrimeFile current, StreetFile file, CancellationToken stop)
    {
        var counts = file.CountsOf(current.Id);
        await turns.Together(Part + 2 * counts.Count, stop);
        await DiscardCounts(current.Id, stop);
        await tables.Add(counts, stop);
    }

    private async Task DiscardCounts(int fileId, CancellationToken stop)
    {
        while (
            await db.Set<AreaCounts>()
                .Where(c => c.FileId == fileId)
                .OrderBy(c => c.AreaId)
                .Select(c => (int?)c.AreaId)
                .Skip(Part)
                .FirstOrDefaultAsync(stop)
                is { } area
        )
        {
            await turns.Take(Part, stop);
            await db.Set<AreaCounts>().Where(c => c.FileId == fileId && c.AreaId <= area).ExecuteDeleteAsync(stop);
        }
        await turns.Take(Part, stop);
        await db.Set<AreaCounts>().Where(c => c.FileId == fileId).ExecuteDeleteAsync(stop);
    }

    private const int Part = 5000;

    /// <summary>What makes a file count: to be called last, in the turn in which its last rows went in if it was a short one.</summary>
    private async Task Finish(CrimeFile current, StreetFile file, bool changed, CancellationToken stop)
    {
        await turns.Take(2, stop);
        db.Attach(current);
        (current.Sha256, current.State, current.Rows, current.LoadedAt) = (file.Sha256, CrimeFileState.Current, file.Rows.Count, clock.Now);
        (current.WithoutLocation, current.Outside, current.AntiSocial, current.Refused) = (
            file.WithoutLocation,
            file.Outside,
            file.AntiSocial,
            file.Refused.Count
        );
        current.PlacedBy = placedBy;
        if (changed)
            db.NewDataVersion("crime", clock.Now);
        await db.SaveChangesAsync(stop);
        db.ChangeTracker.Clear();
    }
}

/// <summary>A row's id is its file's number and its place in the file, so that the rows of a file lie together.</summary>
internal static class CrimeIds
{
    public static long First(int fileId) => (long)fileId << RecordedCrime.PositionBits;
}
