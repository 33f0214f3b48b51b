using Fosse.Accountability;
using Fosse.Accounts;
using Fosse.Administration;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Places;
using Fosse.Records;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;
using static Fosse.Tests.People.Accountability.Keeping;

namespace Fosse.Tests.Reporting;

/// <summary>A category that ends, or an agency that leaves, takes reports from whoever answers them: they agree first.</summary>
public sealed class NobodyAnswersTests
{
    private static readonly Permission[] Office =
    [
        AccountsPermissions.Work,
        RecordsPermissions.ReadRecords,
        PartnershipPermissions.ManageAgreements,
        AccountabilityPermissions.ReadLedger,
    ];

    public static TheoryData<string, bool> Ends =>
        [
            .. from database in (string[])[TestCounty.Sqlite, TestCounty.Postgres]
            from retires in (bool[])[true, false]
            select (database, retires),
        ];

    [EachDatabase, MemberData(nameof(Ends))]
    public async Task A_category_is_retired_or_becomes_a_signpost_once_those_who_answer_it_agree(string database, bool retires)
    {
        await using var p = await Partnership.Open(database);
        var (council, police) = (await p.Somebody(p.Council, Office), await p.Somebody(p.Police, Office));
        var (before, details) = await Category(p);
        var asked = details with { Name = "Renamed", Offered = !retires, Signpost = "Tell the park keeper", SignpostOnly = !retires };
        var waits = Accepted(await p.Asks((ChangeCategory c) => c.Handle(p.By, "other", before.Version, asked, default)));
        Assert.NotNull(waits.Proposal);
        Assert.Equal(("Renamed", true, false), await Now());
        Assert.False((await p.County.Approves(ReportingDeeds.ChangeWhoAnswers, waits.About, police)).Accepted(out _));
        Accepted(await p.County.Approves(ReportingDeeds.ChangeWhoAnswers, waits.About, council));
        Assert.Equal(("Renamed", !retires, !retires), await Now());

        // What nobody answers is ended by one hand, and what begins takes nothing from anybody.
        var (ended, _) = await Category(p);
        var again = asked with { Offered = true, SignpostOnly = false };
        Assert.Null(Accepted(await p.Asks((ChangeCategory c) => c.Handle(p.By, "other", ended.Version, again, default))).Proposal);

        async Task<(string, bool, bool)> Now() => (await Category(p)).Category is var c ? (c.Name, c.Offered, c.SignpostOnly) : default;
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Where_an_agency_has_people_and_nobody_can_be_asked_it_is_not_done_by_one_of_two_administrators(string database)
    {
        await using var p = await Partnership.Open(database);
        await p.Somebody(p.Council, AccountsPermissions.Work);
        await p.Second();
        var (category, details) = await Category(p);
        var asked = details with { AnsweredBy = AgencyKind.Police };
        Assert.Contains(
            "nobody there can be asked",
            Refused(await p.Asks((ChangeCategory c) => c.Handle(p.By, "other", category.Version, asked, default))),
            StringComparison.Ordinal
        );
        Assert.NotEqual(AgencyKind.Police, (await Category(p)).Category.AnsweredBy);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Those_who_answer_only_in_areas_of_their_own_are_asked_too(string database)
    {
        await using var p = await Partnership.Open(database);
        var council = await p.Somebody(p.Council, Office);
        await p.Somebody(p.Police, Office);
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
        var team = await p.Add(new Team { AgencyId = p.Council.Id, Name = "North" });
        await p.Add(new TeamArea { TeamId = team.Id, AreaId = 7 });
        var (category, details) = await Category(p);
        var asked = details with { AnsweredBy = AgencyKind.Police };
        var waits = Accepted(await p.Asks((ChangeCategory c) => c.Handle(p.By, "other", category.Version, asked, default)));
        Assert.NotNull(waits.Proposal);
        Accepted(await p.County.Approves(ReportingDeeds.ChangeWhoAnswers, waits.About, council));
        Assert.Equal(AgencyKind.Police, (await Category(p)).Category.AnsweredBy);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_agency_that_answers_leaves_once_somebody_of_it_agrees(string database)
    {
        await using var p = await Partnership.Open(database);
        var (council, police) = (await p.Somebody(p.Council, Office), await p.Somebody(p.Police, Office));
        var day = p.Today.AddDays(10);
        var waits = Accepted(await p.Asks((AgencyLeaves c) => c.Handle(p.By, p.Police.Id, 0, day, true, default)));
        Assert.NotNull(waits.Proposal);
        Assert.Null((await Agency(p)).LeftOn);
        Assert.False((await p.County.Approves(ReportingDeeds.ChangeWhoAnswers, p.Police.Id, council)).Accepted(out _));
        // On the day itself it is too late for the day that was agreed on.
        p.County.Time.Move(TimeSpan.FromDays(11));
        Assert.Contains("today or later", Refused(await p.County.Approves(ReportingDeeds.ChangeWhoAnswers, p.Police.Id, police)));
        p.County.Time.Move(TimeSpan.FromDays(-11));
        Accepted(await p.County.Approves(ReportingDeeds.ChangeWhoAnswers, p.Police.Id, police));
        Assert.Equal(day, (await Agency(p)).LeftOn);
        Assert.Contains(AdministrationAdminEvents.AgencyLeaves, (await p.Events()).Select(e => e.Kind));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_agency_that_answers_joins_later_only_with_its_yes_and_what_answers_nothing_leaves_at_once(string database)
    {
        await using var p = await Partnership.Open(database);
        var police = await p.Somebody(p.Police, Office);
        AgencyDetails later = new("Police", AgencyKind.Police, Regime.LawEnforcement, "new desk", p.Today.AddDays(20));
        var waits = Accepted(await p.Asks((ChangeAgency c) => c.Handle(p.By, p.Police.Id, 0, later, default)));
        Assert.NotNull(waits.Proposal);
        var now = await Agency(p);
        Assert.Equal((new DateOnly(2020, 1, 1), "new desk"), (now.JoinedOn, now.Contact));
        Accepted(await p.County.Approves(ReportingDeeds.ChangeWhoAnswers, p.Police.Id, police));
        Assert.Equal(p.Today.AddDays(20), (await Agency(p)).JoinedOn);

        var firm = await p.Add(
            new Agency
            {
                Name = "Bus firm",
                Kind = AgencyKind.Firm,
                Regime = Regime.UkGdpr,
                Contact = "x",
                JoinedOn = new(2020, 1, 1),
            }
        );
        await p.Somebody(firm, Office);
        Assert.Null(Accepted(await p.Asks((AgencyLeaves c) => c.Handle(p.By, firm.Id, 0, p.Today, true, default))).Proposal);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Where_nobody_of_it_can_agree_it_leaves_by_one_hand_which_oversight_reads(string database)
    {
        await using var p = await Partnership.Open(database);
        Assert.Null(Accepted(await p.Asks((AgencyLeaves c) => c.Handle(p.By, p.Police.Id, 0, p.Today, true, default))).Proposal);
        Assert.Contains(PartnershipAdminEvents.NobodyAsked, (await p.Events()).Select(e => e.Kind));
        // It comes back to what others answer since: those agree.
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
        Assert.NotNull(Accepted(await p.Asks((AgencyLeaves c) => c.Handle(p.By, p.Police.Id, 1, null, false, default))).Proposal);
        Accepted(await p.County.Approves(ReportingDeeds.ChangeWhoAnswers, p.Police.Id, railway));
        Assert.Null((await Agency(p)).LeftOn);
    }

    private static async Task<Agency> Agency(Partnership p) => (await p.County.Do(db => db.AgencyOf(p.Police.Id, default)))!;

    private static async Task<(ReportCategory Category, CategoryDetails Details)> Category(Partnership p)
    {
        var c = await p.County.Do(db => db.Set<ReportCategory>().AsNoTracking().SingleAsync(c => c.Code == "other"));
        return (c, new(c.Name, c.Hint, c.Heading, c.AnsweredBy, c.Place, c.Anonymous, c.Signpost, c.SignpostOnly, c.Hold, "", c.Offered));
    }
}
