using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Storage;

/// <summary>What forgetting a person asks of the database beside deleting rows.</summary>
internal static class Forgetting
{
    /// <summary>A wrapped key must not outlive its row in the write-ahead file or in dead rows. What is left in pages goes with the
    /// nightly <see cref="Compaction"/>.</summary>
    public static ClearTraces Clear(DatabaseKind kind) =>
        (db, stop) =>
            // PostgreSQL says a warning to whoever does not own the table, and clears up by itself before long.
            db.Database.ExecuteSqlRawAsync(kind is DatabaseKind.Sqlite ? "PRAGMA wal_checkpoint(TRUNCATE)" : "VACUUM subject_keys", stop);
}
