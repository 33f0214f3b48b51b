using Fosse.Privacy;
using Fosse.Tests.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Privacy;

public sealed class KeyRotationTests
{
    private static readonly Actor Operator = new(Actor.TheHouse, Guid.Empty, "operator");

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_ring_turns_while_others_write_and_read_and_afterwards_all_is_wrapped_by_the_new_key(string database)
    {
        await using var county = await Wall.Open(database);
        var before = await People(county, 450);
        var rotation = county.Services.GetRequiredService<KeyRotation>();
        var first = Assert.Single(county.Services.GetRequiredService<KeyRing>().Ids);

        var turning = rotation.Rotate(Operator, default);
        var during = new List<Guid>();
        do
        {
            var somebody = Guid.CreateVersion7();
            await Wall.HandIn(county, somebody, "handed in meanwhile");
            during.Add(somebody);
            Assert.Equal("before", await Wall.NameOf(county, before[during.Count % before.Count]));
        } while (!turning.IsCompleted);
        var turned = await turning;
        var retired = await rotation.Retire(Operator, default);

        Assert.InRange(turned.Rewrapped, 450, 450 + during.Count);
        Assert.Equal([first], retired.Retired);
        Assert.Equal([turned.Current], county.Services.GetRequiredService<KeyRing>().Ids);
        foreach (var somebody in during.Take(20))
            Assert.Equal("handed in meanwhile", await Wall.NameOf(county, somebody));
        foreach (var somebody in before.Take(20))
            Assert.Equal("before", await Wall.NameOf(county, somebody));
        await county.With<WallDb>(async db =>
            Assert.Equal(2, await db.Set<LedgerLine>().CountAsync(l => l.Kind == LedgerKind.KeysRotated))
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_command_turns_the_ring_under_a_site_that_runs_and_nothing_is_restarted(string database)
    {
        await using var county = await Wall.Open(database);
        var asha = Guid.CreateVersion7();
        await Wall.HandIn(county, asha, "Asha"); // this process has read the old key

        var turned = await FosseProcess.On(county, "keys", "rotate", "--retire");
        Assert.True(turned.Code == 0, turned.Errors);
        Assert.Contains("wraps new keys and 1 old ones", turned.Output, StringComparison.Ordinal);

        Assert.Equal("Asha", await Wall.NameOf(county, asha));
        var bo = Guid.CreateVersion7();
        await Wall.HandIn(county, bo, "Bo");
        Assert.Equal("Bo", await Wall.NameOf(county, bo));
        var listed = await FosseProcess.On(county, "keys", "list");
        Assert.Equal(county.Services.GetRequiredService<KeyRing>().Ids, listed.Output.Split('\n'));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_key_wrapped_by_one_that_was_just_retired_is_refused_rather_than_lost(string database)
    {
        await using var county = await Wall.Open(database);
        var (late, _) = SubjectKey.Make(Guid.CreateVersion7(), county.Services.GetRequiredService<KeyRing>(), county.Time.Now);
        var rotation = county.Services.GetRequiredService<KeyRotation>();
        await rotation.Rotate(Operator, default);
        await rotation.Retire(Operator, default);
        await county.With<WallDb>(async db =>
        {
            if (database == TestCounty.Sqlite)
                await db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys = ON");
            db.Add(late);
            await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
        });
    }

    [Fact]
    public async Task Nothing_is_retired_while_the_ring_lacks_a_key_that_is_in_use()
    {
        await using var county = await Wall.Open(TestCounty.Sqlite);
        await Wall.HandIn(county, Guid.CreateVersion7(), "Asha");
        var rotation = county.Services.GetRequiredService<KeyRotation>();
        var old = Assert.Single(Directory.GetFiles(county.KeyFolder, "*.key"));
        var away = Path.Combine(county.Folder, "elsewhere");
        File.Move(old, away);
        Assert.Contains(
            "Put the key ring back",
            (await Assert.ThrowsAsync<KeysMissing>(() => rotation.Retire(Operator, default))).Message,
            StringComparison.Ordinal
        );

        await rotation.Rotate(Operator, default); // a new key; the one person's is wrapped by the one that is away
        await Assert.ThrowsAsync<KeysMissing>(() => rotation.Retire(Operator, default));
        await county.With<KeyCheck>(async check =>
            Assert.Contains("which wraps 1 keys", Assert.Single(await check.Run(default)), StringComparison.Ordinal)
        );
        File.Move(away, old);
        await county.With<KeyCheck>(async check => Assert.Empty(await check.Run(default)));
    }

    [Fact]
    public async Task Keys_from_a_secret_store_serve_like_those_in_the_folder()
    {
        await using var county = await Wall.Open(TestCounty.Sqlite);
        var asha = Guid.CreateVersion7();
        await Wall.HandIn(county, asha, "Asha");
        var given = string.Join(
            ';',
            Directory
                .GetFiles(county.KeyFolder)
                .Select(f => $"{Path.GetFileName(f).Replace(".key", "", StringComparison.Ordinal)}={File.ReadAllText(f)}")
        );
        Assert.Equal(county.Services.GetRequiredService<KeyRing>().Ids, new KeyRing("", given).Ids);

        await county.With<WallDb>(async db =>
        {
            var row = await db.Set<SubjectKey>().SingleAsync();
            Assert.NotNull(row.Unwrap(new KeyRing("", given)));
            Assert.Null(row.Unwrap(new KeyRing("", "")));
        });
        Assert.Throws<KeysMissing>(() => new KeyRing("", "0001-nonsense").Ids);
    }

    private static async Task<List<Guid>> People(TestCounty county, int count)
    {
        var people = Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7()).ToList();
        await using var scope = county.Services.CreateAsyncScope();
        var (db, sealer) = (scope.ServiceProvider.GetRequiredService<WallDb>(), scope.ServiceProvider.GetRequiredService<Sealer>());
        foreach (var person in people)
            db.Add(new TestPerson { Subject = person, Name = await sealer.Seal(person, "before", default) });
        await db.SaveChangesAsync();
        return people;
    }
}
