using System.Text;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Storage;
using Fosse.Tests.Operations;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Foundation;

/// <summary>What another installation left where a backup is to come stops it: nothing of two installations is ever mixed.</summary>
public sealed class RestoreBesideTests
{
    [Theory, InlineData("-wal"), InlineData("-shm"), InlineData("-journal"), InlineData("-wal", "-shm"), InlineData("-wal", "-journal")]
    public async Task A_log_of_another_database_stops_a_restore_and_stays(params string[] logs)
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using var elsewhere = TestCounty.Bare(TestCounty.Sqlite);
        var folder = await BackupOf(county);
        foreach (var log in logs)
            await File.WriteAllTextAsync(elsewhere.Address.File + log, "of another");

        var refused = await Refused(elsewhere, folder);

        Assert.All(logs, log => Assert.Contains(elsewhere.Address.File + log, refused, StringComparison.Ordinal));
        Assert.All(logs, log => Assert.Equal("of another", File.ReadAllText(elsewhere.Address.File + log)));
        Assert.False(File.Exists(elsewhere.Address.File));
    }

    /// <summary>shared/cases: restore-beside-a-stale-wal.sh, with the log that a killed process leaves.</summary>
    [Fact]
    public async Task The_command_says_so_ends_with_another_code_and_then_restores_when_the_log_is_gone()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        var folder = await BackupOf(county);
        var file = county.Address.File;
        await using (
            var open = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString)
        )
        {
            await open.OpenAsync();
            await using var write = open.CreateCommand();
            write.CommandText = "PRAGMA journal_mode = WAL; CREATE TABLE late (words TEXT); INSERT INTO late VALUES ('x')";
            await write.ExecuteNonQueryAsync();
            File.Copy(file + "-wal", file + ".kept");
        }
        await county.Services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        File.Move(file, file + ".old");
        File.Delete(file + "-shm");
        File.Move(file + ".kept", file + "-wal", overwrite: true);

        var refused = await FosseProcess.On(county, "restore", folder);
        Assert.Equal(1, refused.Code);
        Assert.Contains(file + "-wal", refused.Errors, StringComparison.Ordinal);
        refused.ShowsNoTrace();
        Assert.False(File.Exists(file));

        File.Move(file + "-wal", file + ".old-wal");
        Assert.Equal(0, (await FosseProcess.On(county, "restore", folder)).Code);
        Assert.Equal(0, (await FosseProcess.On(county, "doctor")).Code);
    }

    [Fact]
    public async Task What_a_killed_restore_left_is_cleared_away()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using var elsewhere = TestCounty.Bare(TestCounty.Sqlite);
        var folder = await BackupOf(county);
        foreach (var left in (string[])["", "-wal", "-shm", "-journal"])
            await File.WriteAllTextAsync($"{elsewhere.Address.File}.restoring{left}", "half");

        await elsewhere.With<Restore>(restore => restore.Run(folder, default));

        Assert.DoesNotContain(Directory.GetFiles(elsewhere.Folder), f => f.Contains(".restoring", StringComparison.Ordinal));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Stored_files_of_another_installation_stop_a_restore_before_anything_is_in_place(string database)
    {
        await using var county = await TestCounty.Open(database);
        await using var elsewhere = TestCounty.Bare(database);
        var own = await Put(county, "own");
        var folder = await BackupOf(county);
        Assert.Equal(own.Hash, (await Put(elsewhere, "own")).Hash); // of a restore that was cut off: the same file
        var strange = await Put(elsewhere, "of another");

        Assert.Contains("1 files", await Refused(elsewhere, folder), StringComparison.Ordinal);

        elsewhere.Services.GetRequiredService<FileStore>().Remove(strange.Hash);
        await elsewhere.With<Restore>(restore => restore.Run(folder, default));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_ring_of_another_installation_stops_a_restore(string database)
    {
        await using var county = await TestCounty.Open(database);
        await using var another = await TestCounty.Open(database);
        await using var elsewhere = TestCounty.Bare(database);
        await using (var scope = county.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<Sealer>().Seal(Guid.CreateVersion7(), "words", default);
            await scope.ServiceProvider.GetRequiredService<SafetyDb>().SaveChangesAsync();
        }
        var folder = await BackupOf(county);
        Copy(another.KeyFolder, elsewhere.KeyFolder);

        Assert.Contains("is of another database", await Refused(elsewhere, folder), StringComparison.Ordinal);
        Assert.False(database == TestCounty.Sqlite && File.Exists(elsewhere.Address.File));
    }

    [Fact]
    public async Task Without_a_ring_a_restore_goes_on_and_says_what_is_missing()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using var elsewhere = TestCounty.Bare(TestCounty.Sqlite);
        await using (var scope = county.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<Sealer>().Seal(Guid.CreateVersion7(), "words", default);
            await scope.ServiceProvider.GetRequiredService<SafetyDb>().SaveChangesAsync();
        }
        var folder = await BackupOf(county);

        var restored = await FosseProcess.On(elsewhere, "restore", folder);

        Assert.Equal(0, restored.Code);
        Assert.Contains("lacks", restored.Errors, StringComparison.Ordinal);
    }

    private static async Task<string> BackupOf(TestCounty county)
    {
        var folder = Path.Combine(county.Folder, "backup");
        await county.With<Backup>(backup => backup.Make(folder, default));
        return folder;
    }

    private static async Task<StoredFile> Put(TestCounty county, string words) =>
        await county.Services.GetRequiredService<FileStore>().Put(new MemoryStream(Encoding.UTF8.GetBytes(words)), default);

    private static async Task<string> Refused(TestCounty into, string folder)
    {
        var said = "";
        await into.With<Restore>(async restore =>
            said = (await Assert.ThrowsAsync<BackupRefused>(() => restore.Run(folder, default))).Message
        );
        return said;
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
