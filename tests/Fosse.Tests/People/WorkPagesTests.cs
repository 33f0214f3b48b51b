using System.Net;
using Fosse.Accountability;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.People;

/// <summary>Officers of two agencies at the pages of work.</summary>
public sealed class WorkPagesTests
{
    private static readonly string[] Faces = ["--Faces=Public,Partner,Admin,Api,Worker"];

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_record_is_opened_with_a_reason_and_shows_itself_to_nobody_before(string database)
    {
        await using var county = await TestCounty.Open(database);
        await using var site = await TestSite.On(county, Faces);
        var officer = await Officer.SignsIn(
            site,
            county,
            AccountsPermissions.Work,
            RecordsPermissions.ReadRecords,
            RecordsPermissions.WriteRecords
        );

        await officer.Opens("/work/records/new");
        await officer.Sends(
            "Open the record",
            ("Class", nameof(RecordsDataClasses.AntiSocialBehaviour)),
            ("Name", ""),
            ("Notes", "Loud since May")
        );
        Assert.Contains("Enter the person's name", officer.Text(".govuk-error-summary"), StringComparison.Ordinal);
        Assert.Contains("Loud since May", officer.Text("textarea"), StringComparison.Ordinal); // what was typed is kept
        await officer.Sends(
            "Open the record",
            ("Class", nameof(RecordsDataClasses.AntiSocialBehaviour)),
            ("Name", "Asha Wagtail"),
            ("Notes", "Loud since May")
        );
        Assert.Matches("^Record P-[2-9A-Z]{4}-[2-9A-Z]{4}$", officer.Heading);
        Assert.DoesNotContain("Wagtail", officer.Page.DocumentElement.TextContent, StringComparison.Ordinal);
        var front = officer.At.ToString();

        // The opener is assigned, so nothing has to be typed.
        Assert.Empty(officer.All("textarea[name=Reason]:not(details textarea)"));
        await officer.Sends("Open the record", ("Purpose", nameof(RecordsPurposes.InvestigateCase)));
        Assert.Contains("Asha Wagtail", officer.Text(".fosse-opened"), StringComparison.Ordinal);

        // A colleague who is not assigned has to say why.
        var colleague = await Officer.SignsIn(site, county, AccountsPermissions.Work, RecordsPermissions.ReadRecords);
        await colleague.Opens(front);
        await colleague.Sends("Open the record", ("Purpose", nameof(RecordsPurposes.InvestigateCase)), ("Reason", "curious"));
        Assert.Contains(
            "Not assigned to the record, and no reason given",
            colleague.Text(".govuk-error-summary"),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("Wagtail", colleague.Page.DocumentElement.TextContent, StringComparison.Ordinal);
        await colleague.Sends(
            "Open the record",
            ("Purpose", nameof(RecordsPurposes.InvestigateCase)),
            ("Reason", "covers for the officer on leave")
        );
        Assert.Contains("Asha Wagtail", colleague.Text(".fosse-opened"), StringComparison.Ordinal);

        var ledger = await county.Do(db =>
            db.Set<LedgerLine>().AsNoTracking().OrderBy(l => l.Sequence).Select(l => new { l.Kind, l.ReasonFrom }).ToListAsync()
        );
        Assert.Equal(
            [(LedgerKind.Opened, ReasonFrom.Assignment), (LedgerKind.Refused, ReasonFrom.None), (LedgerKind.Opened, ReasonFrom.Typed)],
            ledger.Select(l => (l.Kind, l.ReasonFrom))
        );
        Assert.DoesNotContain(county.Log.Lines, line => line.Contains("Wagtail", StringComparison.Ordinal));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Another_agency_is_shown_that_a_record_is_held_asks_and_is_answered(string database)
    {
        await using var county = await TestCounty.Open(database);
        await using var site = await TestSite.On(county, Faces);
        var today = DateOnly.FromDateTime(DateTime.UnixEpoch.AddSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));
        var owner = await Officer.SignsIn(
            site,
            county,
            AccountsPermissions.Work,
            RecordsPermissions.ReadRecords,
            RecordsPermissions.WriteRecords,
            PartnershipPermissions.AnswerDisclosures
        );
        await owner.Opens("/work/records/new");
        await owner.Sends("Open the record", ("Class", nameof(RecordsDataClasses.Safeguarding)), ("Name", "Asha Wagtail"));
        var (reference, front) = (owner.Heading["Record ".Length..], owner.At.ToString().Split('?')[0]);

        var asker = await Officer.Enters(
            site,
            await Officer.Joins(county, "Test Council", AccountsPermissions.Work, RecordsPermissions.ReadRecords)
        );
        await asker.Opens("/work/records");
        await asker.Sends("Find", ("Reference", reference));
        Assert.Contains("No record of your agency", asker.Text(".govuk-inset-text"), StringComparison.Ordinal);
        await asker.Opens(front);
        Assert.Equal(HttpStatusCode.NotFound, asker.Status); // not even that it is held

        await Agree(county, today, SharingLevel.Pointer);
        await asker.Opens("/work/records");
        await asker.Sends("Find", ("Reference", reference));
        Assert.Contains("Test Police holds a record. Ask desk@test.example.", asker.All("p"));
        Assert.DoesNotContain("Safeguarding", asker.Text("main"), StringComparison.Ordinal); // nor what kind
        await asker.Follows("Ask for it");
        await asker.Sends(
            "Send the request",
            ("Purpose", nameof(RecordsPurposes.SafeguardPerson)),
            ("Words", "We work with the family and plan a visit next week.")
        );
        Assert.Equal("Waits for an answer", asker.Text(".govuk-tag"));
        var request = asker.At.ToString().Split('?')[0];

        await owner.Opens("/work");
        await owner.Follows(owner.All(".fosse-waits a").Single(a => a.StartsWith("Test Council asks about", StringComparison.Ordinal)));
        await owner.Sends("Open the words", ("Reason", "to answer the council's request"));
        Assert.Contains("We work with the family", owner.Text(".fosse-said"), StringComparison.Ordinal);
        await owner.Opens(request);
        await owner.Sends("Answer the request", ("Answer", nameof(DisclosureState.Disclosed)), ("Days", "7"), ("Why", "short"));
        Assert.Contains("Say why", owner.Text(".govuk-error-summary"), StringComparison.Ordinal);
        await owner.Sends(
            "Answer the request",
            ("Answer", nameof(DisclosureState.Disclosed)),
            ("Days", "7"),
            ("Why", "You may see it to plan the visit.")
        );
        Assert.Equal("Disclosed", owner.Text(".govuk-tag"));

        await asker.Opens(request);
        await asker.Sends("Open the words");
        Assert.Equal(
            ["We work with the family and plan a visit next week.", "You may see it to plan the visit."],
            asker.All(".fosse-said")
        );
        await asker.Opens(front);
        await asker.Sends(
            "Open the record",
            ("Purpose", nameof(RecordsPurposes.InvestigateCase)),
            ("Reason", "to plan the visit next week")
        );
        // disclosed for another purpose
        Assert.Contains("no more: ask its owner", asker.Text(".govuk-error-summary") + asker.Text("main"), StringComparison.Ordinal);
        await asker.Sends(
            "Open the record",
            ("Purpose", nameof(RecordsPurposes.SafeguardPerson)),
            ("Reason", "to plan the visit next week")
        );
        Assert.Contains("Asha Wagtail", asker.Text(".fosse-opened"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conflict_of_interest_shuts_the_record_even_with_the_glass_broken()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, Faces);
        var owner = await Officer.SignsIn(
            site,
            county,
            AccountsPermissions.Work,
            RecordsPermissions.ReadRecords,
            RecordsPermissions.WriteRecords
        );
        await owner.Opens("/work/records/new");
        await owner.Sends("Open the record", ("Class", nameof(RecordsDataClasses.Health)), ("Name", "Asha Wagtail"));
        var front = owner.At.ToString().Split('?')[0];

        var stranger = await Officer.Enters(
            site,
            await Officer.Joins(
                county,
                "Test Fire",
                AccountsPermissions.Work,
                RecordsPermissions.ReadRecords,
                RecordsPermissions.BreakGlass
            )
        );
        await Officer.Joins(county, "Test Fire", AccountabilityPermissions.ReviewAccess);
        await stranger.Opens(front);
        await stranger.Sends(
            "Break the glass",
            ("Purpose", nameof(RecordsPurposes.SafeguardPerson)),
            ("Reason", "smoke alarm sounding, are they in?")
        );
        Assert.Contains("Asha Wagtail", stranger.Text(".fosse-opened"), StringComparison.Ordinal);
        await stranger.Opens(front);
        await stranger.Sends("Declare a conflict of interest");
        Assert.Equal(["OverWhy"], stranger.Page.QuerySelectorAll("textarea").Select(t => t.GetAttribute("name")));
        Assert.Equal(
            [LedgerKind.BrokeGlass, LedgerKind.Decided], // and that a conflict was declared
            await county.Do(db => db.Set<LedgerLine>().OrderBy(l => l.Sequence).Select(l => l.Kind).ToListAsync())
        );
    }

    [Fact]
    public async Task Nobody_comes_to_the_pages_of_work_without_signing_in_and_a_host_without_the_face_has_none()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using (var site = await TestSite.On(county, Faces))
        {
            using var client = site.Client();
            foreach (var page in new[] { "/work", "/work/records", "/work/agreements", "/work/requests" })
            {
                Assert.StartsWith("/sign-in", (await client.GetAsync(page)).Headers.Location?.ToString(), StringComparison.Ordinal);
            }
            var visitor = await Officer.SignsIn(site, county, AccountsPermissions.Administer);
            await visitor.Opens("/work/records");
            Assert.Equal(HttpStatusCode.Forbidden, visitor.Status);
        }
        await using var open = await TestSite.On(county, "--Faces=Public,Api");
        using var outside = open.Client();
        foreach (var page in new[] { "/work", "/work/records", "/sign-in", "/account", "/admin" })
            Assert.Equal(HttpStatusCode.NotFound, (await outside.GetAsync(page)).StatusCode);
    }

    private static Task Agree(TestCounty county, DateOnly today, SharingLevel level) =>
        county.Do(async db =>
        {
            var agencies = await db.Set<Agency>().ToDictionaryAsync(a => a.Name, a => a.Id);
            var agreement = new SharingAgreement
            {
                Name = "Families",
                Gateway = "Children Act 2004 s11",
                StartsOn = today.AddDays(-30),
                ReviewOn = today.AddDays(100),
                SignedOn = today.AddDays(-30),
            };
            db.AddRange(
                agreement,
                new AgreementParty
                {
                    AgreementId = agreement.Id,
                    AgencyId = agencies["Test Police"],
                    Gives = true,
                    Receives = true,
                    Regime = Regime.LawEnforcement,
                },
                new AgreementParty
                {
                    AgreementId = agreement.Id,
                    AgencyId = agencies["Test Council"],
                    Gives = true,
                    Receives = true,
                    Regime = Regime.UkGdpr,
                }
            );
            foreach (var purpose in new[] { RecordsPurposes.SafeguardPerson, RecordsPurposes.InvestigateCase })
                db.Add(
                    new AgreementScope
                    {
                        AgreementId = agreement.Id,
                        Class = RecordsDataClasses.Safeguarding,
                        Purpose = purpose,
                        Level = level,
                    }
                );
            await db.SaveChangesAsync();
        });
}
