using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Privacy;

/// <summary>What a turn of the ring did.</summary>
/// <param name="Current">The key that wraps now.</param>
/// <param name="Rewrapped">How many keys of subjects it took over.</param>
/// <param name="Retired">The keys that were destroyed.</param>
public sealed record RingTurned(string Current, int Rewrapped, IReadOnlyList<string> Retired);

/// <summary>Turns the key ring while the house is at work: a new key, the subjects' keys wrapped anew in short turns, then the old key
/// destroyed.</summary>
public sealed class KeyRotation(
    IServiceScopeFactory scopes,
    KeyRing ring,
    RingBox box,
    IEnumerable<RelockBoxes> boxes,
    Ledger ledger,
    TimeProvider clock
)
{
    private const int EachTurn = 200,
        Most = 1000;

    public async Task<RingTurned> Rotate(Actor actor, CancellationToken stop)
    {
        var id = await With(async db =>
        {
            var known = await db.Set<RingKey>().Select(k => k.Id).Take(Most).ToListAsync(stop);
            var next = KeyRing.NewId(known.Concat(ring.Ids).Select(KeyRing.NumberOf).DefaultIfEmpty().Max() + 1);
            db.Add(new RingKey { Id = next, MadeAt = clock.GetUtcNow() }); // before the file: from then on every host wraps with it
            await db.SaveChangesAsync(stop);
            return next;
        });
        ring.Put(id);
        var rewrapped = await Rewrap(stop);
        await Note(actor, $"The key ring was turned: {id} wraps {rewrapped} keys.", stop);
        return new(id, rewrapped, []);
    }

    /// <summary>Destroys every key of the ring but the newest. What only they could open, in whatever backup, is gone.</summary>
    /// <exception cref="KeysMissing">Some keys are wrapped by one that the ring lacks.</exception>
    public async Task<RingTurned> Retire(Actor actor, CancellationToken stop)
    {
        var (current, rewrapped) = (ring.Current().Id, await Rewrap(stop));
        await With(async db =>
        {
            await using var last = await db.Database.BeginTransactionAsync(stop);
            var left = await db.Set<SubjectKey>().CountAsync(k => k.RingKey != current, stop);
            if (left > 0)
                throw new KeysMissing(
                    $"{left} keys are wrapped by a key that is not in the ring, so nothing was retired. Put the whole ring back "
                        + $"and try again."
                );

            // A host that wraps with an old key in this very instant is refused by the database, not left with what nobody can open.
            await db.Set<RingKey>().Where(k => k.Id != current).ExecuteDeleteAsync(stop);
            await last.CommitAsync(stop);
            return 0;
        });
        var old = ring.Ids.Where(id => id != current).ToList();
        foreach (var id in old)
            ring.Destroy(id);
        await Note(actor, $"Retired from the key ring: {string.Join(", ", old.DefaultIfEmpty("nothing"))}.", stop);
        return new(current, rewrapped, old);
    }

    private async Task<int> Rewrap(CancellationToken stop)
    {
        var (done, after, current) = (0, Guid.Empty, ring.Current().Id);
        while (true)
        {
            var turn = await With(async db =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(stop);
                var rows = await db.Set<SubjectKey>()
                    .AsNoTracking()
                    .Where(k => k.RingKey != current && k.Id.CompareTo(after) > 0)
                    .OrderBy(k => k.Id)
                    .Take(EachTurn)
                    .ToListAsync(stop);
                var wrapped = 0;
                foreach (var row in rows)
                {
                    // A key that the ring cannot open stays as it is; one that was forgotten meanwhile is not there to change.
                    if (row.Rewrap(ring) is not { } now)
                        continue;
                    wrapped += await db.Set<SubjectKey>()
                        .Where(k => k.Id == row.Id && k.RingKey == row.RingKey)
                        .ExecuteUpdateAsync(s => s.SetProperty(k => k.Wrapped, now.Wrapped).SetProperty(k => k.RingKey, now.RingKey), stop);
                }
                await transaction.CommitAsync(stop);
                return (wrapped, rows.Count, Last: rows.Count > 0 ? rows[^1].Id : after);
            });
            (done, after) = (done + turn.wrapped, turn.Last);
            if (turn.Count < EachTurn)
                break;
        }
        foreach (var relock in boxes)
        {
            await With(async db =>
            {
                await relock(db, box, stop);
                return 0;
            });
        }
        return done;
    }

    private Task Note(Actor actor, string ground, CancellationToken stop) =>
        ledger.Add(
            new LedgerLine
            {
                Kind = LedgerKind.KeysRotated,
                ActorId = actor.Id,
                AgencyId = actor.Agency,
                Organisation = actor.Organisation,
                Ground = ground,
            },
            stop
        );

    private async Task<T> With<T>(Func<GuardedDb, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<GuardedDb>());
    }
}
