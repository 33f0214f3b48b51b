using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Administration;
using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Administration;

public sealed class AgencyCommandTests
{
    private static AgencyDetails Fire(Partnership p, string? name = "Fire and Rescue") =>
        new(name, AgencyKind.Fire, Regime.UkGdpr, "safety@example.org", p.Today);

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_agency_is_added_with_an_event_that_says_by_whom(string database)
    {
        await using var p = await Partnership.Open(database);
        var outcome = await p.Asks((AddAgency c) => c.Handle(p.By, Fire(p, "  Fire  and Rescue "), default));

        Assert.True(outcome.Accepted(out var added));
        var id = added.About;
        Assert.Equal("Fire and Rescue", (await p.County.Do(db => db.AgencyOf(id, default)))!.Name);
        var happened = Assert.Single(await p.Events());
        Assert.Equal((PartnershipAdminEvents.AgencyAdded, p.Admin.Id, (Guid?)id), (happened.Kind, happened.AccountId, happened.AboutId));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_is_missing_or_taken_is_refused_at_its_field_and_nothing_is_kept(string database)
    {
        await using var p = await Partnership.Open(database);
        var empty = await p.Asks((AddAgency c) => c.Handle(p.By, new(" ", null, null, null, null), default));
        Assert.Equal(["Name", "Kind", "Regime", "Contact", "JoinedOn"], empty.Refusals.Select(r => r.Field));

        var taken = await p.Asks((AddAgency c) => c.Handle(p.By, Fire(p, "cOUNCIL"), default));
        Assert.Equal("Another agency has this name. Enter a different one", Assert.Single(taken.Refusals).Message);
        Assert.Empty(await p.Events());
        Assert.Equal(2, await p.County.Do(db => db.Set<Agency>().CountAsync()));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Of_two_administrators_who_change_one_agency_the_second_is_told(string database)
    {
        await using var p = await Partnership.Open(database);
        var first = await p.Asks((ChangeAgency c) => c.Handle(p.By, p.Police.Id, 0, Fire(p, "Constabulary"), default));
        var second = await p.Asks((ChangeAgency c) => c.Handle(p.By, p.Police.Id, 0, Fire(p, "The Force"), default));

        Assert.True(first.Accepted(out _));
        Assert.StartsWith("Somebody else has changed this agency", Assert.Single(second.Refusals).Message, StringComparison.Ordinal);
        var (name, version) = await p.County.Do(async db =>
            await db.AgencyOf(p.Police.Id, default) is { } a ? (a.Name, a.Version) : default
        );
        Assert.Equal(("Constabulary", 1), (name, version));
        Assert.True(
            (await p.Asks((ChangeAgency c) => c.Handle(p.By, p.Police.Id, version, Fire(p, "The Force"), default))).Accepted(out _)
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_agency_that_leaves_is_shut_out_on_that_day_and_not_before(string database)
    {
        await using var p = await Partnership.Open(database);
        var officer = await p.Add(Partnership.Person(p.Police, "Peter Constable", p.Today));
        var meant = await p.Asks((AgencyLeaves c) => c.WouldMean(p.Police.Id, default));
        Assert.Equal(1, meant.People);

        var unsaid = await p.Asks((AgencyLeaves c) => c.Handle(p.By, p.Police.Id, 0, p.Today.AddDays(3), confirmed: false, default));
        Assert.Equal("Confirmed", Assert.Single(unsaid.Refusals).Field);
        Assert.True(
            (await p.Asks((AgencyLeaves c) => c.Handle(p.By, p.Police.Id, 0, p.Today.AddDays(3), confirmed: true, default))).Accepted(out _)
        );

        Assert.NotNull(await p.County.Do(db => db.WhoIs(officer.Id, p.Today.AddDays(2), default)));
        Assert.Null(await p.County.Do(db => db.WhoIs(officer.Id, p.Today.AddDays(3), default)));

        Assert.True((await p.Asks((AgencyLeaves c) => c.Handle(p.By, p.Police.Id, 1, null, confirmed: false, default))).Accepted(out _));
        Assert.NotNull(await p.County.Do(db => db.WhoIs(officer.Id, p.Today.AddDays(3), default)));
        Assert.Equal(
            [AdministrationAdminEvents.AgencyLeaves, AdministrationAdminEvents.AgencyStays],
            (await p.Events()).Select(e => e.Kind).Where(k => k != PartnershipAdminEvents.NobodyAsked)
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_agency_of_the_only_administrator_cannot_leave(string database)
    {
        await using var p = await Partnership.Open(database);
        var outcome = await p.Asks((AgencyLeaves c) => c.Handle(p.By, p.Council.Id, 0, p.Today.AddDays(30), confirmed: true, default));
        Assert.Equal("LeftOn", Assert.Single(outcome.Refusals).Field);
        Assert.Null((await p.County.Do(db => db.AgencyOf(p.Council.Id, default)))!.LeftOn);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Admin_events_can_be_neither_changed_nor_removed(string database)
    {
        await using var p = await Partnership.Open(database);
        await p.Asks((AddAgency c) => c.Handle(p.By, Fire(p), default));
        await Tried(db => db.Set<AdminEvent>().ExecuteDeleteAsync());
        await Tried(db => db.Set<AdminEvent>().ExecuteUpdateAsync(e => e.SetProperty(x => x.Kind, AdministrationAdminEvents.AgencyStays)));
        Assert.Equal(PartnershipAdminEvents.AgencyAdded, Assert.Single(await p.Events()).Kind);

        // SQLite says no; PostgreSQL does nothing.
        async Task Tried(Func<SafetyDb, Task<int>> change)
        {
            if (database == TestCounty.Sqlite)
                await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => p.County.Do(change));
            else
                Assert.Equal(0, await p.County.Do(change));
        }
    }
}
