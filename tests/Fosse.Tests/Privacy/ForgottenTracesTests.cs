using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Reporting;
using Fosse.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Privacy;

/// <summary>Nobody who was forgotten is carved back out of the files.</summary>
public sealed class ForgottenTracesTests
{
    private static readonly Actor Operator = new(Actor.TheHouse, Guid.Empty, "operator");
    private static readonly int Canaries = LongRun.Of(60, 1_000);

    private readonly Carved carved = new();

    [Fact]
    public async Task No_file_keeps_a_wrapped_key_or_a_sealed_text_of_the_forgotten()
    {
        await using var county = await Wall.Open(TestCounty.Sqlite);
        var (gone, kept) = await Lives(county);
        await UpdateCopy(county); // and with it everybody's rows

        await Forget(county, gone);
        await county.With<Backup>(backup => backup.Make(Path.Combine(county.Folder, "backup"), default));

        var files = new Dictionary<string, HashSet<Guid>>();
        foreach (var file in Directory.EnumerateFiles(county.Folder, "*", SearchOption.AllDirectories))
        {
            // The writer's lock on an open SQLite file is on bytes that no page uses.
            await using var raw = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[raw.Length];
            await raw.ReadExactlyAsync(bytes);
            files.Add(Path.GetRelativePath(county.Folder, file), carved.In(bytes));
        }
        var left = files.Where(f => f.Value.Overlaps(gone)).Select(f => $"{f.Key}: {f.Value.Intersect(gone).Count()} of {gone.Count}");
        Assert.True(!left.Any(), string.Join("; ", left));
        Assert.Equal(3, files.Count(f => f.Value.IsSupersetOf(kept))); // the database, its copy and its backup: the knife cuts
        Assert.Equal("after", await Wall.NameOf(county, kept[0]));
    }

    [Fact]
    public async Task A_connection_of_any_kind_zeroes_what_it_deletes()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await county.Do(async db =>
            Assert.Equal(1, await db.Database.SqlQueryRaw<int>("SELECT secure_delete AS \"Value\" FROM pragma_secure_delete").SingleAsync())
        );
    }

    [Fact]
    public async Task A_file_is_rewritten_once_after_somebody_was_forgotten_and_again_only_after_the_next()
    {
        await using var county = await Wall.Open(TestCounty.Sqlite);
        var (gone, _) = await Lives(county);
        Assert.Equal(0, await Done(county));
        await Forget(county, [gone[0]]);
        var first = await Done(county);
        Assert.True(first > 0);
        await Compact(county);
        Assert.Equal(first, await Done(county));
        await Forget(county, [gone[1]]);
        Assert.True(await Done(county) > first);
    }

    [Fact]
    public async Task Where_somebody_reads_the_whole_time_the_job_says_so_and_is_tried_again()
    {
        await using var county = await Wall.Open(
            TestCounty.Sqlite,
            services => services.Configure<StorageOptions>(o => o.BusyTimeout = TimeSpan.FromMilliseconds(1))
        );
        var (gone, _) = await Lives(county);
        await county.Services.GetRequiredService<ForgetSubject>().Run(gone[0], Operator, "Retention period over", default);
        await using (var reader = new SqliteConnection(county.Address.Connection))
        {
            await reader.OpenAsync();
            await using var held = reader.BeginTransaction(deferred: true);
            await using var look = reader.CreateCommand();
            (look.Transaction, look.CommandText) = (held, "SELECT count(*) FROM subject_keys");
            await look.ExecuteScalarAsync();
            await county.With<CompactFiles>(async compact =>
                await Assert.ThrowsAsync<FilesInUse>(() => new CompactForgotten(compact).Run(default))
            );
        }
        Assert.Equal(0, await Done(county));
        await Compact(county);
        Assert.NotEqual(0, await Done(county));
    }

    [EachDatabase, InlineData(TestCounty.Postgres)]
    public async Task On_PostgreSQL_a_vacuum_leaves_bytes_in_the_table_and_the_nightly_rewriting_none(string database)
    {
        await using var county = await Wall.Open(database);
        var (gone, kept) = await Lives(county);
        foreach (var subject in gone)
            await county.Services.GetRequiredService<ForgetSubject>().Run(subject, Operator, "Retention period over", default);
        var vacuumed = carved.In(await Table(county));
        Assert.True(vacuumed.IsSupersetOf(kept));
        Assert.NotEmpty(vacuumed.Intersect(gone)); // as docs/running/keys.md says; should this ever be empty, say so there

        await Compact(county);
        var rewritten = carved.In(await Table(county));
        Assert.True(rewritten.IsSupersetOf(kept));
        Assert.Empty(rewritten.Intersect(gone));
    }

    /// <summary>People come, their words are written over, the ring turns; and the knife knows every state that was stored.</summary>
    private async Task<(List<Guid> Gone, List<Guid> Kept)> Lives(TestCounty county)
    {
        var people = Enumerable.Range(0, Canaries).Select(_ => Guid.NewGuid()).ToList(); // by chance: pages split in their middle
        for (var i = 0; i < people.Count; i++)
            await Wall.HandIn(county, people[i], new string('x', 40 + i * 37 % 900));
        await Note(county);
        foreach (var person in people.Where((_, i) => i % 3 == 0 || i == 1))
            await Rename(county, person, "after");
        await Note(county);
        await county.Services.GetRequiredService<KeyRotation>().Rotate(Operator, default);
        await Note(county);
        return ([.. people.Where((_, i) => i % 2 == 0)], [.. people.Where((_, i) => i % 2 == 1)]);
    }

    private static async Task Rename(TestCounty county, Guid person, string name)
    {
        await using var scope = county.Services.CreateAsyncScope();
        using var access = await scope
            .ServiceProvider.GetRequiredService<AccessDesk>()
            .Open(new(Wall.Officer, ReportingPurposes.TriageReport, person, $"triage of the report {person}"), default);
        var db = scope.ServiceProvider.GetRequiredService<WallDb>();
        (await db.Set<TestPerson>().SingleAsync()).Name = await scope
            .ServiceProvider.GetRequiredService<Sealer>()
            .Seal(person, name, default);
        await db.SaveChangesAsync();
    }

    private Task Note(TestCounty county) =>
        county.With<WallDb>(async db =>
        {
            foreach (var key in await db.Set<SubjectKey>().AsNoTracking().ToListAsync())
                carved.Seek(key.Subject, key.Wrapped);
            await db.Database.OpenConnectionAsync();
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "SELECT subject, name FROM p_test_people";
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
                carved.Seek(rows.GetGuid(0), (byte[])rows[1]);
        });

    // A step that was run already is refused and undone; the copy that was made before it stays.
    private static async Task UpdateCopy(TestCounty county)
    {
        await Wall.Behind(county, "DELETE FROM schema_versions WHERE number = (SELECT max(number) FROM schema_versions)");
        await Assert.ThrowsAsync<SchemaRefused>(county.Update);
        Assert.Single(Directory.GetFiles(county.Folder, "county-before-update-*.db"));
    }

    private static async Task Forget(TestCounty county, IReadOnlyList<Guid> people)
    {
        foreach (var person in people)
            await county.Services.GetRequiredService<ForgetSubject>().Run(person, Operator, "Retention period over", default);
        await Compact(county);
    }

    private static Task Compact(TestCounty county) => county.With<CompactFiles>(async compact => Assert.True(await compact(default)));

    private static Task<long> Done(TestCounty county) =>
        county.Do(db => db.Database.SqlQueryRaw<long>("SELECT user_version AS \"Value\" FROM pragma_user_version").SingleAsync());

    private static Task<byte[]> Table(TestCounty county) =>
        county.Do(async db =>
        {
            await db.Database.OpenConnectionAsync();
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "CHECKPOINT; SELECT pg_read_binary_file(pg_relation_filepath('subject_keys'))";
            return (byte[])(await command.ExecuteScalarAsync())!;
        });
}
