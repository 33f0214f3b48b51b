using System.Globalization;
using Fosse.CrimeData;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Intake.Crime;

/// <summary>
/// What a later revision of a held file changes: rows with a Crime ID are met by it, anti-social behaviour (which has none)
/// by all that is published of it, equal rows in their order. What is left over on either side is gone or added.
/// </summary>
internal sealed class StreetRevision
{
    private int outcomesChanged,
        placedAnew,
        reordered,
        antiSocialGone,
        antiSocialAdded;

    public List<long> ChangedIds { get; } = [];
    public List<StreetRecord> Changed { get; } = [];
    public List<long> Gone { get; } = [];
    public List<long> AddedIds { get; private set; } = [];
    public List<StreetRecord> Added { get; } = [];
    public int Unchanged { get; private set; }
    public bool ChangesRows => Changed.Count + Gone.Count + Added.Count > 0;

    public static async Task<StreetRevision> Between(SafetyDb db, int fileId, StreetFile file, int antiSocial, CancellationToken stop)
    {
        var (from, to) = (CrimeIds.First(fileId), CrimeIds.First(fileId + 1));
        var old = new RowBlocks<(long Id, StreetRecord Row)>();
        await foreach (
            var row in db.Set<RecordedCrime>()
                .AsNoTracking()
                .Where(c => c.Id >= from && c.Id < to)
                .OrderBy(c => c.Id)
                .Take(1 << RecordedCrime.PositionBits)
                .AsAsyncEnumerable()
                .WithCancellation(stop)
        )
        {
            old.Add((row.Id, StreetRecord.Of(row)));
        }
        var revision = new StreetRevision();
        var met = revision.Meet(old, file.Rows);
        for (var i = 0; i < old.Count; i++)
        {
            if (met[i])
                continue;
            revision.Gone.Add(old[i].Id);
            if (old[i].Row.Category == antiSocial)
                revision.antiSocialGone++;
        }
        revision.antiSocialAdded = revision.Added.Count(row => row.Category == antiSocial);
        revision.AddedIds = FreeIds(old, met, from, to, revision.Added.Count);
        return revision;
    }

    private bool[] Meet(RowBlocks<(long Id, StreetRecord Row)> old, RowBlocks<StreetRecord> rows)
    {
        var (met, waiting) = (new bool[old.Count], new Waiting(old));
        var lastMet = -1;
        foreach (var row in rows)
        {
            if (waiting.TakeFirst(row) is not { } at)
            {
                Added.Add(row);
                continue;
            }
            met[at] = true;
            if (row.Key is null)
            {
                if (at < lastMet)
                    reordered++;
                lastMet = Math.Max(lastMet, at);
            }
            var (id, before) = old[at];
            if (before == row)
                Unchanged++;
            else
            {
                if (before.Content == row.Content && before.Outcome != row.Outcome)
                    outcomesChanged++;
                else if (before.Content == row.Content)
                    placedAnew++;
                ChangedIds.Add(id);
                Changed.Add(row);
            }
        }
        return met;
    }

    // New rows come after the old ones; where a file was revised so often that this leaves no room, they take places that are free.
    private static List<long> FreeIds(RowBlocks<(long Id, StreetRecord Row)> old, bool[] met, long from, long to, int count)
    {
        var next = old.Count > 0 ? old[old.Count - 1].Id + 1 : from;
        if (next + count <= to)
            return [.. Enumerable.Range(0, count).Select(i => next + i)];
        var taken = Enumerable.Range(0, old.Count).Where(i => met[i]).Select(i => old[i].Id).ToHashSet();
        var ids = new List<long>(count);
        for (var id = from; ids.Count < count; id++)
        {
            if (!taken.Contains(id))
                ids.Add(id);
        }
        return ids;
    }

    public FileResult Result(string name, int refused)
    {
        List<string> notes = [];
        Note(outcomesChanged, "outcomes changed");
        Note(placedAnew, "rows are as before but lie in other areas by the boundaries now held");
        Note(Changed.Count - outcomesChanged - placedAnew, "rows changed in other columns");
        Note(antiSocialGone, "anti-social behaviour rows are no longer in the file");
        Note(antiSocialAdded, "anti-social behaviour rows are new");
        Note(reordered, "anti-social behaviour rows stand in another order");
        return new(
            name,
            ChangesRows ? "revised" : "unchanged",
            Added.Count,
            Changed.Count,
            Gone.Count,
            Unchanged,
            refused,
            notes.Count > 0 ? string.Join("; ", notes) : null
        );

        void Note(int count, string what)
        {
            if (count > 0)
                notes.Add(string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}"));
        }
    }

    /// <summary>Held rows by what identifies them, each a chain in the order of the file.</summary>
    private sealed class Waiting
    {
        private readonly Dictionary<CrimeKey, int> byKey = [];
        private readonly Dictionary<StreetContent, int> byContent = [];
        private readonly int[] next;

        public Waiting(RowBlocks<(long Id, StreetRecord Row)> old)
        {
            next = new int[old.Count];
            for (var at = old.Count - 1; at >= 0; at--)
            {
                var row = old[at].Row;
                if (row.Key is { } key)
                    next[at] = Swap(byKey, key, at);
                else
                    next[at] = Swap(byContent, row.Content, at);
            }
        }

        public int? TakeFirst(in StreetRecord row) => row.Key is { } key ? TakeFirst(byKey, key) : TakeFirst(byContent, row.Content);

        private int? TakeFirst<T>(Dictionary<T, int> first, T identity)
            where T : notnull
        {
            if (!first.TryGetValue(identity, out var at) || at < 0)
                return null;
            first[identity] = next[at];
            return at;
        }

        private static int Swap<T>(Dictionary<T, int> first, T identity, int at)
            where T : notnull
        {
            var before = first.GetValueOrDefault(identity, -1);
            first[identity] = at;
            return before;
        }
    }
}
