using System.Text;
using Fosse.Accountability.Subjects;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Storage;
using Fosse.Tests.Operations;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Privacy;

public sealed class ForgetSubjectTests
{
    private static readonly Actor Operator = new(Actor.TheHouse, Guid.Empty, "operator");
    private readonly Guid asha = Guid.CreateVersion7(),
        bo = Guid.CreateVersion7();

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Who_is_forgotten_cannot_be_read_nor_written_about_and_a_certificate_says_so(string database)
    {
        await using var county = await TwoPeople(database);
        Assert.Equal("Asha Okoye", await Wall.NameOf(county, asha)); // a typed reason about her is in the ledger

        var certificate = await Forget(county, asha);

        Assert.Equal((asha, "p_test_people 1, reason_marks 1, subject_keys 1"), (certificate.Subject, certificate.Removed));
        Assert.Matches("^[0-9a-f]{16}$", certificate.Keys);
        Assert.Contains($"Subject      {asha}", certificate.ToString(), StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<PersonalDataRefused>(() => Wall.NameOf(county, asha));
        Assert.Contains("has been forgotten", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<PersonalDataRefused>(() => Wall.HandIn(county, asha, "Asha again"));
        Assert.Equal("Bo Lindqvist", await Wall.NameOf(county, bo));

        await county.With<WallDb>(async db =>
        {
            var line = await db.Set<LedgerLine>().SingleAsync(l => l.Kind == LedgerKind.Forgotten);
            Assert.Equal((certificate.LedgerSequence, "Retention period over"), (line.Sequence, line.Ground));
            Assert.Equal(certificate.LedgerHash, line.Hash);
            // nor is a new reason about her kept
            Assert.Null((await db.Set<LedgerLine>().SingleAsync(l => l.Kind == LedgerKind.Refused)).Typed);
        });
        await county.With<LedgerCheck>(async check => Assert.True((await check.Run(default)).Whole)); // the hashes hold without the key
        Assert.Equal(certificate.Id, (await Forget(county, asha)).Id); // told twice, done once
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_backup_from_before_holds_no_words_and_the_person_stays_forgotten_when_it_is_restored(string database)
    {
        await using var county = await TwoPeople(database);
        var folder = Path.Combine(county.Folder, "backup");
        await county.With<Backup>(backup => backup.Make(folder, default));
        await Forget(county, asha);

        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var bytes = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
            Assert.DoesNotContain("Okoye", bytes, StringComparison.Ordinal);
            foreach (var key in Directory.EnumerateFiles(county.KeyFolder))
                Assert.DoesNotContain(await File.ReadAllTextAsync(key), bytes, StringComparison.Ordinal);
        }

        // With nothing but the backup, and a ring of their own under the name that the backup asks for: a thief.
        await using (var thief = Wall.Bare(database))
        {
            Directory.CreateDirectory(thief.KeyFolder);
            var name = Path.GetFileName(Assert.Single(Directory.GetFiles(county.KeyFolder, "*.key")));
            await File.WriteAllTextAsync(Path.Combine(thief.KeyFolder, name), Convert.ToBase64String(new byte[32]));
            await thief.With<Restore>(restore => restore.Run(folder, default));
            await thief.With<WallDb>(async db => Assert.True(await db.Set<SubjectKey>().AnyAsync(k => k.Subject == asha)));
            Assert.Null(await Wall.NameOf(thief, asha));
        }

        // With the ring of this installation: the operator after a fire.
        await using var again = Wall.Bare(database);
        Copy(county.KeyFolder, again.KeyFolder);
        await again.With<Restore>(restore => restore.Run(folder, default));
        await Assert.ThrowsAsync<PersonalDataRefused>(() => Wall.NameOf(again, asha));
        await again.With<WallDb>(async db => Assert.False(await db.Set<SubjectKey>().AnyAsync(k => k.Subject == asha)));
        Assert.Equal("Bo Lindqvist", await Wall.NameOf(again, bo));
    }

    [Fact]
    public async Task A_copy_of_the_file_put_back_behind_its_back_is_found_by_the_doctor_and_mended_by_an_update()
    {
        await using var county = await TwoPeople(TestCounty.Sqlite);
        var copy = Path.Combine(county.Folder, "copy.db");
        await Wall.Behind(county, $"VACUUM INTO '{copy}'");
        await Forget(county, asha);
        using (var pool = new SqliteConnection(county.Address.Connection))
            SqliteConnection.ClearPool(pool);
        foreach (var left in (string[])["-wal", "-shm"])
            File.Delete(county.Address.File + left);
        File.Copy(copy, county.Address.File, overwrite: true);

        await Assert.ThrowsAsync<PersonalDataRefused>(() => Wall.NameOf(county, asha));
        await county.With<KeyCheck>(async check =>
            Assert.Contains("1 people who were forgotten are back", Assert.Single(await check.Run(default)), StringComparison.Ordinal)
        );
        Assert.Contains("were forgotten again", Assert.Single((await county.Update()).Notes), StringComparison.Ordinal);
        await county.With<KeyCheck>(async check => Assert.Empty(await check.Run(default)));
        Assert.Equal("Bo Lindqvist", await Wall.NameOf(county, bo));
    }

    [Fact]
    public async Task When_the_ring_has_turned_an_older_backup_is_closed_to_whoever_has_the_ring()
    {
        await using var county = await TwoPeople(TestCounty.Sqlite);
        var old = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(county.Folder, "copy.db"),
            Pooling = false,
        }.ConnectionString;
        await Wall.Behind(county, $"VACUUM INTO '{Path.Combine(county.Folder, "copy.db")}'");
        await Forget(county, asha);
        var ring = county.Services.GetRequiredService<KeyRing>();
        Assert.Equal(2, await Readable()); // honest: until then the ring opens what the copy holds, and only the tombstone bars the way

        var rotation = county.Services.GetRequiredService<KeyRotation>();
        await rotation.Rotate(Operator, default);
        await rotation.Retire(Operator, default);
        Assert.Equal(0, await Readable());
        Assert.Equal("Bo Lindqvist", await Wall.NameOf(county, bo));

        async Task<int> Readable()
        {
            await using var db = new WallDb(new DbContextOptionsBuilder<WallDb>().UseSqlite(old).Options);
            return (await db.Set<SubjectKey>().ToListAsync()).Count(k => k.Unwrap(ring) is not null);
        }
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_the_law_holds_is_not_forgotten(string database)
    {
        await using var county = await Wall.Open(
            database,
            services =>
                services.AddSingleton<Fosse.Privacy.LegalHold>(
                    (_, subject, _) => Task.FromResult<string?>(subject == asha ? "an inquest" : null)
                )
        );
        await Wall.HandIn(county, asha, "Asha Okoye");
        var refused = await Assert.ThrowsAsync<ForgettingRefused>(() => Forget(county, asha));
        Assert.Equal("The data must be kept: an inquest", refused.Message);
        Assert.Equal("Asha Okoye", await Wall.NameOf(county, asha));
        await Assert.ThrowsAsync<ForgettingRefused>(() => Forget(county, bo)); // there is nothing about them
        Assert.Empty(county.Services.GetRequiredService<KeyRing>().Tombstones.All());
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_command_forgets_by_the_reference_of_a_record_and_prints_the_certificate(string database)
    {
        await using var county = await TestCounty.Open(database);
        await county.Do(db =>
        {
            db.Add(
                new SubjectRecord
                {
                    Id = asha,
                    Reference = "CB-2025-0042",
                    AgencyId = Guid.CreateVersion7(),
                    Class = RecordsDataClasses.Identity,
                    OpenedAt = county.Time.Now,
                }
            );
            return db.SaveChangesAsync();
        });
        var unknown = await FosseProcess.On(county, "forget", "CB-1", "--yes");
        Assert.Equal((2, ""), (unknown.Code, unknown.Output));
        var done = await FosseProcess.On(county, "forget", "CB-2025-0042", "--yes", "--ground", "Retention period over");
        Assert.True(done.Code == 0, done.Errors);
        Assert.Contains("Certificate of forgetting", done.Output, StringComparison.Ordinal);
        Assert.Contains("Removed      records 1", done.Output, StringComparison.Ordinal);
        Assert.NotNull(await county.Do(db => db.Set<SubjectRecord>().Select(r => r.ForgottenAt).SingleAsync()));
        Assert.True(county.Services.GetRequiredService<KeyRing>().Tombstones.Has(asha));
    }

    private static Task<ForgettingCertificate> Forget(TestCounty county, Guid subject) =>
        county.Services.GetRequiredService<ForgetSubject>().Run(subject, Operator, "Retention period over", default);

    private async Task<TestCounty> TwoPeople(string database)
    {
        var county = await Wall.Open(database);
        await Wall.HandIn(county, asha, "Asha Okoye");
        await Wall.HandIn(county, bo, "Bo Lindqvist");
        return county;
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
