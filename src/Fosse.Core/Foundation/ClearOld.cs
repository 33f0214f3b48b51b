using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Fosse.Foundation;

/// <summary>Rows that are kept for a time and then go; a room says so for each table of its own that keeps no person's data.</summary>
/// <param name="Table">As it is called in the data inventory.</param>
/// <param name="Retention">In the words of the data inventory, which is the rule.</param>
/// <param name="Clear">Removes at most so many of those whose time is over at an instant, and says how many it removed.</param>
public sealed record OldRows(string Table, string Retention, Func<SafetyDb, DateTimeOffset, int, CancellationToken, Task<int>> Clear)
{
    /// <param name="past">The rows whose time is over at an instant.</param>
    public static OldRows Of<T>(string table, string retention, Func<SafetyDb, DateTimeOffset, IQueryable<T>> past)
        where T : class => new(table, retention, (db, now, most, stop) => past(db, now).Take(most).ExecuteDeleteAsync(stop));
}

/// <summary>Removes old rows every night, in short turns so that nobody waits for it.</summary>
public sealed class ClearOld(SafetyDb db, IEnumerable<OldRows> rows, CountyClock clock, ILogger<ClearOld> log) : ITimetabled
{
    internal const int EachTurn = 500;

    public string Name => "old.clear";

    public string When => "03:00";

    public string Does => $"removes, in turns of {EachTurn} rows: {string.Join("; ", rows.Select(Said).Order(StringComparer.Ordinal))}";

    public DateTimeOffset NextAfter(DateTimeOffset instant) => Daily.After(instant, new(3, 0));

    public async Task Run(CancellationToken stop)
    {
        var now = clock.Now;
        foreach (var old in rows)
        {
            var (removed, turn) = (0, EachTurn);
            while (turn == EachTurn)
                removed += turn = await old.Clear(db, now, EachTurn, stop);
            if (removed > 0)
                log.LogInformation("Removed {Rows} rows of {Table}: {Retention}", removed, old.Table, old.Retention);
        }
    }

    private static string Said(OldRows old) => $"{old.Table} ({old.Retention})";

    internal static OldRows Delivered { get; } =
        OldRows.Of(
            "outbox",
            "30 days after delivery",
            (db, now) =>
            {
                var before = now.AddDays(-30);
                return db.Set<OutboxMessage>().Where(m => m.DoneAt < before);
            }
        );
}
