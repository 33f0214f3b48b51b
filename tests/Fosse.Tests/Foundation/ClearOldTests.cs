using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Tests.HouseRules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Foundation;

/// <summary>The data inventory is the rule, and every night the rows whose time is over go.</summary>
public sealed class ClearOldTests
{
    private sealed record SomethingHappened : IEvent
    {
        public static string Name => "test.something-happened.1";
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Sessions_invitations_events_and_imports_go_when_their_time_is_over_and_not_before(string database)
    {
        await using var county = await TestCounty.Open(database);
        var (now, day) = (county.Time.Now, TimeSpan.FromDays(1));
        var account = Guid.CreateVersion7();
        await county.Do(async db =>
        {
            db.AddRange(
                Session(account, "ended long ago", now.AddYears(-1) - 2 * day),
                Session(account, "never signed out", now.AddYears(-1) - 2 * day),
                Session(account, "of this year", now.AddYears(-1) + 2 * day)
            );
            db.AddRange(Invitation(account, now.AddYears(-1) - day), Invitation(account, now.AddYears(-1) + day));
            db.AddRange(
                new SignInAttempt
                {
                    About = [1],
                    Wrong = 1,
                    ForgetAt = now - day,
                },
                new SignInAttempt
                {
                    About = [2],
                    Wrong = 1,
                    ForgetAt = now + day,
                }
            );
            foreach (var at in new[] { now.AddYears(-1) - day, now.AddYears(-1) + day })
            {
                var run = new ImportRun
                {
                    Id = Guid.CreateVersion7(),
                    Kind = "crime",
                    StartedAt = at,
                    EndedAt = at,
                };
                db.AddRange(
                    run,
                    new RefusedImportRow
                    {
                        RunId = run.Id,
                        Position = 0,
                        Line = 1,
                        Reason = "r",
                        Text = "t",
                    },
                    new ImportedFile
                    {
                        RunId = run.Id,
                        Position = 0,
                        Name = "f",
                        Result = "added",
                        Added = 1,
                        Changed = 0,
                        Removed = 0,
                        Unchanged = 0,
                        Refused = 1,
                    }
                );
            }
            for (var i = 0; i < 3; i++)
                db.Announce(new SomethingHappened());
            await db.SaveChangesAsync();
            var ended = now.AddYears(-1) - 2 * day;
            await db.Set<AccountSession>()
                .Where(s => s.SecurityStamp == "ended long ago")
                .ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, ended));
            var ids = await db.Set<OutboxMessage>().OrderBy(m => m.Id).Select(m => m.Id).ToListAsync();
            var (past, recent) = (now - 31 * day, now - 29 * day);
            await db.Set<OutboxMessage>().Where(m => m.Id == ids[0]).ExecuteUpdateAsync(m => m.SetProperty(x => x.DoneAt, past));
            await db.Set<OutboxMessage>().Where(m => m.Id == ids[1]).ExecuteUpdateAsync(m => m.SetProperty(x => x.DoneAt, recent));
        });

        await Works(county);
        await Works(county); // a second time changes nothing
        await county.Do(async db =>
        {
            Assert.Equal("of this year", await db.Set<AccountSession>().Select(s => s.SecurityStamp).SingleAsync());
            Assert.Equal(now.AddYears(-1) + day, await db.Set<Invitation>().Select(i => i.MadeAt).SingleAsync());
            Assert.Equal([2], await db.Set<SignInAttempt>().Select(a => a.About).SingleAsync());
            Assert.Equal(now.AddYears(-1) + day, await db.Set<ImportRun>().Select(r => r.StartedAt).SingleAsync());
            Assert.Equal((1, 1), (await db.Set<ImportedFile>().CountAsync(), await db.Set<RefusedImportRow>().CountAsync()));
            Assert.Equal(
                (2, 1),
                (await db.Set<OutboxMessage>().CountAsync(), await db.Set<OutboxMessage>().CountAsync(m => m.DoneAt == null))
            );
        });
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Many_go_in_turns_and_all_of_them(string database)
    {
        await using var county = await TestCounty.Open(database);
        var old = county.Time.Now.AddYears(-2);
        await county.Do(async db =>
        {
            db.AddRange(Enumerable.Range(0, 1_250).Select(_ => Invitation(Guid.CreateVersion7(), old)));
            await db.SaveChangesAsync();
        });
        await Works(county);
        Assert.Equal(0, await county.Do(db => db.Set<Invitation>().CountAsync()));
        Assert.Contains(county.Log.Lines, line => line.StartsWith("Removed 1250 rows of invitations", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_cleared_is_cleared_as_the_data_inventory_says()
    {
        await using var county = TestCounty.Bare(TestCounty.Sqlite);
        var inventory = Repository
            .Read("docs", "data-inventory.csv")
            .Split('\n')
            .Select(l => l.Trim().Split(','))
            .Where(l => l.Length == 6)
            .ToLookup(l => l[0], l => l[3]);
        Assert.All(county.Services.GetServices<OldRows>(), rows => Assert.Equal([rows.Retention], inventory[rows.Table].Distinct()));
    }

    private static async Task Works(TestCounty county)
    {
        await using var scope = county.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<ITimetabled>().OfType<ClearOld>().Single().Run(default);
    }

    private static AccountSession Session(Guid account, string stamp, DateTimeOffset at) =>
        new()
        {
            AccountId = account,
            Secret = Guid.CreateVersion7().ToByteArray(),
            SecurityStamp = stamp,
            Way = SignInWay.Passkey,
            StartedAt = at,
            LastSeenAt = at,
        };

    private static Invitation Invitation(Guid account, DateTimeOffset at) =>
        new()
        {
            AccountId = account,
            Secret = Guid.CreateVersion7().ToByteArray(),
            MadeAt = at,
            ExpiresAt = at.AddDays(3),
            Recovers = false,
        };
}
