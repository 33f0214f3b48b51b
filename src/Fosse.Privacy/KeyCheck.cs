using Microsoft.EntityFrameworkCore;

namespace Fosse.Privacy;

/// <summary>Looks whether the ring opens every key, is for its owner alone, and whether the forgotten stay forgotten. Changes
/// nothing.</summary>
public sealed class KeyCheck(GuardedDb db, KeyRing ring)
{
    private const int Most = 1000,
        AtATime = 500;

    /// <returns>What is wrong; empty where nothing is.</returns>
    public async Task<IReadOnlyList<string>> Run(CancellationToken stop)
    {
        var faults = new List<string>();
        var used = await db.Set<SubjectKey>()
            .GroupBy(k => k.RingKey)
            .Select(g => new { g.Key, Keys = g.Count() })
            .OrderBy(g => g.Key)
            .Take(Most)
            .ToListAsync(stop);
        faults.AddRange(
            used.Where(u => ring.Find(u.Key) is null)
                .Select(u => $"The ring lacks {u.Key}, which wraps {u.Keys} keys. Put the ring of this database back.")
        );
        foreach (var some in used.Where(u => ring.Find(u.Key) is not null))
        {
            var one = await db.Set<SubjectKey>()
                .AsNoTracking()
                .Where(k => k.RingKey == some.Key)
                .OrderBy(k => k.Id)
                .FirstOrDefaultAsync(stop);
            if (one is not null && one.Unwrap(ring) is null)
                faults.Add(
                    $"The key {some.Key} of the ring is not the one that wraps {some.Keys} keys. Put the ring of this database back."
                );
        }
        if (ring.Folder.Length > 0 && Directory.Exists(ring.Folder))
        {
            faults.AddRange(
                Directory
                    .EnumerateFiles(ring.Folder)
                    .Where(OwnersFiles.IsOpenToOthers)
                    .Order(StringComparer.Ordinal)
                    .Select(f => $"{f} can be read by others. Run 'chmod 600 {f}'.")
            );
        }
        var back = 0;
        foreach (var some in ring.Tombstones.All().Chunk(AtATime))
            back += await db.Set<SubjectKey>().Where(k => some.Contains(k.Subject)).Select(k => k.Subject).Distinct().CountAsync(stop);
        if (back > 0)
            faults.Add($"{back} people who were forgotten are back with an older database. Run 'fosse update', which forgets them again.");
        return faults;
    }
}
