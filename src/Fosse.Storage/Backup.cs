using System.Security.Cryptography;
using System.Text.Json;
using Fosse.Foundation;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Fosse.Storage;

/// <summary>A backup or a restore could not be made, or does not hold what it should; the message says which and what to do.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Naming",
    "CA1710",
    Justification = "It says what happened, as the rest of the house does."
)]
public sealed class BackupRefused(string message) : Exception(message);

/// <summary>What a backup holds.</summary>
/// <param name="Files">Every file of the backup and its SHA-256.</param>
/// <param name="Rows">Rows of every table at the time.</param>
public sealed record BackupManifest(
    DatabaseKind Kind,
    DateTimeOffset At,
    string Build,
    IReadOnlyDictionary<string, string> Files,
    IReadOnlyDictionary<string, long> Rows
);

/// <summary>Copies the database and the file store into one folder, while the house is at work, and checks the copy.</summary>
public sealed class Backup(DatabaseAddress address, FileStore files, CountyClock clock, IOptions<StorageOptions> options)
{
    internal const string ManifestName = "manifest.json",
        FilesFolder = "files";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    /// <param name="folder">A new or empty folder.</param>
    public async Task<BackupManifest> Make(string folder, CancellationToken stop)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new BackupRefused($"{folder} is not empty. Name a new folder for the backup.");
        }
        Directory.CreateDirectory(folder);
        var copy = Path.Combine(folder, DatabaseFile(address.Kind));
        var rows = address.Kind is DatabaseKind.Sqlite ? await CopySqlite(copy, stop) : await CopyPostgres(copy, stop);
        await CopyFiles(folder, stop);

        var manifest = new BackupManifest(address.Kind, clock.Now, Doctor.Build, await Hashes(folder, stop), rows);
        await File.WriteAllTextAsync(Path.Combine(folder, ManifestName), JsonSerializer.Serialize(manifest, Readable), stop);
        return manifest;
    }

    /// <summary>Reads a backup and checks every file of it against its hash.</summary>
    public static async Task<BackupManifest> Verify(string folder, CancellationToken stop)
    {
        var path = Path.Combine(folder, ManifestName);
        if (!File.Exists(path))
            throw new BackupRefused($"{folder} holds no {ManifestName}; it is not a backup, or not a whole one.");
        BackupManifest manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<BackupManifest>(await File.ReadAllTextAsync(path, stop))!;
        }
        catch (JsonException)
        {
            throw new BackupRefused($"{path} cannot be read. Use another backup.");
        }
        var found = await Hashes(folder, stop);
        foreach (var (name, hash) in manifest.Files)
        {
            if (found.GetValueOrDefault(name) != hash)
                throw new BackupRefused($"{name} of this backup is missing or damaged. Use another backup.");
        }
        return manifest;
    }

    internal static string DatabaseFile(DatabaseKind kind) => kind is DatabaseKind.Sqlite ? "fosse.db" : "fosse.dump";

    private async Task<IReadOnlyDictionary<string, long>> CopySqlite(string copy, CancellationToken stop)
    {
        await using (var from = new SqliteConnection(address.Connection))
        {
            await from.OpenAsync(stop);
            await using var command = from.CreateCommand();
            command.CommandText = "VACUUM INTO $copy"; // a copy of one moment, without stopping anyone
            command.CommandTimeout = (int)options.Value.MaintenanceTimeout.TotalSeconds;
            command.Parameters.AddWithValue("$copy", copy);
            await command.ExecuteNonQueryAsync(stop);
        }
        return await RowCounts.InSqlite(copy, stop);
    }

    private async Task<IReadOnlyDictionary<string, long>> CopyPostgres(string copy, CancellationToken stop) =>
        await RowCounts.InPostgresWhile(
            address,
            (snapshot, s) =>
                PostgresClient.Run(
                    "pg_dump",
                    address,
                    ["--format=custom", "--no-owner", "--no-privileges", $"--snapshot={snapshot}", $"--file={copy}"],
                    s
                ),
            stop
        );

    private async Task CopyFiles(string folder, CancellationToken stop)
    {
        Directory.CreateDirectory(Path.Combine(folder, FilesFolder));
        foreach (var file in files.List())
        {
            await using var from =
                files.Open(file.Hash) ?? throw new BackupRefused($"The file {file.Hash} went away during the backup. Run it again.");
            await using var to = File.Create(Path.Combine(folder, FilesFolder, file.Hash));
            await from.CopyToAsync(to, stop);
        }
    }

    private static async Task<Dictionary<string, string>> Hashes(string folder, CancellationToken stop)
    {
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(folder, path).Replace('\\', '/');
            if (name == ManifestName)
                continue;
            await using var content = File.OpenRead(path);
            hashes.Add(name, Convert.ToHexStringLower(await SHA256.HashDataAsync(content, stop)));
        }
        return hashes;
    }
}
