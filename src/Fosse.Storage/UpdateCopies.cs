using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Fosse.Storage;

/// <summary>The copies of an SQLite file that updates made. They lie beside the key ring's county for as long as the operator keeps
/// them, so whoever is forgotten is forgotten in them too.</summary>
internal sealed class UpdateCopies(DatabaseAddress address, StorageOptions options)
{
    // Whatever the copy's schema was: rows behind the wall, the keys of their texts, and what belongs to a reporter's box.
    internal const string TablesOfPeople =
        "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND ((c.name = 'subject' AND "
        + "(m.name IN ('subject_keys', 'reason_marks') OR substr(m.name, 1, 2) = 'p_')) OR (c.name IN ('record_id', 'other_id') "
        + "AND m.name = 'records_links') OR (c.name = 'record_id' AND (m.name IN ('records_repeated', 'record_assignments') OR "
        + "substr(m.name, 1, 7) = 'report_')))";

    private string Folder => options.CopiesFolder is { Length: > 0 } f ? f : Path.GetDirectoryName(Path.GetFullPath(address.File))!;

    private string Stem => $"{Path.GetFileNameWithoutExtension(address.File)}-before-update-";

    /// <summary>Where the next copy goes.</summary>
    public string Next(DateTimeOffset now)
    {
        Directory.CreateDirectory(Folder);
        return Path.Combine(Folder, $"{Stem}{now.ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture)}.db");
    }

    /// <summary>Takes these people out of every copy and rewrites its file.</summary>
    public async Task Forget(IReadOnlyList<Guid> people, CancellationToken stop)
    {
        if (people.Count == 0 || !Directory.Exists(Folder))
            return;
        foreach (var copy in Directory.EnumerateFiles(Folder, Stem + "*.db").Order(StringComparer.Ordinal))
            await ForgetIn(copy, people, stop);
    }

    private static async Task ForgetIn(string copy, IReadOnlyList<Guid> people, CancellationToken stop)
    {
        await using var db = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = copy, Pooling = false }.ConnectionString
        );
        await db.OpenAsync(stop);
        await Run("PRAGMA secure_delete = ON; PRAGMA foreign_keys = OFF; CREATE TEMP TABLE gone (id TEXT PRIMARY KEY)");
        await using (var all = db.BeginTransaction())
        {
            foreach (var person in people)
            {
                await using var add = db.CreateCommand();
                add.CommandText = "INSERT INTO gone VALUES ($id)";
                add.Parameters.AddWithValue("$id", person); // in capitals, as the model stores ids
                await add.ExecuteNonQueryAsync(stop);
            }
            await all.CommitAsync(stop);
        }
        var tables = new List<(string Table, string Column)>();
        await using (var list = db.CreateCommand())
        {
            list.CommandText = TablesOfPeople;
            await using var rows = await list.ExecuteReaderAsync(stop);
            while (await rows.ReadAsync(stop))
                tables.Add((rows.GetString(0), rows.GetString(1)));
        }
        var removed = 0;
        foreach (var (table, column) in tables)
            removed += await Run($"DELETE FROM \"{table}\" WHERE \"{column}\" IN (SELECT id FROM gone)");
        if (removed > 0)
            await Run("VACUUM");

        async Task<int> Run(string sql)
        {
            await using var command = db.CreateCommand();
            command.CommandText = sql;
            return await command.ExecuteNonQueryAsync(stop);
        }
    }
}
