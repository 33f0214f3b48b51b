using Microsoft.EntityFrameworkCore;

namespace Fosse.Privacy;

/// <summary>Gives a new database its first ring key, and tells when a ring does not belong to the database.</summary>
public sealed class RingSetup(GuardedDb db, KeyRing ring, ForgetSubject forget, TimeProvider clock)
{
    private const int Most = 1000;

    /// <returns>Notes for the operator: empty when database and ring fit.</returns>
    public async Task<IReadOnlyList<string>> Ensure(CancellationToken stop)
    {
        if (ring.Folder.Length == 0 && ring.Ids.Count == 0)
            return ["Keys:Folder is not set: until it is, nothing personal can be stored or read."];

        await using (var one = await db.Database.BeginTransactionAsync(stop))
        {
            if (await Fit(stop) is { } note)
                return [note];
            await one.CommitAsync(stop);
        }
        var back = await forget.Again(stop);
        return back == 0
            ? []
            : [$"{back} people whom this installation had forgotten came back with the database; they were forgotten again."];
    }

    /// <summary>Whether a ring lies here already that is not of a database whose keys are wrapped with these: what to do then. No ring at
    /// all may still be brought.</summary>
    public string? StrangeTo(IReadOnlyList<string> used)
    {
        var (held, missing) = (ring.Ids, used.Except(ring.Ids).Order(StringComparer.Ordinal).ToList());
        return held.Count == 0 || missing.Count == 0
            ? null
            : $"The key ring in {ring.Folder} is of another database: it lacks {string.Join(", ", missing)}. Move it away and put the ring "
                + "of this database there; where that is lost, restore without a ring.";
    }

    // Two hosts may start together; inside the transaction only one of them makes the key (on PostgreSQL the update's own lock sees to it).
    private async Task<string?> Fit(CancellationToken stop)
    {
        var known = await db.Set<RingKey>().AsNoTracking().OrderBy(k => k.Id).Select(k => k.Id).Take(Most).ToListAsync(stop);
        var held = ring.Ids;
        var used = await db.Set<SubjectKey>().Select(k => k.RingKey).Distinct().Take(Most).ToListAsync(stop);
        var missing = used.Except(held).Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
            return $"The key ring in {ring.Folder} lacks {string.Join(", ", missing)}, so what was sealed with it cannot be read. Put "
                + $"the ring of this database back.";

        // A ring that is there already was handed over for this database, from a secret store say: its newest key wraps what comes.
        var current = held.Count > 0 ? held[^1] : KeyRing.NewId(known.Select(KeyRing.NumberOf).DefaultIfEmpty().Max() + 1);
        if (!known.Contains(current))
        {
            db.Add(new RingKey { Id = current, MadeAt = clock.GetUtcNow() });
            await db.SaveChangesAsync(stop);
        }
        if (held.Count == 0)
            ring.Put(current);
        ring.EnsureSearchKey();
        return null;
    }
}
