using Fosse.Accountability;
using Fosse.Accountability.Audit;
using Fosse.Accounts;
using Fosse.Administration;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Places;
using Fosse.Records;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Fosse.Tests.People.Accountability.Keeping;

namespace Fosse.Tests.Reporting;

/// <summary>Who answers reports is not led elsewhere by one administrator past those who answer them.</summary>
public sealed class WhoAnswersTests
{
    private static readonly Permission[] Office =
    [
        AccountsPermissions.Work,
        RecordsPermissions.ReadRecords,
        PartnershipPermissions.ManageAgreements,
        AccountabilityPermissions.ReadLedger,
    ];

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_agency_that_would_answer_for_another_is_added_and_changed_with_its_yes(string database)
    {
        await using var p = await Partnership.Open(database);
        var (police, council) = (await p.Somebody(p.Police, Office), await p.Somebody(p.Council, Office));
        AgencyDetails area = new("Area Police", AgencyKind.Police, Regime.LawEnforcement, "me", p.Today);
        var asked = Accepted(await p.Asks((AddAgency c) => c.Handle(p.By, area, default)));
        Assert.NotNull(asked.Proposal);
        Assert.Equal(p.Police.Id, await Answers(p, AgencyKind.Police));
        Assert.Null(await p.County.Do(db => db.AgencyOf(asked.About, default)));
        foreach (var other in (SignedIn[])[council, p.By])
            Assert.False((await p.County.Approves(ReportingDeeds.ChangeWhoAnswers, asked.About, other)).Accepted(out _));
        Accepted(await p.County.Approves(ReportingDeeds.ChangeWhoAnswers, asked.About, police));
        Assert.Equal(asked.About, await Answers(p, AgencyKind.Police));

        // Its kind is turned as it says itself, and what else was changed is changed.
        AgencyDetails housing = new("Council", AgencyKind.Housing, Regime.UkGdpr, "council@example.org", new(2020, 1, 1));
        var version = (await p.County.Do(db => db.AgencyOf(p.Council.Id, default)))!.Version;
        Assert.NotNull(Accepted(await p.Asks((ChangeAgency c) => c.Handle(p.By, p.Council.Id, version, housing, default))).Proposal);
        var now = (await p.County.Do(db => db.AgencyOf(p.Council.Id, default)))!;
        Assert.Equal((AgencyKind.Council, "council@example.org"), (now.Kind, now.Contact));
        Accepted(await p.County.Approves(ReportingDeeds.ChangeWhoAnswers, p.Council.Id, council));
        Assert.Equal(AgencyKind.Housing, (await p.County.Do(db => db.AgencyOf(p.Council.Id, default)))!.Kind);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_area_goes_to_another_agency_with_the_yes_of_who_answers_there(string database)
    {
        await using var p = await Partnership.Open(database);
        var police = await p.Somebody(p.Police, Office);
        await p.Add(
            new Area
            {
                Id = 7,
                Kind = AreaKind.Ward,
                Code = "W07",
                Name = "Coalville North",
                FirstVintage = 2021,
                Longitude = -1.1,
                Latitude = 52.6,
            }
        );
        var other = await p.Add(
            new Agency
            {
                Name = "Railway Police",
                Kind = AgencyKind.Police,
                Regime = Regime.LawEnforcement,
                Contact = "x",
                JoinedOn = new(2020, 1, 1),
            }
        );
        var railway = await p.Somebody(other, Office);
        var (theirs, ours) = (
            await p.Add(new Team { AgencyId = other.Id, Name = "Desk" }),
            await p.Add(new Team { AgencyId = p.Police.Id, Name = "North" })
        );
        // Nobody loses by an area of one's own.
        Assert.Null(Accepted(await p.Asks((TeamAreas c) => c.Give(p.By, ours.Id, 7, default))).Proposal);
        Assert.Equal(p.Police.Id, await Answers(p, AgencyKind.Police, 7));
        Assert.Null(Accepted(await p.Asks((TeamAreas c) => c.Take(p.By, ours.Id, 7, default))).Proposal);
        Assert.Null(Accepted(await p.Asks((TeamAreas c) => c.Give(p.By, ours.Id, 7, default))).Proposal);
        // Of two that look after it, one answers: here it is asked whether it loses.
        var given = Accepted(await p.Asks((TeamAreas c) => c.Give(p.By, theirs.Id, 7, default)));
        Assert.Null(given.Proposal); // Police comes before Railway Police
        Assert.Equal(p.Police.Id, await Answers(p, AgencyKind.Police, 7));
        var taken = Accepted(await p.Asks((TeamAreas c) => c.Take(p.By, ours.Id, 7, default)));
        Assert.NotNull(taken.Proposal);
        Assert.Equal(p.Police.Id, await Answers(p, AgencyKind.Police, 7));
        Assert.False((await p.County.Approves(ReportingDeeds.ChangeWhoAnswers, ours.Id, railway)).Accepted(out _));
        Accepted(await p.County.Approves(ReportingDeeds.ChangeWhoAnswers, ours.Id, police));
        Assert.Equal(other.Id, await Answers(p, AgencyKind.Police, 7));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_category_is_answered_by_others_once_they_agree_and_the_rest_of_it_changes_now(string database)
    {
        await using var p = await Partnership.Open(database);
        var council = await p.Somebody(p.Council, Office);
        await p.Somebody(p.Police, Office);
        var category = await p.County.Do(db => db.Set<ReportCategory>().AsNoTracking().SingleAsync(c => c.Code == "other"));
        Assert.Equal(AgencyKind.Council, category.AnsweredBy);
        CategoryDetails asked = new(
            "Something else",
            category.Hint,
            category.Heading,
            AgencyKind.Police,
            category.Place,
            category.Anonymous,
            category.Signpost,
            category.SignpostOnly,
            category.Hold,
            "",
            true
        );
        var waits = Accepted(await p.Asks((ChangeCategory c) => c.Handle(p.By, "other", category.Version, asked, default)));
        Assert.NotNull(waits.Proposal);
        Assert.Equal(("Something else", AgencyKind.Council), await Now());
        Accepted(await p.County.Approves(ReportingDeeds.ChangeWhoAnswers, waits.About, council));
        Assert.Equal(("Something else", AgencyKind.Police), await Now());

        Task<(string, AgencyKind)> Now() =>
            p.County.Do(async db =>
                await db.Set<ReportCategory>().AsNoTracking().SingleAsync(c => c.Code == "other") is var c
                    ? (c.Name, c.AnsweredBy)
                    : default
            );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Where_nobody_can_be_asked_yet_one_hand_does_it_and_all_oversight_reads_that(string database)
    {
        await using var p = await Partnership.Open(database);
        AgencyDetails area = new("Area Police", AgencyKind.Police, Regime.LawEnforcement, "me", p.Today);
        var added = Accepted(await p.Asks((AddAgency c) => c.Handle(p.By, area, default)));
        Assert.Null(added.Proposal);
        Accepted(await p.Asks((AddTeam c) => c.Handle(p.By, added.About, "Desk", default)));
        foreach (var agency in (Agency[])[p.Police, p.Council])
        {
            var watcher = await p.Somebody(agency, AccountsPermissions.Work, AccountabilityPermissions.ReadLedger);
            var seen = (await p.County.Do(db => db.DeedsOn(watcher, 1, default))).Rows;
            Assert.Equal(["TeamAdded", "AgencyAdded", "NobodyAsked"], seen.Select(d => d.What));
            Assert.Equal("Police", seen[^1].Detail);
        }
    }

    private static async Task<Guid?> Answers(Partnership p, AgencyKind kind, params int[] areas)
    {
        await using var scope = p.County.Services.CreateAsyncScope();
        var rules = scope.ServiceProvider.GetRequiredService<StandingRules>();
        return ReportRouting.Choose(kind, areas, (await p.County.Do(db => rules.Of(db, default))).Teams)?.Team.AgencyId;
    }
}
