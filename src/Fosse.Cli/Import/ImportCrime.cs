using Fosse.CrimeData;
using Fosse.Exchange;
using Fosse.Exchange.PoliceUk;
using Fosse.Foundation;
using Fosse.Storage.BulkLoad;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Cli.Import;

/// <summary>What a run did with one file, as it is kept and as it is shown.</summary>
internal sealed record FileResult(string Name, string Result, int Added = 0, int Changed = 0, int Removed = 0, int Unchanged = 0, int Refused = 0, string? Note = null)
{
    public ImportedFile In(ImportRun run, int position) => new()
    {
        RunId = run.Id,
        Position = position,
        Name = Name,
        Result = Result,
        Added = Added,
        Changed = Changed,
        Removed = Removed,
        Unchanged = Unchanged,
        Refused = Refused,
        Note = Note,
    };
}

/// <summary>
/// Brings street-level files into the database. Each file is read whole before a row of it is stored, stored in short transactions,
/// and counted only in the last of them; so a run that is cut off anywhere can be run again.
/// </summary>
internal sealed class ImportCrime(SafetyDb db, CountyClock clock, ReadLimits limits)
{
    /// <param name="refused">What was given and could not even be listed, such as a damaged zip: kept with the run.</param>
    public async Task<IReadOnlyList<FileResult>> Run(IReadOnlyList<PoliceUkFile> files, IReadOnlyList<LeftFile> refused, Action<string, int> onRows, CancellationToken stop)
    {
        var words = await CrimeWords.Load(db, stop);
        var areas = await CrimeAreas.Load(db, stop);
        var antiSocial = words[CrimeWords.Category, "Anti-social behaviour"u8];
        var run = new ImportRun { Id = Guid.CreateVersion7(), Kind = "crime", StartedAt = clock.Now };
        var results = new List<FileResult>();

        await using var turns = await WritingTurns.On(db, stop);
        using var tables = await CrimeTables.Open(db, turns, stop);
        var store = new StreetStore(db, clock, turns, tables, antiSocial);
        await store.Open(stop);
        db.Add(run);
        await db.SaveChangesAsync(stop);
        db.ChangeTracker.Clear();

        using var reading = new StreetReading(words, areas, antiSocial, limits);
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var ahead = Task.Run(() => reading.ReadAll(files, cut.Token), cut.Token);
        try
        {
            foreach (var bad in refused) await Keep(new(bad.Name, "refused", Note: bad.Reason), []);
            await turns.End(stop);
            await foreach (var (source, file, refusal, fresh) in reading.Files(stop))
            {
                await tables.Add(fresh, stop);
                var result = file is null ? new(source.Name, "refused", Note: refusal) : await store.Take(file, rows => onRows(source.Name, rows), stop);
                await Keep(result, file?.Refused ?? []);
                reading.Done(source);
                if (turns.MayBeLong || !reading.HasNext) await turns.End(stop); // nobody is to wait for a writer who waits
            }
        }
        finally
        {
            await cut.CancelAsync();
            await ahead.ContinueWith(_ => { }, TaskScheduler.Default);
        }
        await End();
        return results;

        async Task Keep(FileResult result, IReadOnlyList<RefusedRow> rows)
        {
            await turns.Take(1, stop);
            db.Add(result.In(run, results.Count));
            await db.SaveChangesAsync(stop);
            db.ChangeTracker.Clear();
            await tables.Add(run.Id, results.Count, [.. rows.DistinctBy(r => r.Line)], stop);
            results.Add(result);
        }

        async Task End()
        {
            await turns.Take(1, stop);
            db.Attach(run).Entity.EndedAt = clock.Now;
            await db.SaveChangesAsync(stop);
            await turns.End(stop);
        }
    }
}
