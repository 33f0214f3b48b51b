using System.Text.Json;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Publishing;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Audit;

/// <summary>How the chain of the ledger stood when it was last walked from end to end.</summary>
public sealed record LedgerState(DateTimeOffset At, bool Whole, string Words);

/// <summary>Walks the ledger every night, so that a line that was changed is found within a day, and keeps what it found for the ledger's
/// page.</summary>
public sealed class CheckLedger(SafetyDb db, LedgerCheck check, LedgerMarks marks, CountyClock clock) : ITimetabled
{
    internal const string Key = "ledger.check";
    private const int Heads = 2000;

    public string Name => "ledger.check";

    public string When => "04:30";

    public string Does => "walks the ledger from end to end, and holds it against the ends that were published";

    public DateTimeOffset NextAfter(DateTimeOffset instant) => Daily.After(instant, new(4, 30));

    public async Task Run(CancellationToken stop)
    {
        var found = await check.Run(stop);
        // A ledger that is whole may yet be another than the one whose ends were published.
        if (found.Whole)
        {
            var led = await marks.Hold([.. (await db.PublishedHeads(Heads, stop)).Select(h => h.Mark)], stop);
            found = led.Whole ? found : led;
        }
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
