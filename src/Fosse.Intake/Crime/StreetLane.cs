using Fosse.CrimeData;
using Fosse.Exchange;
using Fosse.Foundation;
using Fosse.Storage.BulkLoad;

namespace Fosse.Intake.Crime;

/// <summary>One connection on which street-level files are stored, one after the other, each with what the run did with it.</summary>
internal sealed class StreetLane : IAsyncDisposable
{
    private readonly SafetyDb db;
    private readonly ImportRun run;
    private readonly CrimeTables tables;
    private readonly StreetStore store;

    private StreetLane(SafetyDb db, ImportRun run, WritingTurns turns, CrimeTables tables, StreetStore store) =>
        (this.db, this.run, Turns, this.tables, this.store) = (db, run, turns, tables, store);

    public WritingTurns Turns { get; }

    public static async Task<StreetLane> Open(
        SafetyDb db,
        IntakeInto into,
        ImportRun run,
        HeldFiles held,
        string placedBy,
        int antiSocial,
        CancellationToken stop
    )
    {
        var turns = await WritingTurns.On(db, stop, into.BesideVisitors);
        var tables = await CrimeTables.Open(db, turns, stop);
        return new(db, run, turns, tables, new StreetStore(db, into.Clock, turns, tables, held, placedBy, antiSocial));
    }

    public Task Add(IReadOnlyList<CodedWord> fresh, CancellationToken stop) => tables.Add(fresh, stop);

    public async Task<FileResult> Take(StreetRead read, int position, Action<int> onRows, CancellationToken stop)
    {
        var result = read.File is null
            ? new(read.Source.Name, "refused", Note: read.Refusal)
            : await FileNotTaken.Naming(read.Source.Name, () => store.Take(read.File, onRows, stop));
        return await Keep(result, position, read.File?.Refused ?? [], stop);
    }

    public async Task<FileResult> Keep(FileResult result, int position, IReadOnlyList<RefusedRow> rows, CancellationToken stop)
    {
        await Turns.Take(1, stop);
        db.Add(result.In(run, position));
        await db.SaveChangesAsync(stop);
        db.ChangeTracker.Clear();
        await tables.Add(run.Id, position, [.. rows.DistinctBy(r => r.Line)], stop);
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        tables.Dispose();
        await Turns.DisposeAsync();
    }
}
