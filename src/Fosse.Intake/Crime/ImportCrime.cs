using System.Text;
using Fosse.CrimeData;
using Fosse.Exchange;
using Fosse.Exchange.PoliceUk;
using Fosse.Foundation;
using Fosse.Storage.BulkLoad;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Intake.Crime;

/// <summary>What a run did with one file, as it is kept and as it is shown.</summary>
internal sealed record FileResult(
    string Name,
    string Result,
    int Added = 0,
    int Changed = 0,
    int Removed = 0,
    int Unchanged = 0,
    int Refused = 0,
    string? Note = null
)
{
    /// <summary>With what else is to be told of it, if anything.</summary>
    public FileResult Telling(string? more) => more is null ? this : this with { Note = Note is null ? more : $"{Note}; {more}" };

    public ImportedFile In(ImportRun run, int position) =>
        new()
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
internal sealed class ImportCrime
{
    private readonly IntakeInto into;
    private readonly SafetyDb db;
    private readonly SafetyDb? other;
    private readonly Task<CrimeAreas>? areasBeside;
    private readonly Queue<(StreetRead Read, Task<FileResult> Stored)> inHand = new();
    private readonly List<FileResult> results = [];

    private ImportCrime(IntakeInto into, SafetyDb? other, CancellationToken stop)
    {
        (this.into, db, this.other) = (into, into.Db, other);
        areasBeside = other is null ? null : Task.Run(() => AreasOn(other, stop), stop);
    }

    /// <summary>Begins with what a connection of its own can do.</summary>
    public static ImportCrime Begin(IntakeInto into, CancellationToken stop) => new(into, into.Beside?.Invoke(), stop);

    /// <param name="reading">The files, which may have been begun to be read.</param>
    /// <param name="refused">What was given and could not even be listed, such as a damaged zip: kept with the run.</param>
    /// <param name="placedBy">The edition of the areas that rows are placed by.</param>
    /// <param name="onRows">Told how many rows of a file are done, by one at a time.</param>
    public async Task<IReadOnlyList<FileResult>> Run(
        StreetReading reading,
        IReadOnlyList<LeftFile> refused,
        string placedBy,
        Action<string, int> onRows,
        CancellationToken stop
    )
    {
        var words = await CrimeWords.Load(db, stop);
        var antiSocial = words[CrimeWords.Category, Encoding.UTF8.GetBytes(PublishedCategory.AntiSocialBehaviour)];
        var areas = areasBeside ?? Task.FromResult(await CrimeAreas.Load(db, stop));
        var files = reading.Files(words, areas, antiSocial, stop);
        var held = await HeldFiles.Load(db, stop);

        var run = new ImportRun
        {
            Id = Guid.CreateVersion7(),
            Kind = "crime",
            StartedAt = into.Clock.Now,
            RequestId = into.Request,
        };
        await using var first = await StreetLane.Open(db, into, run, held, placedBy, antiSocial, stop);
        db.Add(run);
        await SaveIn(first.Turns, stop);
        await areas; // the other connection is free then
        await using var second = other is null ? null : await StreetLane.Open(other, into, run, held, placedBy, antiSocial, stop);
        StreetLane[] lanes = second is null ? [first] : [first, second];
        try
        {
            foreach (var bad in refused)
                results.Add(await first.Keep(new(bad.Name, "refused", Note: bad.Reason), results.Count, [], stop));
            await first.Turns.End(stop);
            await foreach (var read in files)
                await HandOut(read, lanes, reading, onRows, stop);
            while (inHand.Count > 0)
                await Settle();
        }
        finally
        {
            await Task.WhenAll(inHand.Select(h => h.Stored)).ContinueWith(_ => { }, TaskScheduler.Default);
        }
        await TellOfThinMonths(run, stop);
        await first.Turns.WaitForDisk(stop);
        db.Attach(run).Entity.EndedAt = into.Clock.Now;
        await SaveIn(first.Turns, stop);
        return results;
    }

    // Known only once all months are there.
    private async Task TellOfThinMonths(ImportRun run, CancellationToken stop)
    {
        var thin = await ThinMonths.Of(db, stop);
        for (var i = 0; i < results.Count; i++)
        {
            if (results[i].Result is not ("added" or "revised") || !thin.TryGetValue(results[i].Name, out var why))
                continue;
            results[i] = results[i].Telling(why);
            var (position, told) = (i, results[i].Note);
            await db.Set<ImportedFile>()
                .Where(f => f.RunId == run.Id && f.Position == position)
                .ExecuteUpdateAsync(s => s.SetProperty(f => f.Note, told), stop);
        }
    }

    private async Task SaveIn(WritingTurns turns, CancellationToken stop)
    {
        await turns.Take(1, stop);
        await db.SaveChangesAsync(stop);
        db.ChangeTracker.Clear();
        await turns.End(stop);
    }

    private static async Task<CrimeAreas> AreasOn(SafetyDb other, CancellationToken stop)
    {
        await other.Database.OpenConnectionAsync(stop); // stays open for the lane that stores on it
        return await CrimeAreas.Load(other, stop);
    }

    private async Task HandOut(
        StreetRead read,
        StreetLane[] lanes,
        StreetReading reading,
        Action<string, int> onRows,
        CancellationToken stop
    )
    {
        // Lanes take turns, so the oldest file in hand is the one of the lane that is next. The same month twice must not be stored at
        // once.
        while (inHand.Count == lanes.Length || inHand.Any(h => SameMonth(h.Read, read)))
            await Settle();
        var position = results.Count + inHand.Count;
        var lane = lanes[position % lanes.Length];
        await lane.Add(read.Fresh, stop);
        if (position == 0)
            await lane.Turns.End(stop); // the first file takes as long as many that follow
        if (lanes.Length == 1)
        {
            inHand.Enqueue((read, Store()));
            await Settle();
            return;
        }
        await lane.Turns.End(stop); // rows of the other lane may name these words next
        inHand.Enqueue((read, Task.Run(Store, stop)));

        async Task<FileResult> Store()
        {
            var result = await lane.Take(read, position, rows => Tell(read.Source.Name, rows), stop);
            reading.Done(read);
            if (lane.Turns.MayBeLong || !reading.HasNext)
                await lane.Turns.End(stop); // nobody is to wait for a writer who waits
            return result;
        }

        void Tell(string name, int rows)
        {
            lock (results)
                onRows(name, rows);
        }
    }

    private async Task Settle() => results.Add(await inHand.Dequeue().Stored);

    private static bool SameMonth(StreetRead one, StreetRead other) =>
        one.File is not null && other.File is not null && (one.Source.Force, one.Source.Month) == (other.Source.Force, other.Source.Month);
}
