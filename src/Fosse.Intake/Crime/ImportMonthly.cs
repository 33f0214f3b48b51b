using Fosse.CrimeData;
using Fosse.Exchange;
using Fosse.Exchange.PoliceUk;
using Fosse.Foundation;
using Fosse.Storage.BulkLoad;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Intake.Crime;

/// <summary>
/// Brings outcomes or stop-and-search files into the database. Each is read whole before a row of it is stored, stored in short
/// turns, and current only with the last of them; so a run that is cut off anywhere can be run again.
/// </summary>
/// <param name="placedBy">The edition of the areas that the kind places its rows by.</param>
internal sealed class ImportMonthly<TEntity>(IntakeInto into, CrimeWords words, MonthlyKind<TEntity> kind, string placedBy)
    where TEntity : class
{
    private readonly SafetyDb db = into.Db;
    private readonly CountyClock clock = into.Clock;
    private WritingTurns turns = null!;
    private MonthlyRows<TEntity> rows = null!;

    public async Task<IReadOnlyList<FileResult>> Run(
        IReadOnlyList<PoliceUkFile> files,
        ReadLimits limits,
        Action<string, int> onRows,
        CancellationToken stop
    )
    {
        var run = new ImportRun
        {
            Id = Guid.CreateVersion7(),
            Kind = kind.Name,
            StartedAt = clock.Now,
            RequestId = into.Request,
        };
        db.Add(run);
        await db.SaveChangesAsync(stop);
        db.ChangeTracker.Clear();
        await using var taken = turns = await WritingTurns.On(db, stop, into.BesideVisitors);
        using var tables = await CrimeTables.Open(db, turns, stop);
        using var table = await BulkRows.Into(db, kind.Table, kind.Columns, stop);
        rows = new(db, kind, turns, table);
        var results = new List<FileResult>();
        foreach (var source in files)
        {
            await turns.End(stop); // nobody is to wait for a writer who reads
            var (file, refusal) = Read(source, limits, stop);
            await tables.Add(words.TakeFresh(), stop);
            var result = file is null
                ? new(source.Name, "refused", Note: refusal)
                : await FileNotTaken.Naming(source.Name, () => Store(file, onRows, stop));
            await tables.Add(run.Id, results.Count, [.. (file?.Refused ?? []).DistinctBy(r => r.Line)], stop);
            db.Add(result.In(run, results.Count));
            await turns.Take(3, stop);
            await db.SaveChangesAsync(stop); // what makes a file count: its state, a new data version and what the run did with it together
            db.ChangeTracker.Clear();
            results.Add(result);
        }
        await turns.WaitForDisk(stop);
        await turns.Take(1, stop);
        db.Attach(run).Entity.EndedAt = clock.Now;
        await db.SaveChangesAsync(stop);
        db.ChangeTracker.Clear();
        await turns.End(stop);
        return results;
    }

    private (MonthlyFile? File, string? Refusal) Read(PoliceUkFile source, ReadLimits limits, CancellationToken stop)
    {
        try
        {
            return (MonthlyFile.Read(source, (bytes, into) => kind.Read(bytes, into, limits, stop)), null);
        }
        catch (Exception stopped) when (NotRead.Why(source, stopped) is { } why)
        {
            return (null, why);
        }
    }

    private async Task<FileResult> Store(MonthlyFile file, Action<string, int> onRows, CancellationToken stop)
    {
        var source = file.Source;
        var held = await db.Set<CrimeFile>()
            .SingleOrDefaultAsync(f => f.Kind == kind.Kind && f.Force == source.Force && f.Month == source.Month, stop);
        if (held is { State: CrimeFileState.Current } && (held.Sha256, held.PlacedBy) == (file.Sha256, placedBy))
        {
            onRows(source.Name, file.Rows.Count);
            return new(source.Name, "unchanged", Unchanged: file.Rows.Count, Refused: file.Refused.Count);
        }
        if (held is { State: CrimeFileState.Current })
            return await Revise(held, file, onRows, stop);

        held ??= await Begin(source, stop);
        await rows.Clear(held.Id, stop); // what a run that was cut off left behind
        var from = MonthlyRows<TEntity>.FirstId(held.Id);
        await rows.Put(
            held.Id,
            source.Month,
            [.. file.Rows.Select((row, i) => (from + i, row))],
            instead: false,
            done => onRows(source.Name, done),
            stop
        );
        Finish(held, file, changed: true);
        return new(source.Name, "added", Added: file.Rows.Count, Refused: file.Refused.Count);
    }

    private async Task<FileResult> Revise(CrimeFile held, MonthlyFile file, Action<string, int> onRows, CancellationToken stop)
    {
        var (name, month) = (file.Source.Name, file.Source.Month);
        var revision = MonthlyRevision.Between(await rows.Of(held.Id, stop), file.Rows, MonthlyRows<TEntity>.FirstId(held.Id));
        onRows(name, revision.Unchanged);
        if (!revision.Empty)
        {
            // Cut off from here on, the rows are of neither revision: no file may then pass for the one that is held.
            held.Sha256 = "";
            await turns.Take(1, stop);
            await db.SaveChangesAsync(stop);
            await rows.Remove(revision.Gone, stop);
            await rows.Put(held.Id, month, revision.Changed, instead: true, done => onRows(name, done), stop);
            await rows.Put(held.Id, month, revision.Added, instead: false, done => onRows(name, done), stop);
        }
        Finish(held, file, changed: !revision.Empty);
        if (revision.Empty)
            return new(name, "unchanged", Unchanged: revision.Unchanged, Refused: file.Refused.Count);
        return new(
            name,
            "revised",
            revision.Added.Count,
            revision.Changed.Count,
            revision.Gone.Count,
            revision.Unchanged,
            file.Refused.Count,
            revision.InWords()
        );
    }

    private async Task<CrimeFile> Begin(PoliceUkFile source, CancellationToken stop)
    {
        var next = (await db.Set<CrimeFile>().MaxAsync(f => (int?)f.Id, stop) ?? 0) + 1;
        var held = CrimeFile.Begun(next, kind.Kind, source.Force, source.Month, clock.Now);
        await turns.Take(1, stop);
        db.Add(held);
        await db.SaveChangesAsync(stop);
        return held;
    }

    private void Finish(CrimeFile held, MonthlyFile file, bool changed)
    {
        (held.Sha256, held.State, held.Rows, held.LoadedAt) = (file.Sha256, CrimeFileState.Current, file.Rows.Count, clock.Now);
        (held.WithoutLocation, held.Outside, held.Refused) = (file.WithoutLocation, file.Outside, file.Refused.Count);
        held.PlacedBy = placedBy;
        if (changed)
            db.NewDataVersion(kind.Name, clock.Now);
    }
}
