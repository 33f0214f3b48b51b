using Fosse.CrimeData;
using Fosse.Exchange;
using Fosse.Foundation;

namespace Fosse.Cli.Import;

/// <summary>Keeps what a run did with each file, for whoever asks later.</summary>
internal sealed class ImportRecord(SafetyDb db, CountyClock clock, string kind)
{
    private readonly ImportRun run = new() { Id = Guid.CreateVersion7(), Kind = kind, StartedAt = clock.Now };
    private int position;

    public async Task Begin(CancellationToken stop)
    {
        db.Add(run);
        await db.SaveChangesAsync(stop);
        db.ChangeTracker.Clear();
    }

    /// <summary>Adds what became of the next file; it is stored together with whatever else is then saved.</summary>
    public void Add(FileResult result, IReadOnlyList<RefusedRow> refused)
    {
        db.Add(new ImportedFile
        {
            RunId = run.Id,
            Position = position,
            Name = result.Name,
            Result = result.Result,
            Added = result.Added,
            Changed = result.Changed,
            Removed = result.Removed,
            Unchanged = result.Unchanged,
            Refused = result.Refused,
            Note = result.Note,
        });
        foreach (var row in refused.DistinctBy(r => r.Line)) db.Add(new RefusedImportRow { RunId = run.Id, Position = position, Line = row.Line, Reason = row.Reason, Text = row.Text });
        position++;
    }

    public async Task End(CancellationToken stop)
    {
        db.Attach(run).Entity.EndedAt = clock.Now;
        await db.SaveChangesAsync(stop);
        db.ChangeTracker.Clear();
    }
}
