using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Privacy;

/// <summary>Adds lines to the ledger, one after the other, whoever and however many write.</summary>
public sealed class Ledger(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Writes a line of something that opens nothing, such as an export; committed when it returns, whatever becomes of the
    /// caller's work.</summary>
    public async Task<LedgerLine> Add(LedgerLine line, CancellationToken stop)
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
        await db.SaveChangesAsync(stop);
        db.Entry(head).State = EntityState.Detached;
        if (own is not null)
            await own.CommitAsync(stop);
        return line;
    }

    // PostgreSQL keeps instants to the microsecond, and the hash must be the same when the line is read back.
    private static DateTimeOffset Microseconds(DateTimeOffset at) =>
        new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}
