using System.Threading.Channels;
using Fosse.CrimeData;
using Fosse.Exchange;
using Fosse.Exchange.PoliceUk;
using Fosse.Foundation;
using Fosse.Storage.BulkLoad;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Cli.Import;

/// <summary>What a run did with one file, as it is kept and as it is shown.</summary>
internal sealed record FileResult(string Name, string Result, int Added = 0, int Changed = 0, int Removed = 0, int Unchanged = 0, int Refused = 0, string? Note = null);

/// <summary>
/// Brings street-level files into the database. Each file is read whole before a row of it is stored, stored in short transactions,
/// and counted only in the last of them; so a run that is cut off anywhere can be run again.
/// </summary>
internal sealed class ImportCrime(SafetyDb db, CountyClock clock, ReadLimits limits, int chunk)
{
    private static readonly string[] Columns =
        ["id", "file_id", "month", "crime_key", "category", "outcome", "location", "longitude", "latitude", "lsoa_id", "current_lsoa_id", "ward_id", "neighbourhood_id", "placement"];

    private CrimeWords words = null!;
    private CrimeAreas areas = null!;
    private int antiSocial;
    private object?[][] buffer = [];

    public async Task<IReadOnlyList<FileResult>> Run(IReadOnlyList<PoliceUkFile> files, Action<string, int> onRows, CancellationToken stop)
    {
        words = await CrimeWords.Load(db, stop);
        areas = await CrimeAreas.Load(db, stop);
        antiSocial = words[CrimeWords.Category, "Anti-social behaviour"u8];
        buffer = [.. Enumerable.Range(0, chunk).Select(_ => new object?[Columns.Length])];
        var run = new ImportRun { Id = Guid.CreateVersion7(), Kind = "crime", StartedAt = clock.Now };
        db.Add(run);
        await db.SaveChangesAsync(stop);

        // One file is read while the one before it is stored.
        var ready = Channel.CreateBounded<(StreetFile? File, PoliceUkFile Source, string? Refusal, IReadOnlyList<CodedWord> Fresh)>(1);
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var reading = Task.Run(() => ReadAll(files, ready.Writer, cut.Token), cut.Token);
        var results = new List<FileResult>();
        using (var bulk = await BulkRows.Into(db, "recorded_crimes", Columns, stop))
        {
            try
            {
                await foreach (var (file, source, refusal, fresh) in ready.Reader.ReadAllAsync(stop))
                {
                    if (fresh.Count > 0)
                    {
                        db.AddRange(fresh);
                        await db.SaveChangesAsync(stop);
                    }
                    var result = file is null ? new FileResult(source.Name, "refused", Note: refusal) : await Store(file, bulk, onRows, stop);
                    await Keep(run, results.Count, result, file?.Refused ?? [], stop);
                    results.Add(result);
                }
            }
            finally
            {
                await cut.CancelAsync();
                await reading.ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
        run.EndedAt = clock.Now;
        await db.SaveChangesAsync(stop);
        return results;
    }

    private async Task ReadAll(IReadOnlyList<PoliceUkFile> files, ChannelWriter<(StreetFile?, PoliceUkFile, string?, IReadOnlyList<CodedWord>)> ready, CancellationToken stop)
    {
        try
        {
            foreach (var source in files)
            {
                StreetFile? file = null;
                string? refusal = null;
                try
                {
                    file = StreetFile.Read(source, words, areas, antiSocial, limits, stop);
                }
                catch (FormatException broken)
                {
                    refusal = broken.Message;
                }
                catch (InvalidDataException broken)
                {
                    refusal = $"{source.Name} cannot be unpacked: {broken.Message}";
                }
                await ready.WriteAsync((file, source, refusal, words.TakeFresh()), stop);
            }
            ready.Complete();
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or IOException)
        {
            ready.Complete(stopped);
        }
    }

    private async Task<FileResult> Store(StreetFile file, BulkRows bulk, Action<string, int> onRows, CancellationToken stop)
    {
        var (force, month) = (file.File.Force, file.File.Month);
        var held = await db.Set<CrimeFile>().SingleOrDefaultAsync(f => f.Kind == CrimeFileKind.Street && f.Force == force && f.Month == month, stop);
        FileResult result;
        if (held is { State: CrimeFileState.Current } && held.Sha256 == file.Sha256)
        {
            onRows(file.File.Name, file.Rows.Count);
            return new(file.File.Name, "unchanged", Unchanged: file.Rows.Count, Refused: file.Refused.Count);
        }
        if (held is { State: CrimeFileState.Current })
        {
            result = await new StreetRevision(db, chunk, antiSocial).Apply(held, file, rows => Insert(held.Id, rows, bulk, onRows, stop), stop);
        }
        else
        {
            held ??= await Begin(file, stop);
            await Discard(held.Id, stop); // what a run that was cut off left behind
            await Insert(held.Id, [.. file.Rows.Select((row, i) => (PositionOf(held.Id, i), row))], bulk, onRows, stop);
            result = new(file.File.Name, "added", Added: file.Rows.Count, Refused: file.Refused.Count);
        }
        await Finish(held, file, stop);
        return result;
    }

    private static long PositionOf(int fileId, int position) => ((long)fileId << RecordedCrime.PositionBits) + position;

    private async Task<CrimeFile> Begin(StreetFile file, CancellationToken stop)
    {
        var held = new CrimeFile
        {
            Id = (await db.Set<CrimeFile>().MaxAsync(f => (int?)f.Id, stop) ?? 0) + 1,
            Force = file.File.Force,
            Month = file.File.Month,
            Kind = CrimeFileKind.Street,
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

    private async Task Discard(int fileId, CancellationToken stop)
    {
        var (from, to) = (PositionOf(fileId, 0), PositionOf(fileId + 1, 0));
        while (await db.Set<RecordedCrime>().Where(c => c.Id >= from && c.Id < to).OrderBy(c => c.Id).Select(c => c.Id).Skip(chunk - 1).Select(id => (long?)id).FirstOrDefaultAsync(stop) is { } last)
        {
            await db.Set<RecordedCrime>().Where(c => c.Id >= from && c.Id <= last).ExecuteDeleteAsync(stop);
        }
        await db.Set<RecordedCrime>().Where(c => c.Id >= from && c.Id < to).ExecuteDeleteAsync(stop);
    }

    private async Task Insert(int fileId, IReadOnlyList<(long Id, StreetRecord Row)> rows, BulkRows bulk, Action<string, int> onRows, CancellationToken stop)
    {
        for (var start = 0; start < rows.Count; start += chunk)
        {
            var count = Math.Min(chunk, rows.Count - start);
            for (var i = 0; i < count; i++)
            {
                var (id, row) = rows[start + i];
                var cells = buffer[i];
                var located = row.Placed.Placing != CrimePlacing.NoLocation;
                (cells[0], cells[1], cells[2], cells[3], cells[4]) = (id, fileId, row.Month, row.CrimeKey, row.Category);
                (cells[5], cells[6]) = (row.Outcome == 0 ? null : row.Outcome, row.Location);
                (cells[7], cells[8]) = (located ? row.Longitude : null, located ? row.Latitude : null);
                (cells[9], cells[10], cells[11], cells[12], cells[13]) = (row.Placed.LsoaId, row.Placed.CurrentLsoaId, row.Placed.WardId, row.Placed.NeighbourhoodId, (int)row.Placed.Placing);
            }
            await bulk.Write(buffer, count, stop);
            onRows("", count);
        }
    }

    /// <summary>The last short transaction of a file: its counts, its state and a new data version together.</summary>
    private async Task Finish(CrimeFile held, StreetFile file, CancellationToken stop)
    {
        var (byCategory, byOutcome) = CrimeCounts.Of(held.Id, file.Rows, antiSocial);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.Set<CrimeCount>().Where(c => c.FileId == held.Id).ExecuteDeleteAsync(stop);
        await db.Set<OutcomeCount>().Where(c => c.FileId == held.Id).ExecuteDeleteAsync(stop);
        await BulkRows.Join(db, transaction, "crime_counts", ["file_id", "area_id", "category", "count"], byCategory, stop);
        await BulkRows.Join(db, transaction, "outcome_counts", ["file_id", "area_id", "outcome", "count"], byOutcome, stop);
        (held.Sha256, held.State, held.Rows, held.LoadedAt) = (file.Sha256, CrimeFileState.Current, file.Rows.Count, clock.Now);
        (held.WithoutLocation, held.Outside, held.AntiSocial, held.Refused) = (file.WithoutLocation, file.Outside, file.AntiSocial, file.Refused.Count);
        db.NewDataVersion("crime", clock.Now);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
    }

    private async Task Keep(ImportRun run, int position, FileResult result, IReadOnlyList<RefusedRow> refused, CancellationToken stop)
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
        await db.SaveChangesAsync(stop);
        db.ChangeTracker.Clear();
        db.Attach(run);
    }
}
