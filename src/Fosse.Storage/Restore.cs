using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.Data.Sqlite;

namespace Fosse.Storage;

/// <summary>A backup that is in its place.</summary>
/// <param name="Notes">What an operator should know; empty where all fits.</param>
public sealed record Restored(BackupManifest Backup, IReadOnlyList<string> Notes);

/// <summary>Puts a backup in the place of an empty installation, and checks that all of it has come.</summary>
public sealed class Restore(DatabaseAddress address, FileStore files, SchemaUpdate update, RingSetup ring)
{
    private static readonly string[] SqliteLogs = ["-wal", "-shm", "-journal"];

    /// <exception cref="BackupRefused">The backup is damaged, of the other kind, or there is already something here.</exception>
    public async Task<Restored> Run(string folder, CancellationToken stop)
    {
        var manifest = await Backup.Verify(folder, stop);
        if (manifest.Kind != address.Kind)
            throw new BackupRefused($"This backup is of {manifest.Kind} and the database is {address.Kind}.");
        RefuseStrangeFiles(folder);

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
        IReadOnlyList<string> notes = await update.IsCurrent(stop) ? await ring.Ensure(stop) : [];
        return new(manifest, notes);
    }

    // What an installation left behind would be taken for this one's: people who were forgotten there, say.
    private void RefuseStrangeFiles(string folder)
    {
        var held = Directory.EnumerateFiles(Path.Combine(folder, Backup.FilesFolder)).Select(Path.GetFileName).ToHashSet();
        if (files.List().Count(f => !held.Contains(f.Hash)) is > 0 and var strange)
            throw new BackupRefused(
                $"{files.Folder} holds {strange} files that are not of this backup. Move the folder away first, so that nothing of another "
                    + "installation is taken for this one's."
            );
    }

    private async Task IntoSqlite(string from, BackupManifest manifest, CancellationToken stop)
    {
        if (File.Exists(address.File))
            throw new BackupRefused($"{address.File} exists. Move it away first, so that nothing is overwritten.");
        RefuseLogs();
        using (var pool = new SqliteConnection(address.Connection))
            SqliteConnection.ClearPool(pool);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(address.File))!);
        var half = address.File + ".restoring";
        try
        {
            Clear(half); // of a restore that was killed
            File.Copy(from, half, overwrite: true);
            Compare(manifest, await RowCounts.InSqlite(half, stop));
            if (ring.StrangeTo(await RowCounts.RingKeysInSqlite(half, stop)) is { } strange)
                throw new BackupRefused(strange + " Nothing was restored.");
            File.Move(half, address.File);
        }
        finally
        {
            Clear(half);
        }
    }

    /// <summary>SQLite would play the log of another database into the one that comes, and both would be lost.</summary>
    private void RefuseLogs()
    {
        var left = SqliteLogs.Where(l => File.Exists(address.File + l)).Select(l => address.File + l).ToList();
        if (left.Count > 0)
            throw new BackupRefused(
                $"{string.Join(" and ", left)} of another database {(left.Count == 1 ? "is" : "are")} here still, and may hold the last of "
                    + "what was entered there. Move them to where that database file is now, under its new name, then restore."
            );
    }

    private static void Clear(string half)
    {
        foreach (var left in SqliteLogs.Prepend(""))
            File.Delete(half + left);
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
        if (ring.StrangeTo(await RowCounts.RingKeysInPostgres(address, stop)) is { } strange)
            throw new BackupRefused(strange + " The database is restored; stored files are not. Empty it and restore again.");
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
