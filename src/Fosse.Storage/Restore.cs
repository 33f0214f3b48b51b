using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.Data.Sqlite;

namespace Fosse.Storage;

/// <summary>Puts a backup in the place of an empty installation, and checks that all of it has come.</summary>
public sealed class Restore(DatabaseAddress address, FileStore files, SchemaUpdate update, RingSetup ring)
{
    /// <exception cref="BackupRefused">The backup is damaged, of the other kind, or there is already something here.</exception>
    public async Task<BackupManifest> Run(string folder, CancellationToken stop)
    {
        var manifest = await Backup.Verify(folder, stop);
        if (manifest.Kind != address.Kind)
            throw new BackupRefused($"This backup is of {manifest.Kind} and the database is {address.Kind}.");

        var from = Path.Combine(folder, Backup.DatabaseFile(manifest.Kind));
        if (address.Kind is DatabaseKind.Sqlite)
            await IntoSqlite(from, manifest, stop);
        else
            await IntoPostgres(from, manifest, stop);
        foreach (var path in Directory.EnumerateFiles(Path.Combine(folder, Backup.FilesFolder)))
        {
            await using var content = File.OpenRead(path);
            await files.Put(content, stop);
        }
        // Whom this installation has forgotten stays forgotten. A database of an older build is brought up first, and that does the same.
        if (await update.IsCurrent(stop))
            await ring.Ensure(stop);
        return manifest;
    }

    private async Task IntoSqlite(string from, BackupManifest manifest, CancellationToken stop)
    {
        if (File.Exists(address.File))
            throw new BackupRefused($"{address.File} exists. Move it away first, so that nothing is overwritten.");
        using (var pool = new SqliteConnection(address.Connection))
            SqliteConnection.ClearPool(pool);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(address.File))!);
        var half = address.File + ".restoring";
        try
        {
            File.Copy(from, half, overwrite: true);
            Compare(manifest, await RowCounts.InSqlite(half, stop));
            File.Move(half, address.File);
        }
        finally
        {
            foreach (var left in (string[])[half, half + "-wal", half + "-shm"])
                File.Delete(left);
        }
    }

    private async Task IntoPostgres(string from, BackupManifest manifest, CancellationToken stop)
    {
        if ((await RowCounts.InPostgres(address, stop)).Count > 0)
            throw new BackupRefused("The database has tables in it. Restore into an empty one, so that nothing is overwritten.");
        await PostgresClient.Run(
            "pg_restore",
            address,
            [
                "--no-owner",
                "--no-privileges",
                "--exit-on-error",
                "--single-transaction",
                "--dbname=" + new Npgsql.NpgsqlConnectionStringBuilder(address.Connection).Database,
                from,
            ],
            stop
        );
        Compare(manifest, await RowCounts.InPostgres(address, stop));
    }

    private static void Compare(BackupManifest manifest, IReadOnlyDictionary<string, long> rows)
    {
        foreach (var (table, count) in manifest.Rows)
        {
            if (rows.GetValueOrDefault(table, -1) != count)
                throw new BackupRefused($"The table {table} has not come whole. Use another backup.");
        }
    }
}
