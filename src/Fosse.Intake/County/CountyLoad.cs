using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Places;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Intake.County;

/// <summary>
/// Brings what county files hold into the database, in short transactions. Run again, it changes nothing that has not changed;
/// run again after it was cut off, it ends where the first run would have ended.
/// </summary>
internal sealed class CountyLoad(IntakeInto into, Action<string, long> onRows)
{
    /// <summary>The kinds of run that this is: the names of the commands.</summary>
    internal const string Whole = "county";
    private static readonly string[] Kinds = [Whole, .. Enum.GetNames<CountyKind>().Select(k => k.ToLowerInvariant())];

    private const int MostLeftTold = 10;

    private readonly SafetyDb db = into.Db;
    private readonly CountyClock clock = into.Clock;
    private readonly ShortWrites writes = new(into, onRows);
    private CountyAreas areas = null!;

    public async Task<CountyLoaded> Store(CountyFolder folder, string kind, CancellationToken stop)
    {
        var facts = await CountyFacts.Read(db, stop);
        if (facts is { MadeUp: true } && !folder.MadeUp)
            throw new FormatException(
                "This database holds the made-up county of 'fosse demo'. Real data wants a database of its own: name one with --db."
            );
        areas = await CountyAreas.Load(db, stop);
        if (areas.All.Count == 0 && folder.Areas.Count == 0)
            throw new FormatException(
                "The database holds no areas yet, and everything else hangs on them. Import the boundaries first: fosse import "
                    + $"boundaries FILE…{string.Concat(folder.Left.Take(MostLeftTold).Select(l => $"\n  left {l.Name}: {l.Why}"))}"
            );

        try
        {
            return await StoreAll(folder, kind, facts, stop);
        }
        catch (FileNotTaken stopped)
        {
            throw FoundIn.Naming(folder, areas, stopped);
        }
    }

    private async Task<CountyLoaded> StoreAll(CountyFolder folder, string kind, CountyFacts? facts, CancellationToken stop)
    {
        var cutOff = await WasCutOff(stop);
        var run = await Begin(kind, stop);
        var name = folder.CountyName ?? (areas.Force(folder) is { } force ? $"{force.ForceName} police force area" : null);
        areas.Take(folder, name);
        areas.Relate((await Links(stop)).Concat(folder.Links), folder.RuralUrban);
        await writes.Write("Areas", areas.Changes(), stop);
        await new CountyBoundaries(db, areas, writes).Store(folder, stop);
        await StoreLinks(folder, stop);
        var notHeld = await StoreMeasures(folder, stop);
        var places = new CountyPlaces(db, areas, writes);
        await places.Store(folder, stop);
        await KeepRefused(run, folder, stop);
        var loaded = new CountyLoaded(writes.Added, writes.Changed, writes.Removed, notHeld, 0, places.Outside, places.Again);
        db.AddRange(ToldFiles.Of(run, folder, loaded));
        await End(run, folder, name, facts, writes.Any || cutOff, stop);
        return loaded with { FilesToPlace = await AreaEdition.FilesPlacedByAnother(db, stop) };
    }

    // A run that did not end may have written everything but the version that makes it seen.
    private async Task<bool> WasCutOff(CancellationToken stop)
    {
        var version = await DataVersions.Current(db, stop);
        var since = version?.At ?? DateTimeOffset.UnixEpoch;
        return await db.Set<ImportRun>().AnyAsync(r => r.EndedAt == null && r.StartedAt >= since && Kinds.Contains(r.Kind), stop);
    }

    private async Task<ImportRun> Begin(string kind, CancellationToken stop)
    {
        var run = new ImportRun
        {
            Id = Guid.CreateVersion7(),
            Kind = kind,
            StartedAt = clock.Now,
            RequestId = into.Request,
        };
        db.Add(run);
        await db.SaveChangesAsync(stop);
        db.ChangeTracker.Clear();
        return run;
    }

    private async Task End(ImportRun run, CountyFolder folder, string? name, CountyFacts? facts, bool changed, CancellationToken stop)
    {
        db.Attach(run);
        run.EndedAt = clock.Now;
        if (name is not null)
        {
            string[] sources = folder.MadeUp
                ? ["Everything here is made up"]
                : ["data.police.uk", "Office for National Statistics", "Ordnance Survey"];
            var now = new CountyFacts(name, folder.MadeUp, sources);
            changed |= facts is null || facts.Name != now.Name || facts.MadeUp != now.MadeUp || !facts.Sources.SequenceEqual(now.Sources);
            await now.Write(db, stop);
        }
        await AreaEdition.Write(db, stop);
        if (changed)
            db.NewDataVersion(run.Kind, clock.Now);
        await db.SaveChangesAsync(stop);
        db.ChangeTracker.Clear();
    }

    private async Task KeepRefused(ImportRun run, CountyFolder folder, CancellationToken stop)
    {
        const int Together = 500;
        var rows = folder.Took.SelectMany(
            (file, i) =>
                file
                    .Refused.DistinctBy(r => r.Line)
                    .Select(r => new RefusedImportRow
                    {
                        RunId = run.Id,
                        Position = i,
                        Line = r.Line,
                        Reason = r.Reason,
                        Text = r.Text.Replace('\0', '\uFFFD'),
                    })
        );
        foreach (var part in rows.Chunk(Together))
        {
            db.AddRange(part);
            await db.SaveChangesAsync(stop);
            db.ChangeTracker.Clear();
        }
    }

    private async Task<IEnumerable<LinkFound>> Links(CancellationToken stop) =>
        (await db.Set<AreaLink>().AsNoTracking().OrderBy(l => l.Id).Take(1_000_000).ToListAsync(stop)).Select(l => new LinkFound(
            l.Kind,
            l.FromCode,
            l.ToCode,
            l.Change,
            l.Vintage,
            l.Source,
            0
        ));

    private async Task StoreLinks(CountyFolder folder, CancellationToken stop)
    {
        if (folder.Links.Count == 0)
            return;
        var known = (await Links(stop)).Select(l => (l.Kind, l.From, l.To)).ToHashSet();
        var id = await db.Set<AreaLink>().MaxAsync(l => (int?)l.Id, stop) ?? 0;
        await writes.Write(
            "Lookups",
            folder
                .Links.Where(l => known.Add((l.Kind, l.From, l.To)))
                .Select(l => new Change
                {
                    Added =
                    [
                        new AreaLink
                        {
                            Id = ++id,
                            Kind = l.Kind,
                            FromCode = l.From,
                            ToCode = l.To,
                            Change = l.Change,
                            Vintage = l.Vintage,
                            ValidFrom = new DateOnly(l.Vintage, 1, 1),
                            Source = l.Source,
                        },
                    ],
                }),
            stop
        );
    }

    private async Task<int> StoreMeasures(CountyFolder folder, CancellationToken stop)
    {
        if (folder.Measures.Count == 0)
            return 0;
        onRows("Residents and deprivation", folder.Measures.Count(m => areas[m.Kind, m.Code] is null)); // the bar counts all that was read
        var held = await db.Set<AreaMeasure>().AsNoTracking().Take(1_000_000).ToDictionaryAsync(m => (m.AreaId, m.Measure, m.Year), stop);
        var wanted = new Dictionary<(int, string, int), AreaMeasure>();
        var notHeld = 0;
        foreach (var found in folder.Measures)
        {
            if (areas[found.Kind, found.Code] is not { } area)
                notHeld++;
            else
                wanted[(area.Id, found.Measure, found.Year)] = new()
                {
                    AreaId = area.Id,
                    Measure = found.Measure,
                    Year = found.Year,
                    Value = found.Value,
                    Source = found.Source,
                };
        }
        await writes.Write(
            "Residents and deprivation",
            wanted
                .Where(w => !held.ContainsKey(w.Key))
                .Select(w => new Change { Added = [w.Value] })
                .Concat(
                    wanted
                        .Where(w => held.TryGetValue(w.Key, out var was) && (was.Value, was.Source) != (w.Value.Value, w.Value.Source))
                        .Select(w => new Change { Updated = [w.Value] })
                ),
            stop
        );
        return notHeld;
    }
}
