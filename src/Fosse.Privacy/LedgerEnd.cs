using Microsoft.EntityFrameworkCore;

namespace Fosse.Privacy;

/// <summary>Puts a line behind the last one.</summary>
internal static class LedgerEnd
{
    public static async Task<LedgerLine> Append(GuardedDb db, LedgerLine line, Func<DateTimeOffset> at, CancellationToken stop)
    {
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(stop) : null;

        // The change of this one row comes first and makes the others wait (SQLite lets in one writer anyway): no gap and no fork.
        var heads = db.Set<LedgerHead>();
        if (await heads.ExecuteUpdateAsync(s => s.SetProperty(h => h.Sequence, h => h.Sequence + 1), stop) != 1)
            throw new InvalidOperationException("The ledger has lost its head. Run 'fosse doctor'.");
        var head = await heads.AsNoTracking().SingleAsync(stop);

        line.Sequence = head.Sequence;
        line.At = Microseconds(at());
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
