using System.Net;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Administration;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Administration;

/// <summary>An administrator at the real site, without script.</summary>
public sealed class AdminPagesTests
{
    private static readonly string[] Pages =
    [
        "/admin",
        "/admin/agencies",
        "/admin/agencies/add",
        "/admin/people",
        "/admin/people/invite",
        "/admin/roles",
        "/admin/roles/add",
        "/admin/approvals",
        "/admin/imports",
        "/admin/imports/add",
        "/admin/stuck",
        "/admin/health",
        "/admin/settings",
        "/admin/events",
    ];

    private static Task<TestSite> Site(TestCounty county, params string[] settings) =>
        TestSite.On(county, ["--Faces=Public,Partner,Admin", .. settings]);

    private static (string, string)[] Agency(string name, string year = "2025") =>
        [
            ("Form.Name", name),
            ("Form.Kind", "Fire"),
            ("Form.Regime", "UkGdpr"),
            ("Form.Contact", "safety@example.org"),
            ("Form.JoinedOn.Day", "1"),
            ("Form.JoinedOn.Month", "4"),
            ("Form.JoinedOn.Year", year),
        ];

    [Fact]
    public async Task Whom_people_can_turn_to_belongs_to_what_an_administrator_still_has_to_set()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using (var bare = await Site(county))
        {
            var admin = await Officer.SignsIn(bare, county, AccountsPermissions.Administer);
            await admin.Opens("/admin");
            Assert.Equal(
                [
                    "Teams and the areas that they look after",
                    "Recorded crime",
                    "SignIn:Address",
                    "Mail:Host and Mail:From",
                    "Contact:Operator",
                    "Contact:Privacy",
                    "Contact:Accessibility",
                    "Duty:To",
                    "A street map",
                ],
                admin.All("#unset li").Select(said => said[..said.IndexOf(": ", StringComparison.Ordinal)])
            );
        }
        await using var set = await Site(
            county,
            "--Contact:Operator=Smallshire Partnership",
            "--Contact:Privacy=dpo@smallshire.example",
            "--Duty:To=duty@smallshire.example",
            $"--Map:Tiles={county.Folder}"
        );
        var other = await Officer.SignsIn(set, county, AccountsPermissions.Administer);
        var left = (await other.Opens("/admin")).All("#unset li").ToList();
        Assert.DoesNotContain(
            left,
            said => said.StartsWith("Duty", StringComparison.Ordinal) || said.StartsWith("A street map", StringComparison.Ordinal)
        );
        Assert.Contains(left, said => said.StartsWith("Contact:Accessibility", StringComparison.Ordinal));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Every_page_of_the_admin_face_opens_for_an_administrator_and_for_nobody_else(string database)
    {
        await using var county = await TestCounty.Open(database);
        await using var site = await Site(county);
        var admin = await Officer.SignsIn(site, county, AccountsPermissions.Administer);
        var officer = await Officer.SignsIn(
            site,
            county,
            AccountsPermissions.Work,
            RecordsPermissions.ReadRecords,
            PartnershipPermissions.ManageAgreements
        );
        var nobody = Visitor.Of(site.Client());
        foreach (var page in Pages)
        {
            Assert.Equal(HttpStatusCode.OK, (await admin.Opens(page)).Status);
            Assert.Contains("OFFICIAL-SENSITIVE", admin.Text(".fosse-marking"), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.Forbidden, (await officer.Opens(page)).Status);
            Assert.Equal("/sign-in", (await nobody.Opens(page)).At.ToString().Split('?')[0]);
            Assert.Empty(nobody.All(".fosse-nav a"));
        }
        Assert.Equal(["Admin"], (await admin.Opens("/admin")).All(".fosse-header__ways .fosse-nav a[aria-current=page]"));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_agency_is_added_and_a_refused_form_keeps_what_was_typed(string database)
    {
        await using var county = await TestCounty.Open(database);
        await using var site = await Site(county);
        var admin = await Officer.SignsIn(site, county, AccountsPermissions.Administer);

        await (await admin.Opens("/admin/agencies/add")).Sends("Add agency", Agency("Test Police", "25"));
        Assert.Equal(
            "Enter the year with four digits, such as 2026",
            admin.Text("#Form_JoinedOn-error").Replace("Error: ", "", StringComparison.Ordinal)
        );
        Assert.Equal("#Form_JoinedOn", admin.Page.QuerySelector(".govuk-error-summary a")!.GetAttribute("href"));
        await admin.Sends("Add agency", Agency("Test Police"));
        Assert.Equal(["Another agency has this name. Enter a different one"], admin.All(".govuk-error-summary li"));
        Assert.Equal("Test Police", admin.Page.QuerySelector("#Form_Name")!.GetAttribute("value"));
        Assert.Equal(["1", "4", "2025"], admin.Page.QuerySelectorAll(".govuk-date-input__input").Select(i => i.GetAttribute("value")));
        Assert.Equal("Fire", admin.Page.QuerySelector("#Form_Kind option[selected]")!.GetAttribute("value"));

        await admin.Sends("Add agency", Agency("Fire & Rescue <North>"));
        Assert.Equal("Fire & Rescue <North>", admin.Heading);
        Assert.Equal("The agency has been added.", admin.Text(".govuk-notification-banner__heading"));
        Assert.Contains("Fire & Rescue <North>", (await admin.Opens("/admin/agencies")).All("tbody th"));
        Assert.Equal("added an agency", (await admin.Opens("/admin/events")).Text("tbody td:nth-child(3)"));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Whoever_saves_second_sees_what_the_first_wrote_and_keeps_their_own(string database)
    {
        await using var county = await TestCounty.Open(database);
        await using var site = await Site(county);
        // In two windows of one administrator: with a second one, whoever answers until now would be asked first.
        var admin = await Officer.Joins(county, "Test Police", AccountsPermissions.Administer);
        var (first, second) = (await Officer.Enters(site, admin), await Officer.Enters(site, admin));
        var id = await county.Do(db => db.Set<Agency>().Select(a => a.Id).SingleAsync());
        await first.Opens($"/admin/agencies/{id}/change");
        await second.Opens($"/admin/agencies/{id}/change");

        await first.Sends("Save", Agency("The Constabulary"));
        await second.Sends("Save", Agency("The Force"));
        Assert.Contains("Somebody else has changed this agency", second.Text(".govuk-error-summary"), StringComparison.Ordinal);
        Assert.Contains("The Constabulary", second.Text(".govuk-inset-text"), StringComparison.Ordinal);
        Assert.Equal("The Force", second.Page.QuerySelector("#Form_Name")!.GetAttribute("value"));
        await second.Sends("Save", Agency("The Force"));
        Assert.Equal("The Force", second.Heading);
        // What was there before is told: only the name of the last, and all that the first changed.
        await second.Opens("/admin/events");
        Assert.Equal("Name: The Constabulary → became The Force", second.Text("tbody tr:nth-child(1) td:nth-child(5)"));
        Assert.Contains(
            "Joins on: 1 January 2020 → became 1 April 2025",
            second.Text("tbody tr:nth-child(2) td:nth-child(5)"),
            StringComparison.Ordinal
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_agency_that_leaves_today_has_its_people_shut_out_at_their_next_request(string database)
    {
        await using var county = await TestCounty.Open(database);
        await using var site = await Site(county);
        var admin = await Officer.SignsIn(site, county, AccountsPermissions.Administer);
        var leaver = await Officer.Enters(site, await Officer.Joins(county, "The Leavers", AccountsPermissions.Administer));
        Assert.Equal("Admin", (await leaver.Opens("/admin")).Heading);
        var id = await county.Do(db => db.Set<Agency>().Where(a => a.Name == "The Leavers").Select(a => a.Id).SingleAsync());
        var today = CountyClock.DayOf(TimeProvider.System.GetUtcNow());
        (string, string)[] day = [("LeftOn.Day", $"{today.Day}"), ("LeftOn.Month", $"{today.Month}"), ("LeftOn.Year", $"{today.Year}")];

        await (await admin.Opens($"/admin/agencies/{id}/leave")).Sends("Leave on this day", day);
        Assert.Equal(["Tick the box to confirm that the agency leaves"], admin.All(".govuk-error-summary li"));
        Assert.Contains(admin.All("main li"), line => line.StartsWith("1 person is shut out", StringComparison.Ordinal));
        await admin.Sends("Leave on this day", [.. day, ("Confirmed", "true")]);
        Assert.StartsWith("It is proposed", admin.Text(".govuk-notification-banner__heading"), StringComparison.Ordinal);
        Assert.Equal("Admin", (await leaver.Opens("/admin")).Heading);
        var other = await Officer.Joins(county, "The Stayers", AccountsPermissions.Administer);
        var second = await county.Do(db => db.WhoIs(other, today, default));
        Assert.True((await county.Approves(AdministrationDeeds.AdmitAgency, id, second!)).Accepted(out _));
        Assert.Equal("/sign-in", (await leaver.Opens("/admin")).At.ToString().Split('?')[0]);

        await (await admin.Opens($"/admin/agencies/{id}/leave")).Sends("It is a member again");
        Assert.StartsWith(
            "It is proposed, and waits for a second administrator",
            admin.Text(".govuk-notification-banner__heading"),
            StringComparison.Ordinal
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Somebody_is_invited_by_two_and_shut_out_by_one(string database)
    {
        await using var county = await TestCounty.Open(database);
        await using var site = await Site(county);
        var admin = await Officer.SignsIn(site, county, AccountsPermissions.Administer);
        var second = await Officer.SignsIn(site, county, AccountsPermissions.Administer);
        var (agency, role) = await county.Do(async db =>
        {
            var casework = db.Add(
                new Role
                {
                    Name = "Caseworker",
                    Explanation = "Works on cases",
                    Permissions = [AccountsPermissions.Work],
                }
            ).Entity;
            await db.SaveChangesAsync();
            return (await db.Set<Agency>().Select(a => a.Id).SingleAsync(), casework.Id);
        });
        (string, string)[] priya =
        [
            ("Agency", agency.ToString()),
            ("Name", "Priya Shah"),
            ("Email", "priya@example.org"),
            ("Roles", role.ToString()),
        ];

        await (await admin.Opens("/admin/people/invite")).Sends("Invite them", [.. priya[..2], ("Email", "priya")]);
        Assert.Equal(
            ["Enter an email address in the correct format, like name@example.com", "Select at least one role"],
            admin.All(".govuk-error-summary li")
        );
        await admin.Sends("Invite them", priya);
        Assert.Equal("Invite somebody", admin.Heading);
        Assert.Equal("It is proposed, and waits for a second administrator.", admin.Text(".govuk-notification-banner__heading"));
        Assert.DoesNotContain("Approve", admin.All("button"));
        var proposal = admin.At.ToString().Split('?')[0];
        await admin.Sends("Show my part");
        var one = admin.Text(".fosse-secret");
        Assert.DoesNotContain(one, (await admin.Opens(proposal)).Page.DocumentElement.InnerHtml, StringComparison.Ordinal);

        Assert.Contains("1 proposal waits for you", (await second.Opens("/admin")).All(".fosse-attention a"));
        await second.Opens(proposal);
        Assert.DoesNotContain("Show my part", second.All("button"));
        await second.Sends("Approve");
        Assert.Equal("You approved it, and it is done.", second.Text(".govuk-notification-banner__heading"));
        var other = (await second.Sends("Show my part")).Text(".fosse-secret");

        // One part is not enough, by whichever way it is tried.
        var thief = Visitor.Of(site.Client());
        (string, string) Password(string said = "a long walk past nine mills") => ("password", said);
        foreach (
            var parts in ((string, string)[][])
                [
                    [("First", one), ("Second", one)],
                    [("First", one)],
                    [("First", ""), ("Second", other)],
                ]
        )
        {
            await (await thief.Opens("/invitation")).Sends("Set password", [.. parts, Password()]);
            Assert.Contains("do not open an account", thief.Text(".govuk-error-summary"), StringComparison.Ordinal);
        }
        Assert.Equal("This link does not work", (await thief.Opens($"/invitation/{one}")).Heading);
        var owner = Visitor.Of(site.Client());
        await (await owner.Opens("/invitation")).Sends("Set password", ("First", one), ("Second", other), Password());
        Assert.Equal("Set up your authenticator app", owner.Heading);

        var person = await county.Do(db => db.Set<Account>().Where(a => a.Email == "priya@example.org").Select(a => a.Id).SingleAsync());
        Assert.Equal(("Priya Shah", "Open"), ((await admin.Opens($"/admin/people/{person}")).Heading, admin.Text(".govuk-tag")));
        await (await admin.Follows("Shut out")).Sends("Shut out now");
        Assert.Equal(["Tick the box to confirm that they are shut out"], admin.All(".govuk-error-summary li"));
        await admin.Sends("Shut out now", ("Confirmed", "true"));
        Assert.Equal("Shut out", admin.Text(".govuk-tag"));
        await admin.Sends("Let them in again");
        Assert.Equal("They can sign in again.", admin.Text(".govuk-notification-banner__heading"));
        await admin.Opens("/admin/people");
        await admin.Sends("Search", ("q", "priya"));
        Assert.Equal("Priya Shah", admin.Text("tbody th a"));
        await admin.Sends("Search", ("q", "nobody here"));
        Assert.Equal("Nobody is found.", admin.Text(".fosse-empty strong"));
        Assert.Null((await admin.Opens("/admin/people?q=nobody+here")).Page.QuerySelector(".fosse-empty")); // of an address it reads none
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_only_administrator_cannot_take_the_power_from_their_own_role(string database)
    {
        await using var county = await TestCounty.Open(database);
        await using var site = await Site(county);
        var admin = await Officer.SignsIn(site, county, AccountsPermissions.Work, AccountsPermissions.Administer);
        var role = await county.Do(db => db.Set<Role>().Select(r => r.Id).SingleAsync());
        await (await admin.Opens($"/admin/roles/{role}")).Sends(
            "Save",
            ("Form.Name", "Officers"),
            ("Form.Explanation", "For all"),
            ("Form.Permissions", "Work")
        );
        Assert.Equal(
            ["Nobody else could administer then. Give another person a role with that permission first"],
            admin.All(".govuk-error-summary li")
        );
        Assert.Equal(["Work"], admin.Page.QuerySelectorAll("input[name='Form.Permissions'][checked]").Select(i => i.GetAttribute("value")));
        await admin.Sends(
            "Save",
            ("Form.Name", "Officers"),
            ("Form.Explanation", "For all"),
            ("Form.Permissions", "Work"),
            ("Form.Permissions", "Administer")
        );
        Assert.Equal(["Work", "Administer"], admin.All("tbody tr li"));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Health_is_looked_at_and_what_is_stuck_is_tried_again(string database)
    {
        await using var county = await TestCounty.Open(database);
        await using var site = await Site(county);
        var admin = await Officer.SignsIn(site, county, AccountsPermissions.Administer);
        await county.Do(async db =>
        {
            db.Announce(new NothingMoves());
            await db.SaveChangesAsync();
            await db.Set<OutboxMessage>().ExecuteUpdateAsync(m => m.SetProperty(x => x.Attempts, 9));
        });
        Assert.Contains("1 event is stuck", (await admin.Opens("/admin")).All(".fosse-attention a"));
        Assert.Contains("Nobody has looked at the health of this host since it was started", admin.All(".fosse-attention a"));
        await (await admin.Opens("/admin/health")).Sends("Look now");
        Assert.Contains("not well", admin.All(".govuk-tag"));
        await county.Do(db => db.Set<OutboxMessage>().ExecuteUpdateAsync(m => m.SetProperty(x => x.Reaction, "test.moves-nothing.1")));
        Assert.Contains("test.moves-nothing.1", (await admin.Opens("/admin/stuck")).All("tbody td"));
        await admin.Sends("Try now test.nothing-moves.1 test.moves-nothing.1");
        Assert.Equal("It is due now. A worker takes it at its next round.", admin.Text(".govuk-notification-banner__heading"));
        Assert.Equal(
            AdministrationAdminEvents.MessageRetried,
            await county.Do(db => db.Set<AdminEvent>().Select(e => e.Kind).SingleAsync())
        );
    }

    [Fact]
    public async Task Settings_show_what_the_host_was_told_and_no_secret()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using var site = await Site(
            county,
            "--Work:StuckAfter=11",
            "--SignIn:Providers:0:Name=council",
            "--SignIn:Providers:0:Agency=Council",
            "--SignIn:Providers:0:Authority=http://127.0.0.1:1",
            "--SignIn:Providers:0:ClientId=fosse",
            "--SignIn:Providers:0:ClientSecret=hunter2"
        );
        var admin = await (await Officer.SignsIn(site, county, AccountsPermissions.Administer)).Opens("/admin/settings");
        Assert.Contains("11", admin.All("tbody td code"));
        Assert.Contains("set, not shown", admin.All("tbody td"));
        Assert.DoesNotContain("hunter2", admin.Page.DocumentElement.InnerHtml, StringComparison.Ordinal);
        Assert.DoesNotContain(county.Folder, admin.Page.DocumentElement.InnerHtml, StringComparison.Ordinal);
    }

    private sealed record NothingMoves : IEvent
    {
        public static string Name => "test.nothing-moves.1";
    }
}
