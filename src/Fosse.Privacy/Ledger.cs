using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Privacy;

/// <summary>Adds lines to the ledger, one after the other, whoever and however many write.</summary>
public sealed class Ledger(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Saves what the context has to save together with its line: both are there afterwards, or neither. For whatever leaves the
    /// house: a disclosure, an export. Where a transaction is open, both are there when it commits.</summary>
    public async Task<LedgerLine> SaveWith(GuardedDb db, LedgerLine line, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(stop) : null;
        // The change comes first: who has been overtaken is told so before the others are made to wait for the ledger.
        await db.SaveChangesAsync(stop);
        await Append(db, line, stop);
        if (own is not null)
            await own.CommitAsync(stop);
        return line;
    }

    /// <summary>Writes a line of what was done outside the database; committed when it returns, whatever becomes of the caller's
    /// work. Outside this project nobody can: a change and its line are saved with each other.</summary>
    internal async Task<LedgerLine> Add(LedgerLine line, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await Append(scope.ServiceProvider.GetRequiredService<GuardedDb>(), line, stop);
    }

    /// <summary>The same with whatever else the context has to save, in its transaction where one is open.</summary>
    internal async Task<LedgerLine> Append(GuardedDb db, LedgerLine line, CancellationToken stop)
    {
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(stop) : null;

        // The change of this one row comes first and makes the others wait (SQLite lets in one writer anyway): no gap and no fork.
        var heads = db.Set<LedgerHead>();
        if (await heads.ExecuteUpdateAsync(s => s.SetProperty(h => h.Sequence, h => h.Sequence + 1), stop) != 1)
            throw new InvalidOperationException("The ledger has lost its head. Run 'fosse doctor'.");
        var head = await heads.AsNoTracking().SingleAsync(stop);

        line.Sequence = head.Sequence;
        line.At = Microseconds(clock.GetUtcNow());
        line.Previous = head.Hash;
        line.Hash = LedgerHash.Of(line);
        db.Add(line);
        heads.Attach(head);
        head.Hash = line.Hash;
        try
        {
            await db.SaveChangesAsync(stop);
        }
        catch
        {
            db.Entry(line).State = EntityState.Detached; // whoever saves again does not save a line with an old hash
            throw;
        }
        finally
        {
            db.Entry(head).State = EntityState.Detached;
        }
        if (own is not null)
            await own.CommitAsync(stop);
        return line;
    }

    // PostgreSQL keeps instants to the microsecond, and the hash must be the same when the line is read back.
    private static DateTimeOffset Microseconds(DateTimeOffset at) =>
        new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}
