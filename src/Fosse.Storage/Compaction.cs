using System.Globalization;
using Fosse.Privacy;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Fosse.Storage;

/// <summary>
/// Rewrites what forgetting leaves in the database's own files: overwritten halves of split pages, dead rows, the write-ahead file, and
/// copies that updates made. The header of an SQLite file says up to which line of the ledger that is done (<c>user_version</c>), so
/// that nothing is rewritten in a night in which nobody was forgotten.
/// </summary>
internal sealed class Compaction(DatabaseAddress address, GuardedDb db, KeyRing ring, TimeProvider clock, IOptions<StorageOptions> options)
{
    private static readonly TimeSpan Looks = TimeSpan.FromDays(2); // a night that was missed is made up for by the next

    /// <returns>False where somebody else was at work in the file the whole time, and it is to be tried again.</returns>
    public Task<bool> Run(CancellationToken stop) => address.Kind is DatabaseKind.Sqlite ? InSqlite(stop) : InPostgres(stop);

    private async Task<bool> InSqlite(CancellationToken stop)
    {
        await using var file = new SqliteConnection(
            new SqliteConnectionStringBuilder(address.Connection)
            {
                Pooling = false,
                DefaultTimeout = (int)options.Value.BusyTimeout.TotalSeconds,
            }.ConnectionString
        );
        await file.OpenAsync(stop);
        try
        {
            await Number(file, "PRAGMA secure_delete = ON", stop);
            await Number(file, $"PRAGMA busy_timeout = {(long)options.Value.BusyTimeout.TotalMilliseconds}", stop);
            var last = await Number(file, "SELECT coalesce(max(ledger_sequence), 0) FROM forgetting_certificates", stop) & int.MaxValue;
            if (last != await Number(file, "PRAGMA user_version", stop))
            {
                await Number(file, "VACUUM", stop);
                if (!await LogCut(file, stop))
                    return false;
                await new UpdateCopies(address, options.Value).Forget(ring.Tombstones.All(), stop);
                await Number(file, $"PRAGMA user_version = {last}", stop);
            }
            return await LogCut(file, stop);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SqliteBusy or SqliteLocked)
        {
            return false;
        }
    }

    private const int SqliteBusy = 5,
        SqliteLocked = 6;

    // The first number of its answer says whether a reader was in the way.
    private static async Task<bool> LogCut(SqliteConnection file, CancellationToken stop) =>
        await Number(file, "PRAGMA wal_checkpoint(TRUNCATE)", stop) == 0;

    // A vacuum leaves the bytes of dead rows in the page until others are written over them: only a new file is without.
    private async Task<bool> InPostgres(CancellationToken stop)
    {
        var since = clock.GetUtcNow() - Looks;
        if (await db.Set<ForgettingCertificate>().AnyAsync(c => c.At > since, stop))
            await db.Database.ExecuteSqlRawAsync("VACUUM (FULL) subject_keys", stop);
        return true;
    }

    private static async Task<long> Number(SqliteConnection file, string sql, CancellationToken stop)
    {
        await using var command = file.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(stop) ?? 0L, CultureInfo.InvariantCulture);
    }
}
