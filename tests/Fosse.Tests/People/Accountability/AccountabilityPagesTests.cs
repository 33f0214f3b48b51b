using System.Net;
using Fosse.Accountability;
using Fosse.Accountability.Audit;
using Fosse.Accountability.Retention;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.People.Accountability;

/// <summary>The pages of those who answer people, review reads, read the ledger and manage retention.</summary>
public sealed class AccountabilityPagesTests
{
    private static readonly string[] Faces = ["--Faces=Public,Partner,Admin,Api,Worker"];

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_person_gets_a_page_of_who_looked_and_a_copy_and_has_something_put_right(string database)
    {
        await using var county = await TestCounty.Open(database);
        await using var site = await TestSite.On(county, Faces);
        var (reference, _) = await Record(county, site);
        var office = await Officer.SignsIn(site, county, AccountsPermissions.Work, AccountabilityPermissions.AnswerSubjectRequests);

        await office.Opens("/work/people/new");
        await office.Sends("Write it down", ("Reference", "P-0"), ("Kind", nameof(SubjectRequestKind.WhoLooked)));
        Assert.Contains("holds no record with this reference", office.Text(".govuk-error-summary"), StringComparison.Ordinal);
        Assert.Contains("Enter the day the request came", office.Text(".govuk-error-summary"), StringComparison.Ordinal);
        await Asks(office, reference, SubjectRequestKind.WhoLooked);
        await office.Sends("Open what was said");
        Assert.Contains("I want to know", office.Text(".fosse-said"), StringComparison.Ordinal);
        await office.Follows("Make the page");
        await office.Sends("Show me the draft");
        Assert.Contains("called about Ben Bloggs", office.Text("main"), StringComparison.Ordinal);
        await office.Sends("Make the page for the person");
        Assert.Equal("Who looked at your record", office.Heading);
        var page = office.Page.DocumentElement.TextContent;
        Assert.Contains("Test Police", page, StringComparison.Ordinal);
        Assert.Contains("A reason was written down.", page, StringComparison.Ordinal);
        Assert.Contains("We cannot say whether any were left out.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Robin Test", page, StringComparison.Ordinal); // no officer, nor the one who printed it
        Assert.DoesNotContain("Bloggs", page, StringComparison.Ordinal);

        await Asks(office, reference, SubjectRequestKind.Copy);
        await office.Follows("Make the copy");
        await office.Sends("Show it to print");
        Assert.Equal("What is held about you", office.Heading);
        Assert.Contains("Asha Wagtail", office.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("Robin Test", office.Page.DocumentElement.TextContent, StringComparison.Ordinal);

        await Asks(office, reference, SubjectRequestKind.Rectification);
        await office.Follows("Put it right");
        await office.Sends("Open it");
        await office.Sends("Save", ("Name", ""));
        Assert.Contains("Enter the person's name", office.Text(".govuk-error-summary"), StringComparison.Ordinal);
        await office.Sends("Save", ("Name", "Asha Swift"), ("Address", "7 Mill Lane"), ("Notes", "Loud since May"));
        Assert.Contains("Put right: Name", office.Text(".govuk-notification-banner"), StringComparison.Ordinal);
        await office.Follows("Put it right");
        await office.Sends("Open it");
        await office.Sends("Save", ("Name", "Asha Swift"), ("Notes", "Loud since May"));
        Assert.Contains("taken out when a colleague has agreed", office.Text(".govuk-notification-banner"), StringComparison.Ordinal);
        await office.Opens("/work/people");
        Assert.Equal(3, office.All("tbody tr").Count);
        Assert.DoesNotContain(county.Log.Lines, line => line.Contains("Wagtail", StringComparison.Ordinal));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite, true), InlineData(TestCounty.Postgres, true), InlineData(TestCounty.Sqlite, false)]
    public async Task A_broken_glass_is_reviewed_and_the_ledger_shows_it_without_its_typed_reason(string database, bool opens)
    {
        await using var county = await TestCounty.Open(database);
        await using var site = await TestSite.On(county, Faces);
        var (reference, front) = await Record(county, site);
        var carer = await Officer.Enters(
            site,
            await Officer.Joins(
                county,
                "Test Council",
                AccountsPermissions.Work,
                RecordsPermissions.ReadRecords,
                RecordsPermissions.BreakGlass
            )
        );
        await using (var scope = site.App.Services.CreateAsyncScope())
        {
            var agency = await county.Do(db => db.Set<Agency>().SingleAsync(a => a.Name == "Test Council"));
            var account = await county.Do(db => db.Set<Account>().SingleAsync(a => a.AgencyId == agency.Id));
            await Officer.Joins(county, agency.Name, AccountabilityPermissions.ReviewAccess);
            await Officer.Joins(county, Officer.Agency, AccountabilityPermissions.ReviewAccess);
            await scope
                .ServiceProvider.GetRequiredService<RecordReading>()
                .Read(
                    new(new(account.Id, agency.Id, agency.Name), RecordsPurposes.SafeguardPerson, front, "a child is in danger now", true),
                    default
                );
        }
        var office = await Officer.SignsIn(
            site,
            county,
            AccountsPermissions.Work,
            AccountabilityPermissions.ReviewAccess,
            AccountabilityPermissions.ReadLedger
        );
        await office.Opens("/work/access");
        await office.Follows($"Robin Test of Test Council, record {reference}");
        await office.Sends("Save the review");
        Assert.Contains("Choose whether there was good reason", office.Text(".govuk-error-summary"), StringComparison.Ordinal);
        Assert.Equal($"Emergency read of {reference} by Robin Test", office.Heading);
        // Good reason, and nobody has read which: it is asked once.
        await office.Sends("Save the review", ("Outcome", nameof(ReviewOutcome.Justified)));
        Assert.Contains("You have not opened the typed reason", office.Text(".govuk-error-summary"), StringComparison.Ordinal);
        if (opens)
        {
            await office.Follows("Open the typed reason");
            await office.Sends("Open it", ("Reason", "reviews the emergency"));
            Assert.Contains("a child is in danger now", office.Text("main"), StringComparison.Ordinal);
            await office.Follows("Back to the review");
            Assert.Equal($"Emergency read of {reference} by Robin Test", office.Heading);
        }
        await office.Sends("Save the review", ("Outcome", nameof(ReviewOutcome.Justified)));
        Assert.Contains("is saved", office.Text(".govuk-notification-banner"), StringComparison.Ordinal);
        await office.Opens("/work/access/unusual");
        Assert.Equal(HttpStatusCode.OK, office.Status);

        await office.Opens("/work/ledger");
        Assert.Contains("The chain has not been checked yet.", office.All("p"));
        await office.Sends("Check it now");
        Assert.Contains("every line followed from the one before", office.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("in danger", office.Text("main"), StringComparison.Ordinal);
        await office.Sends("Show", ("kind", nameof(LedgerKind.BrokeGlass)));
        Assert.Single(office.All("tbody tr"));
        await office.Follows(office.Text("tbody th"));
        Assert.DoesNotContain("in danger", office.Text("main"), StringComparison.Ordinal);
        await office.Sends("Open it", ("Reason", "reviews the emergency"));
        Assert.Contains("a child is in danger now", office.Text("main"), StringComparison.Ordinal);

        await office.Opens("/work/ledger/exports");
        await office.Sends(
            "Ask",
            ("Review", "Annual audit"),
            ("From.Day", "1"),
            ("From.Month", "1"),
            ("From.Year", "2026"),
            ("To.Day", "2"),
            ("To.Month", "1"),
            ("To.Year", "2026")
        );
        Assert.Contains("Somebody else approves", office.All("p"));
        var second = await Officer.SignsIn(site, county, AccountsPermissions.Work, AccountabilityPermissions.ReadLedger);
        await second.Opens("/work/ledger/exports");
        await second.Sends("Approve the export for Annual audit");
        Assert.Contains("Approved", second.All(".govuk-tag"));
        _ = carer;
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Retention_is_changed_held_decided_and_certified(string database)
    {
        await using var county = await TestCounty.Open(database);
        await using var site = await TestSite.On(county, Faces);
        var (reference, id) = await Record(county, site, RecordsDataClasses.Safeguarding);
        await county.Do(db =>
            db.Set<SubjectRecord>()
                .ExecuteUpdateAsync(s =>
                    s.SetProperty(r => r.ClosedAt, (DateTimeOffset?)new DateTimeOffset(1990, 1, 31, 12, 0, 0, TimeSpan.Zero))
                )
        );
        var office = await Officer.SignsIn(site, county, AccountsPermissions.Work, AccountabilityPermissions.ManageRetention);
        await office.Opens("/work/retention/rules/Health");
        await office.Sends(
            "Save the rule",
            ("Purpose", "Know what matters"),
            ("Basis", "UK GDPR"),
            ("Months", "many"),
            ("Action", nameof(RetentionAction.Forget))
        );
        Assert.Contains("1 to 1,200 months", office.Text(".govuk-error-summary"), StringComparison.Ordinal);
        await office.Sends(
            "Save the rule",
            ("Purpose", "Know what matters"),
            ("Basis", "UK GDPR"),
            ("Months", "6"),
            ("Action", nameof(RetentionAction.Forget))
        );
        Assert.DoesNotContain("Know what matters", office.Text("main"), StringComparison.Ordinal);
        var second = await Officer.SignsIn(site, county, AccountsPermissions.Work, AccountabilityPermissions.ManageRetention);
        await Approves(second, "Change how long data is kept: Health");
        await office.Opens("/work/approvals");
        await office.Follows("Change how long data is kept: Health");
        Assert.Contains("Know what matters", office.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Done", office.Text(".govuk-tag"), StringComparison.Ordinal);
        await office.Opens("/work/retention");
        Assert.Contains("Know what matters", office.Text("main"), StringComparison.Ordinal);

        await office.Sends("Place the hold", ("Reference", reference), ("Proceedings", "Inquest 2025/114"));
        Assert.Contains("Robin Test", office.Text("main"), StringComparison.Ordinal);
        await using (var scope = site.App.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetServices<ITimetabled>().OfType<ApplyRetention>().Single().Run(default);
        await office.Opens($"/work/retention/decide/{id}");
        await office.Sends("Save the decision", ("Choose", "Forget"), ("Ground", "no longer needed"));
        Assert.Contains("Lift the hold first", office.Text(".govuk-error-summary"), StringComparison.Ordinal);
        await office.Opens("/work/retention");
        await office.Sends($"Lift the hold on {reference}");
        await Approves(second, $"Lift a hold: {reference}");
        await office.Opens("/work/retention");
        await office.Follows(reference);
        await office.Sends("Save the decision", ("Choose", "Forget"), ("Ground", "no longer needed"));
        Assert.Contains("a colleague has to agree", office.Text(".govuk-notification-banner"), StringComparison.Ordinal);
        await Approves(second, $"Forget a record: {reference}");
        await office.Opens("/work/retention");
        await office.Opens(office.Page.QuerySelector("a[href*='/work/retention/runs/']")!.GetAttribute("href")!);
        Assert.Contains("It is as it was written", office.Text("main"), StringComparison.Ordinal);

        var nobody = await Officer.SignsIn(site, county, AccountsPermissions.Work, RecordsPermissions.ReadRecords);
        foreach (
            var path in (string[])
                ["/work/retention", "/work/access", "/work/ledger", "/work/people", "/work/ledger/1", "/work/ledger/exports"]
        )
        {
            await nobody.Opens(path);
            Assert.True(nobody.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"{path} {nobody.Status}");
        }
    }

    // From the first page of work to the sentence that it is done.
    private static async Task Approves(Visitor second, string proposal)
    {
        await second.Opens("/work");
        await second.Follows("One proposal of somebody else");
        await second.Follows(proposal);
        await second.Sends("Approve");
        Assert.Contains("it is done", second.Text(".govuk-notification-banner"), StringComparison.Ordinal);
    }

    // Opened by one officer and read by another with a typed reason.
    private static async Task<(string Reference, Guid Id)> Record(TestCounty county, TestSite site, DataClass? @class = null)
    {
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
            ("Class", (@class ?? RecordsDataClasses.AntiSocialBehaviour).Code),
            ("Name", "Asha Wagtail"),
            ("Notes", "Loud since May")
        );
        var front = officer.At.ToString().Split('?')[0];
        var reference = officer.Heading["Record ".Length..];
        var colleague = await Officer.SignsIn(site, county, AccountsPermissions.Work, RecordsPermissions.ReadRecords);
        await colleague.Opens(front);
        await colleague.Sends(
            "Open the record",
            ("Purpose", nameof(RecordsPurposes.InvestigateCase)),
            ("Reason", "called about Ben Bloggs")
        );
        return (reference, Guid.Parse(front.Split('/')[^1]));
    }

    private static async Task Asks(Visitor office, string reference, SubjectRequestKind kind)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().DateTime);
        await office.Opens("/work/people/new");
        await office.Sends(
            "Write it down",
            ("Reference", reference),
            ("Kind", kind.ToString()),
            ("ReceivedOn.Day", $"{today.Day}"),
            ("ReceivedOn.Month", $"{today.Month}"),
            ("ReceivedOn.Year", $"{today.Year}"),
            ("Words", "I want to know what is there")
        );
        Assert.Contains("The request is written down", office.Text(".govuk-notification-banner"), StringComparison.Ordinal);
        await office.Sends("Confirm", ("Words", "passport seen at the desk"));
        Assert.Contains("It is known who the person is", office.Text(".govuk-notification-banner"), StringComparison.Ordinal);
    }
}
