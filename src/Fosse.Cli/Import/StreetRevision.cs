using Fosse.CrimeData;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Cli.Import;

/// <summary>
/// Brings a later revision of a file that is held: rows with a Crime ID are met by it, anti-social behaviour (which has none)
/// by its order in the file. Only what differs is written.
/// </summary>
internal sealed class StreetRevision(SafetyDb db, int chunk, int antiSocial)
{
    private sealed record Content(int Category, int Location, double? Longitude, double? Latitude, int? LsoaId);

    public async Task<FileResult> Apply(CrimeFile held, StreetFile file, Func<IReadOnlyList<(long, StreetRecord)>, Task> insert, CancellationToken stop)
    {
        var (from, to) = ((long)held.Id << RecordedCrime.PositionBits, (long)(held.Id + 1) << RecordedCrime.PositionBits);
        var old = await db.Set<RecordedCrime>().AsNoTracking().Where(c => c.Id >= from && c.Id < to).OrderBy(c => c.Id).Take(1 << RecordedCrime.PositionBits).ToListAsync(stop);

        // Rows that are equal in what identifies them are met in order; what is left over on either side is removed or added.
        var waiting = new Dictionary<object, Queue<RecordedCrime>>();
        foreach (var row in old)
        {
            var identity = Identity(row.CrimeKey, ContentOf(row));
            if (!waiting.TryGetValue(identity, out var queue)) waiting.Add(identity, queue = new());
            queue.Enqueue(row);
        }
        var changed = new List<(long Id, StreetRecord Row)>();
        var added = new List<StreetRecord>();
        var (unchanged, outcomesChanged, lastMet, reordered) = (0, 0, -1L, 0);
        foreach (var row in file.Rows)
        {
            if (!waiting.TryGetValue(Identity(row.CrimeKey, ContentOf(row)), out var queue) || !queue.TryDequeue(out var met))
            {
                added.Add(row);
                continue;
            }
            if (row.CrimeKey is null)
            {
                if (met.Id < lastMet) reordered++;
                lastMet = Math.Max(lastMet, met.Id);
            }
            var sameContent = ContentOf(met) == ContentOf(row);
            if (sameContent && (met.Outcome ?? 0) == row.Outcome) unchanged++;
            else
            {
                if (sameContent) outcomesChanged++;
                changed.Add((met.Id, row));
            }
        }
        var gone = waiting.Values.SelectMany(q => q).ToList();

        foreach (var part in changed.Chunk(chunk))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(stop);
            foreach (var (id, row) in part)
            {
                int? outcome = row.Outcome == 0 ? null : row.Outcome;
                var located = row.Placed.Placing != CrimePlacing.NoLocation;
                double? longitude = located ? row.Longitude : null, latitude = located ? row.Latitude : null;
                await db.Set<RecordedCrime>().Where(c => c.Id == id).ExecuteUpdateAsync(s => s
                    .SetProperty(c => c.Outcome, outcome).SetProperty(c => c.Category, row.Category).SetProperty(c => c.Location, row.Location)
                    .SetProperty(c => c.Longitude, longitude).SetProperty(c => c.Latitude, latitude).SetProperty(c => c.LsoaId, row.Placed.LsoaId)
                    .SetProperty(c => c.CurrentLsoaId, row.Placed.CurrentLsoaId).SetProperty(c => c.WardId, row.Placed.WardId)
                    .SetProperty(c => c.NeighbourhoodId, row.Placed.NeighbourhoodId).SetProperty(c => c.Placement, row.Placed.Placing), stop);
            }
            await transaction.CommitAsync(stop);
        }
        foreach (var part in gone.Select(g => g.Id).Chunk(chunk)) await db.Set<RecordedCrime>().Where(c => part.Contains(c.Id)).ExecuteDeleteAsync(stop);
        var next = (old.Count > 0 ? old[^1].Id : from - 1) + 1;
        await insert([.. added.Select((row, i) => (next + i, row))]);

        var (asbGone, asbAdded) = (gone.Count(g => g.Category == antiSocial), added.Count(a => a.Category == antiSocial));
        List<string> notes = [];
        if (outcomesChanged > 0) notes.Add($"{outcomesChanged:N0} outcomes changed");
        if (changed.Count > outcomesChanged) notes.Add($"{changed.Count - outcomesChanged:N0} rows changed in other columns");
        if (asbGone > 0) notes.Add($"{asbGone:N0} anti-social behaviour rows are no longer in the file");
        if (asbAdded > 0) notes.Add($"{asbAdded:N0} anti-social behaviour rows are new");
        if (reordered > 0) notes.Add($"{reordered:N0} anti-social behaviour rows stand in another order");
        return new(file.File.Name, changed.Count + added.Count + gone.Count > 0 ? "revised" : "unchanged", added.Count, changed.Count, gone.Count, unchanged, file.Refused.Count,
            notes.Count > 0 ? string.Join("; ", notes) : null);
    }

    private static object Identity(byte[]? key, Content content) => key is null ? content : Convert.ToHexString(key);

    private static Content ContentOf(RecordedCrime row) => new(row.Category, row.Location, row.Longitude, row.Latitude, row.LsoaId);

    private static Content ContentOf(StreetRecord row) =>
        row.Placed.Placing == CrimePlacing.NoLocation ? new(row.Category, row.Location, null, null, null) : new(row.Category, row.Location, row.Longitude, row.Latitude, row.Placed.LsoaId);
}
