using Fosse.Accountability.Subjects;
using Fosse.Privacy;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Privacy;

public sealed class SealedTextTests
{
    private static readonly Actor Officer = new(Guid.NewGuid(), Guid.NewGuid(), "police");
    private static readonly Guid Asha = Guid.CreateVersion7(),
        Bo = Guid.CreateVersion7();

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_access_reads_the_words_of_its_subject_and_nobody_elses_however_they_are_fetched(string database)
    {
        await using var county = await Wall.Open(database);
        await Wall.HandIn(county, Asha, "Asha Okoye");
        await Wall.HandIn(county, Bo, "Bo Lindqvist");
        await using var scope = county.Services.CreateAsyncScope();
        var (db, desk) = (scope.ServiceProvider.GetRequiredService<WallDb>(), scope.ServiceProvider.GetRequiredService<AccessDesk>());

        using var access = await desk.Open(new(Officer, ReportingPurposes.TriageReport, Asha, "triage"), default);
        Assert.Equal("Asha Okoye", access.Read((await db.Set<TestPerson>().SingleAsync()).Name!));

        // Behind the filter, as an attacker with the connection would fetch it: the row of somebody else is a cipher.
        var bo = await db.Set<TestPerson>().IgnoreQueryFilters().AsNoTracking().SingleAsync(p => p.Subject == Bo);
        Assert.False(access.TryRead(bo.Name, out _));
        Assert.Throws<PersonalDataRefused>(() => access.Read(bo.Name!));

        // Nor does it open when it is put into a row of the subject.
        await db.Set<TestPerson>().ExecuteUpdateAsync(s => s.SetProperty(p => p.Name, bo.Name));
        Assert.False(access.TryRead((await db.Set<TestPerson>().AsNoTracking().SingleAsync()).Name, out _));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_shut_access_reads_nothing_and_an_access_beside_it_lends_it_nothing(string database)
    {
        await using var county = await Wall.Open(database);
        await Wall.HandIn(county, Asha, "Asha Okoye");
        await using var scope = county.Services.CreateAsyncScope();
        var access = await scope
            .ServiceProvider.GetRequiredService<AccessDesk>()
            .Open(new(Officer, ReportingPurposes.TriageReport, Asha, "triage"), default);
        var name = (await scope.ServiceProvider.GetRequiredService<WallDb>().Set<TestPerson>().SingleAsync()).Name!;
        access.Dispose();
        Assert.Throws<PersonalDataRefused>(() => access.Read(name));

        using var again = await scope
            .ServiceProvider.GetRequiredService<AccessDesk>()
            .Open(new(Officer, ReportingPurposes.TriageReport, Asha, "triage"), default);
        Assert.False(access.TryRead(name, out _));
        Assert.Equal("Asha Okoye", again.Read(name));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Words_sealed_before_a_refused_save_can_be_read_after_a_second_try(string database)
    {
        await using var county = await Wall.Open(database);
        await Wall.HandIn(county, Bo, "Bo Lindqvist");
        await using (var scope = county.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<WallDb>();
            var name = await scope.ServiceProvider.GetRequiredService<Sealer>().Seal(Asha, "Asha Okoye", default);
            // Bo is there already
            db.AddRange(new TestPerson { Subject = Asha, Name = name }, new TestPerson { Subject = Bo, Name = name });
            await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
            db.ChangeTracker.Clear();
            db.Add(new TestPerson { Subject = Asha, Name = name });
            await db.SaveChangesAsync();
        }
        await using var later = county.Services.CreateAsyncScope();
        using var access = await later
            .ServiceProvider.GetRequiredService<AccessDesk>()
            .Open(new(Officer, ReportingPurposes.TriageReport, Asha, "triage"), default);
        Assert.Equal(
            "Asha Okoye",
            access.Read((await later.ServiceProvider.GetRequiredService<WallDb>().Set<TestPerson>().SingleAsync()).Name!)
        );
    }

    [Fact]
    public async Task The_database_file_holds_no_word_of_a_sealed_text_nor_of_a_typed_reason()
    {
        await using var county = await Wall.Open(TestCounty.Sqlite);
        await Wall.HandIn(county, Asha, "Okoye-in-the-clear");
        await county.With<AccessDesk>(async desk =>
            (await desk.Open(new(Officer, ReportingPurposes.TriageReport, Asha, "her aunt Ngozi-in-the-clear rang"), default)).Dispose()
        );
        await county.With<WallDb>(db => db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)"));

        var file = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(county.Address.File));
        Assert.Contains("police", file, StringComparison.Ordinal); // the organisation of the line is there to be found
        Assert.DoesNotContain("in-the-clear", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_ring_is_for_the_eyes_of_its_owner_alone_and_without_it_nothing_is_stored()
    {
        await using var county = await Wall.Open(TestCounty.Sqlite);
        var key = Assert.Single(Directory.GetFiles(county.KeyFolder, "*.key"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(
                (UnixFileMode.UserRead | UnixFileMode.UserWrite, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute),
                (File.GetUnixFileMode(key), File.GetUnixFileMode(county.KeyFolder))
            );

        File.Delete(key);
        var missing = await Assert.ThrowsAsync<KeysMissing>(() => Wall.HandIn(county, Asha, "Asha"));
        Assert.Contains("Put the key ring back", missing.Message, StringComparison.Ordinal);
    }
}
