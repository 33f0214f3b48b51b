using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Fosse.Storage;

/// <summary>Counts the rows of every table, to tell a whole copy from half a one.</summary>
internal static class RowCounts
{
    public static async Task<IReadOnlyDictionary<string, long>> InSqlite(string file, CancellationToken stop)
    {
        await using var db = await OpenSqlite(file, stop);
        var sound = await Words(db, "PRAGMA integrity_check", stop);
        if (sound is not ["ok"])
            throw new BackupRefused($"The copy {Path.GetFileName(file)} is damaged. Use another.");
        return await Count(db, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'", stop);
    }

    private static async Task<SqliteConnection> OpenSqlite(string file, CancellationToken stop)
    {
        var db = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = file,
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
            }.ConnectionString
        );
        await db.OpenAsync(stop);
        return db;
    }

    /// <summary>Which keys of a ring the keys in a database are wrapped with; none where it is of a build without them.</summary>
    public static async Task<IReadOnlyList<string>> RingKeysInSqlite(string file, CancellationToken stop)
    {
        await using var db = await OpenSqlite(file, stop);
        return await Words(db, "SELECT name FROM sqlite_master WHERE name = 'subject_keys'", stop) is [] ? [] : await Words(db, Keys, stop);
    }

    /// <inheritdoc cref="RingKeysInSqlite"/>
    public static async Task<IReadOnlyList<string>> RingKeysInPostgres(DatabaseAddress address, CancellationToken stop)
    {
        await using var db = new NpgsqlConnection(address.Connection);
        await db.OpenAsync(stop);
        return (await Words(db, Tables, stop)).Contains("subject_keys") ? await Words(db, Keys, stop) : [];
    }

    private const string Keys = "SELECT DISTINCT ring_key FROM subject_keys";

    public static async Task<IReadOnlyDictionary<string, long>> InPostgres(DatabaseAddress address, CancellationToken stop)
    {
        await using var db = new NpgsqlConnection(address.Connection);
        await db.OpenAsync(stop);
        return await Count(db, Tables, stop);
    }

    /// <summary>Counts and lets the work see the same moment, by an exported snapshot.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> InPostgresWhile(
        DatabaseAddress address,
        Func<string, CancellationToken, Task> work,
        CancellationToken stop
    )
    {
        await using var db = new NpgsqlConnection(address.Connection);
        await db.OpenAsync(stop);
        await using var moment = await db.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        var snapshot = (await Words(db, "SELECT pg_export_snapshot()", stop))[0];
        await work(snapshot, stop);
        return await Count(db, Tables, stop);
    }

    private const string Tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'";

    private static async Task<IReadOnlyDictionary<string, long>> Count(DbConnection db, string tables, CancellationToken stop)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in await Words(db, tables, stop))
        {
            await using var command = db.CreateCommand();
            command.CommandText = $"SELECT count(*) FROM \"{table.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
            counts.Add(table, Convert.ToInt64(await command.ExecuteScalarAsync(stop), CultureInfo.InvariantCulture));
        }
        return counts;
    }

    internal static async Task<List<string>> Words(DbConnection db, string sql, CancellationToken stop)
    {
        await using var command = db.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(stop);
        var words = new List<string>();
        while (await reader.ReadAsync(stop))
            words.Add(reader.GetString(0));
        return words;
    }
}
