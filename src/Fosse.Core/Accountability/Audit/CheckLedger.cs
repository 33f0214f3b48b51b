using System.Text.Json;
using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Audit;

/// <summary>How the chain of the ledger stood when it was last walked from end to end.</summary>
public sealed record LedgerState(DateTimeOffset At, bool Whole, string Words);

/// <summary>Walks the ledger every night, so that a line that was changed is found within a day, and keeps what it found for the ledger's
/// page.</summary>
public sealed class CheckLedger(SafetyDb db, LedgerCheck check, CountyClock clock) : ITimetabled
{
    internal const string Key = "ledger.check";

    public string Name => "ledger.check";

    public string When => "04:30";

    public string Does => "walks the ledger from end to end";

    public DateTimeOffset NextAfter(DateTimeOffset instant) => Daily.After(instant, new(4, 30));

    public async Task Run(CancellationToken stop)
    {
        var found = await check.Run(stop);
        var value = JsonSerializer.Serialize(new LedgerState(clock.Now, found.Whole, found.Words));
        if (await db.Set<Setting>().SingleOrDefaultAsync(s => s.Key == Key, stop) is { } held)
            held.Value = value;
        else
            db.Add(new Setting { Key = Key, Value = value });
        await db.SaveChangesAsync(stop);
    }
}

public static class LedgerStateQueries
{
    /// <returns>None before the first walk.</returns>
    public static async Task<LedgerState?> LedgerState(this SafetyDb db, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        return
            await db.Set<Setting>().AsNoTracking().Where(s => s.Key == CheckLedger.Key).Select(s => s.Value).SingleOrDefaultAsync(stop)
                is { } value
            ? JsonSerializer.Deserialize<LedgerState>(value)
            : null;
    }
}
