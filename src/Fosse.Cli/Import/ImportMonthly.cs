using Fosse.CrimeData;
using Fosse.Exchange;
using Fosse.Exchange.PoliceUk;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Cli.Import;

/// <summary>
/// Brings outcomes or stop-and-search files into the database. Each is read whole before a row of it is stored, stored in short
/// transactions, and current only with the last of them; so a run that is cut off anywhere can be run again.
/// </summary>
internal sealed class ImportMonthly<TEntity>(SafetyDb db, CountyClock clock, CrimeWords words, MonthlyKind<TEntity> kind, int chunk) where TEntity : class
{
    private readonly MonthlyRows<TEntity> rows = new(db, kind, chunk);

    public async Task<IReadOnlyList<FileResult>> Run(IReadOnlyList<PoliceUkFile> files, ReadLimits limits, Action<string, int> onRows, CancellationToken stop)
    {
        var record = new ImportRecord(db, clock, kind.Name);
        await record.Begin(stop);
        var results = new List<FileResult>();
        foreach (var source in files)
        {
            var (file, refusal) = Read(source, limits, stop);
            var fresh = words.TakeFresh();
            if (fresh.Count > 0)
            {
                db.AddRange(fresh);
                await db.SaveChangesAsync(stop);
                db.ChangeTracker.Clear();
            }
            var result = file is null ? new(source.Name, "refused", Note: refusal) : await Store(file, onRows, stop);
            record.Add(result, file?.Refused ?? []);
            await db.SaveChangesAsync(stop); // the last short transaction of a file: its state, a new data version and the record together
            db.ChangeTracker.Clear();
            results.Add(result);
        }
        await record.End(stop);
        return results;
    }

    private (MonthlyFile? File, string? Refusal) Read(PoliceUkFile source, ReadLimits limits, CancellationToken stop)
    {
        try
        {
            return (MonthlyFile.Read(source, (bytes, into) => kind.Read(bytes, into, limits, stop)), null);
        }
        catch (FormatException broken)
        {
            return (null, broken.Message);
        }
        catch (InvalidDataException broken)
        {
            return (null, $"{source.Name} cannot be unpacked: {broken.Message}");
        }
    }

    private async Task<FileResult> Store(MonthlyFile file, Action<string, int> onRows, CancellationToken stop)
    {
        var source = file.Source;
        var held = await db.Set<CrimeFile>().SingleOrDefaultAsync(f => f.Kind == kind.Kind && f.Force == source.Force && f.Month == source.Month, stop);
        if (held is { State: CrimeFileState.Current } && held.Sha256 == file.Sha256)
        {
            onRows(source.Name, file.Rows.Count);
            return new(source.Name, "unchanged", Unchanged: file.Rows.Count, Refused: file.Refused.Count);
        }
        FileResult result;
        if (held is { State: CrimeFileState.Current }) result = await Revise(held, file, onRows, stop);
        else
        {
            held ??= await Begin(source, stop);
            await rows.Clear(held.Id, stop); // what a run that was cut off left behind
            var from = MonthlyRows<TEntity>.FirstId(held.Id);
            await rows.Put(held.Id, source.Month, [.. file.Rows.Select((row, i) => (from + i, row))], instead: false, done => onRows(source.Name, done), stop);
            result = new(source.Name, "added", Added: file.Rows.Count, Refused: file.Refused.Count);
        }
        Finish(held, file);
        return result;
    }

    private async Task<FileResult> Revise(CrimeFile held, MonthlyFile file, Action<string, int> onRows, CancellationToken stop)
    {
        var (name, month) = (file.Source.Name, file.Source.Month);
        var revision = MonthlyRevision.Between(await rows.Of(held.Id, stop), file.Rows, MonthlyRows<TEntity>.FirstId(held.Id));
        onRows(name, revision.Unchanged);
        if (revision.Empty) return new(name, "unchanged", Unchanged: revision.Unchanged, Refused: file.Refused.Count);

        // Cut off from here on, the rows are of neither revision: no file may then pass for the one that is held.
        held.Sha256 = "";
        await db.SaveChangesAsync(stop);
        await rows.Remove(revision.Gone, stop);
        await rows.Put(held.Id, month, revision.Changed, instead: true, done => onRows(name, done), stop);
        await rows.Put(held.Id, month, revision.Added, instead: false, done => onRows(name, done), stop);
        return new(name, "revised", revision.Added.Count, revision.Changed.Count, revision.Gone.Count, revision.Unchanged, file.Refused.Count, revision.InWords());
    }

    private async Task<CrimeFile> Begin(PoliceUkFile source, CancellationToken stop)
    {
        var held = new CrimeFile
        {
            Id = (await db.Set<CrimeFile>().MaxAsync(f => (int?)f.Id, stop) ?? 0) + 1,
            Force = source.Force,
            Month = source.Month,
            Kind = kind.Kind,
            Sha256 = "",
            State = CrimeFileState.Loading,
            Rows = 0,
            WithoutLocation = 0,
            Outside = 0,
            AntiSocial = 0,
            Refused = 0,
            LoadedAt = clock.Now,
        };
        db.Add(held);
        await db.SaveChangesAsync(stop);
        return held;
    }

    private void Finish(CrimeFile held, MonthlyFile file)
    {
        (held.Sha256, held.State, held.Rows, held.LoadedAt) = (file.Sha256, CrimeFileState.Current, file.Rows.Count, clock.Now);
        (held.WithoutLocation, held.Outside, held.Refused) = (file.WithoutLocation, file.Outside, file.Refused.Count);
        db.NewDataVersion(kind.Name, clock.Now);
    }
}
