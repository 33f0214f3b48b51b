using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Administration;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Records;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Administration;

/// <summary>There is always somebody who can let others in.</summary>
public sealed class LastAdministratorTests
{
    private sealed record SomethingHappened : IEvent
    {
        public static string Name => "test.something-happened.1";
    }

    private static RoleDetails Powerless(Partnership p) =>
        new(p.Administration.Name, p.Administration.Explanation, [AccountsPermissions.Work]);

    private static async Task<Account> Second(Partnership p)
    {
        var second = await p.Add(Partnership.Person(p.Police, "Sam Second", p.Today));
        await p.Add(
            new RoleGrant
            {
                AccountId = second.Id,
                RoleId = p.Administration.Id,
                StartsOn = p.Today,
            }
        );
        return second;
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Every_way_of_taking_the_last_administrators_power_is_refused(string database)
    {
        await using var p = await Partnership.Open(database);
        var other = p.By with { AccountId = Guid.CreateVersion7() };
        Assert.Equal(
            ["Permissions"],
            (await p.Asks((ChangeRole c) => c.Handle(p.By, p.Administration.Id, 0, Powerless(p), default))).Refusals.Select(r => r.Field)
        );
        Assert.Equal(
            ["Confirmed"],
            (await p.Asks((CloseAccount c) => c.Disable(other, p.Admin.Id, confirmed: true, default))).Refusals.Select(r => r.Field)
        );
        Assert.Equal(
            ["EndsOn"],
            (await p.Asks((CloseAccount c) => c.EndsOn(other, p.Admin.Id, p.Today.AddDays(9), default))).Refusals.Select(r => r.Field)
        );
        Assert.Equal([""], (await p.Asks((GiveRole c) => c.End(other, p.AdminGrant.Id, default))).Refusals.Select(r => r.Field));
        Assert.Equal(
            ["JoinedOn"],
            (
                await p.Asks(
                    (ChangeAgency c) =>
                        c.Handle(
                            p.By,
                            p.Council.Id,
                            0,
                            new(p.Council.Name, AgencyKind.Council, Regime.UkGdpr, "x", p.Today.AddDays(1)),
                            default
                        )
                )
            ).Refusals.Select(r => r.Field)
        );
        Assert.True((await p.County.Do(db => db.WhoIs(p.Admin.Id, p.Today, default)))!.May(AccountsPermissions.Administer));
        Assert.Empty(await p.Events());
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task With_a_second_administrator_the_first_may_go(string database)
    {
        await using var p = await Partnership.Open(database);
        var second = await Second(p);
        var by = new SignedIn(
            second.Id,
            second.Name,
            p.Police.Id,
            p.Police.Name,
            new HashSet<Permission> { AccountsPermissions.Administer }
        );
        Assert.True((await p.Asks((CloseAccount c) => c.Disable(by, p.Admin.Id, confirmed: true, default))).Accepted(out _));
        // And now they are the last.
        Assert.False((await p.Asks((CloseAccount c) => c.EndsOn(p.By, second.Id, p.Today, default))).Accepted(out _));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Whoever_was_invited_and_has_never_come_is_no_second_administrator(string database)
    {
        await using var p = await Partnership.Open(database);
        var (invited, other) = (await Second(p), p.By with { AccountId = Guid.CreateVersion7() });
        await p.County.Do(db =>
            db.Set<Account>().Where(a => a.Id == invited.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.PasswordHash, (string?)null))
        );
        Assert.Equal(AccountState.Invited, (await p.County.Do(db => db.AccountOf(invited.Id, p.By, p.Today, default)))!.State);
        Assert.Equal(
            ["Confirmed"],
            (await p.Asks((CloseAccount c) => c.Disable(other, p.Admin.Id, confirmed: true, default))).Refusals.Select(r => r.Field)
        );

        // Somebody who comes in by their agency's own provider never has a password here.
        await p.Asks((AccountSessions s) => s.Start(invited, SignInWay.Provider, default));
        Assert.Equal(
            AccountState.Open,
            (await p.County.Do(db => db.PeoplePage(p.By, "sam", null, false, 1, p.Today, default))).Rows.Single().State
        );
        Assert.True((await p.Asks((CloseAccount c) => c.Disable(other, p.Admin.Id, confirmed: true, default))).Accepted(out _));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Two_administrators_cannot_shut_one_another_out_at_the_same_time(string database)
    {
        await using var p = await Partnership.Open(database);
        var second = await Second(p);
        var by = p.By with { AccountId = second.Id };
        var both = await Task.WhenAll(
            Task.Run(() => p.Asks((CloseAccount c) => c.Disable(p.By, second.Id, confirmed: true, default))),
            Task.Run(() => p.Asks((CloseAccount c) => c.Disable(by, p.Admin.Id, confirmed: true, default)))
        );
        Assert.Single(both, outcome => outcome.Accepted(out _));
        Assert.Equal(1, await p.County.Do(db => db.Set<Account>().CountAsync(a => a.DisabledAt == null)));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_role_that_is_changed_holds_at_the_next_request_and_the_event_says_what_changed(string database)
    {
        await using var p = await Partnership.Open(database);
        var officer = await p.Add(Partnership.Person(p.Police, "Peter Constable", p.Today));
        await p.Add(
            new RoleGrant
            {
                AccountId = officer.Id,
                RoleId = p.Casework.Id,
                StartsOn = p.Today,
            }
        );
        Assert.True(
            (
                await p.Asks(
                    (ChangeRole c) =>
                        c.Handle(
                            p.By,
                            p.Casework.Id,
                            0,
                            new("Caseworker", "Works on cases", [RecordsPermissions.SearchRecords, AccountsPermissions.Work]),
                            default
                        )
                )
            ).Accepted(out _)
        );
        var who = await p.County.Do(db => db.WhoIs(officer.Id, p.Today, default));
        Assert.True(who!.May(RecordsPermissions.SearchRecords) && !who.May(RecordsPermissions.ReadRecords));
        Assert.Equal("+SearchRecords -ReadRecords", Assert.Single(await p.Events()).Detail);
        Assert.Equal(
            "Version",
            Assert
                .Single(
                    (
                        await p.Asks((ChangeRole c) => c.Handle(p.By, p.Casework.Id, 0, new("X", "Y", [AccountsPermissions.Work]), default))
                    ).Refusals
                )
                .Field
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_stuck_event_is_made_due_again_once_and_a_delivered_one_is_not(string database)
    {
        await using var p = await Partnership.Open(database);
        var id = await p.County.Do(async db =>
        {
            db.Announce(new SomethingHappened());
            await db.SaveChangesAsync();
            var later = p.County.Time.Now.AddHours(1);
            await db.Set<OutboxMessage>()
                .ExecuteUpdateAsync(m =>
                    m.SetProperty(x => x.Attempts, 9).SetProperty(x => x.DueAt, later).SetProperty(x => x.LastFailure, "TimeoutException")
                );
            return await db.Set<OutboxMessage>().Select(m => m.Id).SingleAsync();
        });
        Assert.Equal(
            [AttentionKind.OneAdministrator, AttentionKind.StuckEvents],
            (await p.County.Do(db => db.Attention(TheHouse.Words, 8, p.County.Time.Now, default))).Select(a => a.Kind)
        );
        Assert.True((await p.Asks((RetryStuck c) => c.Message(p.By, id, default))).Accepted(out _));
        Assert.Equal(p.County.Time.Now, await p.County.Do(db => db.Set<OutboxMessage>().Select(m => m.DueAt).SingleAsync()));

        var now = p.County.Time.Now;
        await p.County.Do(db => db.Set<OutboxMessage>().ExecuteUpdateAsync(m => m.SetProperty(x => x.DoneAt, now)));
        Assert.False((await p.Asks((RetryStuck c) => c.Message(p.By, id, default))).Accepted(out _));
        Assert.Single(await p.Events());
    }
}
