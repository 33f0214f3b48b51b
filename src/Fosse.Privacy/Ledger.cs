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
    internal Task<LedgerLine> Append(GuardedDb db, LedgerLine line, CancellationToken stop) =>
        LedgerEnd.Append(db, line, clock.GetUtcNow, stop);
}
