using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Fosse.Storage;

/// <summary>What forgetting a person asks of the database beside deleting rows.</summary>
internal static class Forgetting
{
    /// <summary>First of all, so that what is deleted after it does not stay in the file's free pages.</summary>
    public static ForgettingStep SecureDelete(DatabaseKind kind) =>
        new(
            "secure_delete",
            async (db, _, _, stop) =>
            {
                if (kind is DatabaseKind.Sqlite)
                    await db.Database.ExecuteSqlRawAsync("PRAGMA secure_delete = ON", stop);
                return 0;
            }
        );

    /// <summary>A wrapped key must not outlive its row in the write-ahead file or in dead rows.</summary>
    public static ClearTraces Clear(DatabaseKind kind) =>
        async (db, stop) =>
        {
            try
            {
                await db.Database.ExecuteSqlRawAsync(
                    kind is DatabaseKind.Sqlite ? "PRAGMA wal_checkpoint(TRUNCATE)" : "VACUUM subject_keys",
                    stop
                );
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InsufficientPrivilege)
            {
                // Only the owner may; PostgreSQL clears up by itself before long.
            }
        };
}
