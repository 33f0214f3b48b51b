using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Administration;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Places;
using Fosse.Records;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Administration;

public sealed class PeopleCommandTests
{
    private static InvitedAccount Priya(Partnership p, string email = "priya.shah@example.org") =>
        new(p.Police.Id, "Priya Shah", email, null, null, [p.Casework.Id]);

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Somebody_is_invited_with_their_roles_by_two_administrators_and_both_halves_are_theirs(string database)
    {
        await using var p = await Partnership.Open(database);
        var second = await p.Second();
        Assert.True((await p.Asks((InviteAccount c) => c.Handle(p.By, Priya(p), default))).Accepted(out var invited));
        Assert.Empty(await p.County.Do(db => db.Set<Account>().Where(a => a.Name == "Priya Shah").ToListAsync()));
        Assert.True((await p.County.Approves(AccountsDeeds.InviteAccount, invited.About, second)).Accepted(out _));

        Assert.True((await p.County.Do(db => db.WhoIs(invited.About, p.Today, default)))!.May(RecordsPermissions.ReadRecords));
        var page = await p.County.Do(db => db.AccountOf(invited.About, p.By, p.Today, default));
        Assert.Equal((AccountState.Invited, "Caseworker"), (page!.State, Assert.Single(page.Roles).Role));
        Assert.Equal(
            [AccountsAdminEvents.AccountInvited, AccountsAdminEvents.RoleGiven],
            (await p.Events()).Select(e => e.Kind).OrderBy(k => k.Code, StringComparer.Ordinal)
        );
        Assert.DoesNotContain(await p.Events(), e => e.Detail?.Contains("priya", StringComparison.OrdinalIgnoreCase) == true);

        var (one, other) = (await Half(p, invited, p.By), await Half(p, invited, second));
        Assert.Equal(invited.About, (await p.Asks((Invitations i) => i.For(one, other, default)))!.Id);
        // Whoever lost one half is given another, and the lost one is worth nothing.
        var another = await Half(p, invited, p.By);
        Assert.Null(await p.Asks((Invitations i) => i.For(one, other, default)));
        Assert.Equal(invited.About, (await p.Asks((Invitations i) => i.For(other.ToLowerInvariant(), another, default)))!.Id);
        Assert.True(await p.Asks((Invitations i) => i.Take(another, other, default)));
        Assert.False(await p.Asks((Invitations i) => i.Take(another, other, default)));
    }

    private static async Task<string> Half(Partnership p, Administered invited, SignedIn by)
    {
        Assert.True((await p.Asks((InvitationHalves h) => h.Show(invited.Proposal!.Value, by, default))).Accepted(out var half));
        return half;
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_address_is_invited_once_and_must_be_one(string database)
    {
        await using var p = await Partnership.Open(database);
        Assert.True((await p.Asks((InviteAccount c) => c.Handle(p.By, Priya(p), default))).Accepted(out var invited));
        Assert.True((await p.County.Approves(AccountsDeeds.InviteAccount, invited.About, await p.Second())).Accepted(out _));
        foreach (var wrong in (string[])["PRIYA.shah@example.org", "not an address", "", "two@@example.org"])
        {
            Assert.Equal(
                "Email",
                Assert.Single((await p.Asks((InviteAccount c) => c.Handle(p.By, Priya(p, wrong), default))).Refusals).Field
            );
        }
        Assert.Equal(3, await p.County.Do(db => db.Set<Account>().CountAsync()));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Whoever_is_disabled_is_nobody_at_once_and_comes_back_when_let_in(string database)
    {
        await using var p = await Partnership.Open(database);
        var officer = await p.Add(Partnership.Person(p.Police, "Peter Constable", p.Today));
        var session = await p.Asks((AccountSessions s) => s.Start(officer, SignInWay.Passkey, default));

        Assert.Equal(
            "Confirmed",
            Assert.Single((await p.Asks((CloseAccount c) => c.Disable(p.By, officer.Id, confirmed: false, default))).Refusals).Field
        );
        Assert.True((await p.Asks((CloseAccount c) => c.Disable(p.By, officer.Id, confirmed: true, default))).Accepted(out _));
        Assert.Null(await p.County.Do(db => db.WhoIs(officer.Id, p.Today, default)));

        Assert.True((await p.Asks((CloseAccount c) => c.Enable(p.By, officer.Id, default))).Accepted(out _));
        Assert.NotNull(await p.County.Do(db => db.WhoIs(officer.Id, p.Today, default)));
        Assert.Null(await p.Asks((AccountSessions s) => s.Find(session, default))); // the old session does not come back with them
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_account_works_on_its_last_day_and_not_the_day_after(string database)
    {
        await using var p = await Partnership.Open(database);
        var officer = await p.Add(Partnership.Person(p.Police, "Peter Constable", p.Today));
        Assert.Equal(
            "EndsOn",
            Assert.Single((await p.Asks((CloseAccount c) => c.EndsOn(p.By, officer.Id, p.Today.AddDays(-1), default))).Refusals).Field
        );
        Assert.True((await p.Asks((CloseAccount c) => c.EndsOn(p.By, officer.Id, p.Today.AddDays(1), default))).Accepted(out _));
        Assert.NotNull(await p.County.Do(db => db.WhoIs(officer.Id, p.Today.AddDays(1), default)));
        Assert.Null(await p.County.Do(db => db.WhoIs(officer.Id, p.Today.AddDays(2), default)));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_deputy_stands_in_for_somebody_who_holds_the_role_until_a_day(string database)
    {
        await using var p = await Partnership.Open(database);
        var (lead, deputy) = (
            await p.Add(Partnership.Person(p.Police, "Lena Lead", p.Today)),
            await p.Add(Partnership.Person(p.Police, "Dev Deputy", p.Today))
        );
        await p.Add(
            new RoleGrant
            {
                AccountId = lead.Id,
                RoleId = p.Casework.Id,
                StartsOn = p.Today.AddDays(-10),
            }
        );

        await p.WillHaveCasework(deputy);
        var endless = await p.Asks((GiveRole c) => c.Handle(p.By, new(deputy.Id, p.Casework.Id, null, null, null, lead.Id), default));
        Assert.Equal("EndsOn", Assert.Single(endless.Refusals).Field);
        var stranger = await p.Asks(
            (GiveRole c) => c.Handle(p.By, new(deputy.Id, p.Casework.Id, null, null, p.Today.AddDays(5), p.Admin.Id), default)
        );
        Assert.Equal("Select a colleague of the same agency", Assert.Single(stranger.Refusals).Message);
        var without = await p.Asks(
            (GiveRole c) => c.Handle(p.By, new(deputy.Id, p.Administration.Id, null, null, p.Today.AddDays(5), lead.Id), default)
        );
        Assert.Equal("DeputyFor", Assert.Single(without.Refusals).Field);

        Assert.True(
            (
                await p.Asks(
                    (GiveRole c) => c.Handle(p.By, new(deputy.Id, p.Casework.Id, null, null, p.Today.AddDays(5), lead.Id), default)
                )
            ).Accepted(out var grant)
        );
        Assert.True((await p.County.Do(db => db.WhoIs(deputy.Id, p.Today.AddDays(5), default)))!.May(RecordsPermissions.ReadRecords));
        Assert.False((await p.County.Do(db => db.WhoIs(deputy.Id, p.Today.AddDays(6), default)))!.May(RecordsPermissions.ReadRecords));
        Assert.True((await p.Asks((GiveRole c) => c.End(p.By, grant.About, default))).Accepted(out _));
        Assert.False((await p.County.Do(db => db.WhoIs(deputy.Id, p.Today, default)))!.May(RecordsPermissions.ReadRecords));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task People_are_found_by_any_part_of_name_or_address_a_page_at_a_time(string database)
    {
        await using var p = await Partnership.Open(database);
        for (var i = 0; i < 30; i++)
            await p.Add(Partnership.Person(p.Police, $"Officer Number{i:00}", p.Today));
        var first = await p.County.Do(db => db.PeoplePage(p.By, "officer", null, false, 1, p.Today, default));
        var last = await p.County.Do(db => db.PeoplePage(p.By, "OFFICER", null, false, 99, p.Today, default));
        Assert.Equal((25, 2, 30), (first.Rows.Count, first.Pages, first.All));
        Assert.Equal((2, 5), (last.Page, last.Rows.Count));
        Assert.Equal(
            "Officer Number07",
            Assert
                .Single((await p.County.Do(db => db.PeoplePage(p.By, "number07 officer", p.Police.Id, false, 1, p.Today, default))).Rows)
                .Account.Name
        );
        Assert.Empty((await p.County.Do(db => db.PeoplePage(p.By, "officer", p.Council.Id, false, 1, p.Today, default))).Rows);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_team_is_given_areas_that_are_found_by_name(string database)
    {
        await using var p = await Partnership.Open(database);
        await p.Add(
            new Area
            {
                Id = 7,
                Kind = AreaKind.Ward,
                Code = "E05000001",
                Name = "Coalville North",
                FirstVintage = 2021,
            }
        );
        await p.Add(
            new Area
            {
                Id = 8,
                Kind = AreaKind.District,
                Code = "E07000001",
                Name = "Coalville and around",
                FirstVintage = 2021,
            }
        );
        await p.Add(
            new Area
            {
                Id = 9,
                Kind = AreaKind.Ward,
                Code = "E05000002",
                Name = "Coalville Old",
                FirstVintage = 2011,
                LastVintage = 2011,
            }
        );
        Assert.True((await p.Asks((AddTeam c) => c.Handle(p.By, p.Police.Id, "Beat team", default))).Accepted(out var team));
        Assert.Equal(
            "Name",
            Assert.Single((await p.Asks((AddTeam c) => c.Handle(p.By, p.Police.Id, "BEAT team", default))).Refusals).Field
        );

        Assert.Equal(
            ["Coalville and around", "Coalville North"],
            (await p.Asks((TeamAreas c) => c.Search("coalVILLE", default))).Select(a => a.Name)
        );
        Assert.True((await p.Asks((TeamAreas c) => c.Give(p.By, team, 7, default))).Accepted(out _));
        Assert.Equal("Coalville North", Assert.Single((await p.County.Do(db => db.TeamOf(team, default)))!.Areas).Name);
        Assert.Equal("Coalville North", (await p.County.Do(db => db.AdminEventPage(p.By, 1, default))).Rows[0].Detail);
        Assert.True((await p.Asks((TeamAreas c) => c.Take(p.By, team, 7, default))).Accepted(out _));
        Assert.Empty((await p.County.Do(db => db.TeamOf(team, default)))!.Areas);
    }
}
