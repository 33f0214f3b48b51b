using Fosse.Foundation;
using Fosse.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Foundation;

public sealed class BackupTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_backup_restored_elsewhere_holds_the_same_facts_and_files(string database)
    {
        await using var county = await TestCounty.Open(database);
        await using var elsewhere = TestCounty.Bare(database);
        await county.Do(async db =>
        {
            await new CountyFacts("Exampleshire", true, ["made up"]).Write(db);
            await db.SaveChangesAsync();
        });
        var photo = await county.Services.GetRequiredService<FileStore>().Put(new MemoryStream([1, 2, 3]), default);
        var folder = Path.Combine(county.Folder, "backup");

        await county.With<Backup>(backup => backup.Make(folder, default));
        await elsewhere.With<Restore>(restore => restore.Run(folder, default));

        Assert.Equal("Exampleshire", (await elsewhere.Do(db => CountyFacts.Read(db)))?.Name);
        Assert.True(await elsewhere.Services.GetRequiredService<FileStore>().Verify(photo.Hash, default));
        await elsewhere.With<Restore>(async restore => await Assert.ThrowsAsync<BackupRefused>(() => restore.Run(folder, default)));
        await elsewhere.With<Doctor>(async doctor =>
            Assert.All(await doctor.Examine(default), finding => Assert.True(finding.Well, finding.Words))
        );
    }

    [Fact]
    public async Task A_damaged_backup_is_refused_by_name()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using var elsewhere = TestCounty.Bare(TestCounty.Sqlite);
        var folder = Path.Combine(county.Folder, "backup");
        await county.With<Backup>(backup => backup.Make(folder, default));
        await File.AppendAllTextAsync(Path.Combine(folder, "fosse.db"), "x");

        await elsewhere.With<Restore>(async restore =>
            Assert.Contains(
                "fosse.db",
                (await Assert.ThrowsAsync<BackupRefused>(() => restore.Run(folder, default))).Message,
                StringComparison.Ordinal
            )
        );
        Assert.False(File.Exists(Path.Combine(elsewhere.Folder, "county.db")));
    }

    [Theory]
    [InlineData("a stored file is missing", "is missing or damaged")]
    [InlineData("a stored file has other content", "is missing or damaged")]
    [InlineData("the list is missing", "holds no manifest.json")]
    [InlineData("the list is torn", "cannot be read")]
    [InlineData("the list counts more rows", "has not come whole")]
    public async Task A_backup_that_is_not_whole_puts_nothing_in_place(string how, string words)
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using var elsewhere = TestCounty.Bare(TestCounty.Sqlite);
        var photo = await county.Services.GetRequiredService<FileStore>().Put(new MemoryStream([1, 2, 3]), default);
        var folder = Path.Combine(county.Folder, "backup");
        await county.With<Backup>(backup => backup.Make(folder, default));
        var (list, stored) = (Path.Combine(folder, "manifest.json"), Path.Combine(folder, "files", photo.Hash));
        switch (how)
        {
            case "a stored file is missing":
                File.Delete(stored);
                break;
            case "a stored file has other content":
                await File.WriteAllBytesAsync(stored, [1, 2, 4]);
                break;
            case "the list is missing":
                File.Delete(list);
                break;
            case "the list is torn":
                await File.WriteAllTextAsync(list, (await File.ReadAllTextAsync(list))[..40]);
                break;
            default:
                await File.WriteAllTextAsync(
                    list,
                    (await File.ReadAllTextAsync(list)).Replace("\"settings\": 1", "\"settings\": 7", StringComparison.Ordinal)
                );
                break;
        }

        await elsewhere.With<Restore>(async restore =>
            Assert.Contains(
                words,
                (await Assert.ThrowsAsync<BackupRefused>(() => restore.Run(folder, default))).Message,
                StringComparison.Ordinal
            )
        );

        Assert.Empty(Directory.GetFileSystemEntries(elsewhere.Folder));
    }

    [Fact]
    public async Task The_doctor_finds_a_damaged_file_and_a_database_not_brought_up_to_date()
    {
        await using var county = TestCounty.Bare(TestCounty.Sqlite);
        var files = county.Services.GetRequiredService<FileStore>();
        var photo = await files.Put(new MemoryStream([1, 2, 3]), default);
        await File.WriteAllTextAsync(Path.Combine(files.Folder, photo.Hash[..2], photo.Hash), "damaged");

        await county.With<Doctor>(async doctor =>
            Assert.Equal(["schema", "files"], (await doctor.Examine(default)).Where(f => !f.Well).Select(f => f.Check))
        );
    }

    [Fact]
    public async Task A_stored_file_is_for_the_eyes_of_its_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has rights of another kind");
        await using var county = TestCounty.Bare(TestCounty.Sqlite);
        var files = county.Services.GetRequiredService<FileStore>();
        var kept = await files.Put(new MemoryStream([1, 2, 3]), default);
        var folder = Path.Combine(files.Folder, kept.Hash[..2]);
        const UnixFileMode File = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(File, new FileInfo(Path.Combine(folder, kept.Hash)).UnixFileMode);
        Assert.All(new[] { files.Folder, folder }, f => Assert.Equal(File | UnixFileMode.UserExecute, new DirectoryInfo(f).UnixFileMode));
    }

    [Theory, InlineData("../../etc/passwd"), InlineData(""), InlineData("ABCDEF")]
    public async Task Only_a_hash_names_a_file(string name)
    {
        await using var county = TestCounty.Bare(TestCounty.Sqlite);
        Assert.Throws<ArgumentException>(() => county.Services.GetRequiredService<FileStore>().Open(name));
    }
}
