using Fosse.Chronology;
using Fosse.Partnership;
using Fosse.Records;
using Fosse.Tests.People.Accountability;
using Fosse.Tests.Reporting.Triage;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Chronology;

/// <summary>Officers work a report and a record on their pages, which stay open after each deed.</summary>
public sealed class WorkedPagesTests
{
    private static readonly string[] Faces = ["--Faces=Public,Partner,Admin,Api,Worker"];

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_report_stays_open_after_each_deed_with_what_was_done_and_leads_to_the_next(string database)
    {
        await using var county = await TriageCounty.Open(database);
        county.County.Time.Now = TimeProvider.System.GetUtcNow().AddHours(-2); // the site goes by the clock on the wall
        var (first, second) = (await county.Reports(), await county.Reports());
        await using var site = await TestSite.On(county.County, Faces);
        var officer = await Officer.Enters(site, county.Officer.AccountId);
        await officer.Opens($"/work/reports/{first.Id}");
        Assert.DoesNotContain("throw stones", officer.Text("main"), StringComparison.Ordinal);
        await officer.Sends("Open the report");
        await officer.Sends("Add the note", ("Form.Note", "Asked the bus company for the film of that evening"));
        Assert.Contains("The note has been added.", officer.All(".govuk-notification-banner__heading"));
        Assert.Contains("throw stones", officer.Text(".fosse-opened"), StringComparison.Ordinal);
        Assert.Contains("Asked the bus company for the film", officer.Text(".fosse-history"), StringComparison.Ordinal);
        Assert.DoesNotContain("Asked the bus company", string.Concat(officer.All("textarea")), StringComparison.Ordinal);

        var soon = TimeProvider.System.GetUtcNow().AddDays(2);
        await officer.Sends(
            "Set the task",
            ("Work.Task", "Fetch the film from the depot"),
            ("Work.Due.Day", $"{soon.Day}"),
            ("Work.Due.Month", $"{soon.Month}"),
            ("Work.Due.Year", $"{soon.Year}")
        );
        Assert.Contains("The task is set.", officer.All(".govuk-notification-banner__heading"));
        Assert.Contains("Fetch the film from the depot", officer.Text(".fosse-tasks"), StringComparison.Ordinal);
        Assert.Contains("To be done by", officer.Text(".fosse-tasks"), StringComparison.Ordinal);
        await officer.Sends("Link them", ("Work.LinkTo", second.Receipt.Reference));
        Assert.Contains("The two are linked.", officer.All(".govuk-notification-banner__heading"));
        Assert.Contains("throw stones", officer.Text(".fosse-opened"), StringComparison.Ordinal);
        // What has to be mended is said with the report still open, and what was typed still there.
        await officer.Sends("Set the task", ("Work.Task", "Ring the depot again on Friday"));
        Assert.Contains("Enter the day until which", officer.Text(".govuk-error-summary"), StringComparison.Ordinal);
        Assert.Contains("Ring the depot again on Friday", officer.All("textarea"));
        Assert.Contains("throw stones", officer.Text(".fosse-opened"), StringComparison.Ordinal);

        await officer.Follows("Next in the queue");
        Assert.Contains(second.Receipt.Reference, officer.Text(".fosse-report-head"), StringComparison.Ordinal);
        Assert.Contains(first.Receipt.Reference, officer.Text("section[aria-labelledby=links]"), StringComparison.Ordinal);
        await officer.Follows("Previous in the queue");
        // Shut again, it says that there is a task and not what.
        Assert.Contains("A task; open the record to read it", officer.Text(".fosse-tasks"), StringComparison.Ordinal);
        Assert.DoesNotContain("film", officer.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Who looked (", officer.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_takes_notes_what_happened_tasks_and_photos_and_shows_them_while_it_is_open()
    {
        await using var county = await TriageCounty.Open(TestCounty.Sqlite);
        county.County.Time.Now = TimeProvider.System.GetUtcNow();
        var record = await county.County.Holds(county.Officer);
        await using var site = await TestSite.On(
            county.County,
            [.. Faces, $"--Files:Folder={Path.Combine(county.County.Folder, "files")}"]
        );
        var officer = await Officer.Enters(site, county.Officer.AccountId);
        await officer.Opens($"/work/records/{record.Id}");
        await officer.Sends("Open the record", ("Purpose", nameof(RecordsPurposes.InvestigateCase)));
        await officer.Sends("Add it", ("Work.Entry", "Spoke to the landlord, who writes to the tenant"));
        Assert.Contains("The note stands in the chronology.", officer.All(".govuk-notification-banner__heading"));
        Assert.Contains("Asha Wagtail", officer.Text(".fosse-opened"), StringComparison.Ordinal);
        var day = TimeProvider.System.GetUtcNow().AddDays(-3);
        await officer.Sends(
            "Add it",
            ("Work.Entry", "The music went on until four in the morning"),
            ("Work.HappenedOn.Day", $"{day.Day}"),
            ("Work.HappenedOn.Month", $"{day.Month}"),
            ("Work.HappenedOn.Year", $"{day.Year}")
        );
        Assert.Contains("What happened stands in the chronology.", officer.All(".govuk-notification-banner__heading"));
        var history = officer.Text(".fosse-history");
        Assert.True(
            history.IndexOf("until four in the morning", StringComparison.Ordinal)
                < history.IndexOf("Spoke to the landlord", StringComparison.Ordinal)
        );
        // Half a day is no note in its place.
        await officer.Sends("Add it", ("Work.Entry", "Somebody broke the lamp in the hall"), ("Work.HappenedOn.Day", "3"));
        Assert.NotEmpty(officer.Text(".govuk-error-summary"));
        Assert.Equal(2, await county.County.Do(db => db.Set<RecordEntry>().CountAsync()));
        await officer.Opens($"/work/records/{record.Id}");
        Assert.DoesNotContain("landlord", officer.Text("main"), StringComparison.Ordinal);
        Assert.Contains("wrote a note", officer.Text(".fosse-history"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_asks_an_agency_in_which_nobody_may_answer_is_told_who_is_missing()
    {
        await using var county = await TriageCounty.Open(TestCounty.Sqlite);
        var there = county.Partnership;
        var holder = await county.Joins(there.Council, null);
        var record = await county.County.Holds(holder);
        var request = await there.Add(
            new DisclosureRequest
            {
                RecordId = record.Id,
                FromAgencyId = there.Police.Id,
                FromAccountId = county.Officer.AccountId,
                ToAgencyId = there.Council.Id,
                Purpose = RecordsPurposes.InvestigateCase,
                AskedAt = county.County.Time.Now,
                DueOn = there.Today.AddDays(14),
            }
        );
        await using var site = await TestSite.On(county.County, Faces);
        var officer = await Officer.Enters(site, county.Officer.AccountId);
        await officer.Opens($"/work/requests/{request.Id}");
        Assert.Contains("Nobody of Council may answer yet", officer.Text(".govuk-warning-text"), StringComparison.Ordinal);
        var administrator = await Officer.Enters(
            site,
            (
                await county.Joins(
                    there.Police,
                    null,
                    Fosse.Accounts.AccountsPermissions.Work,
                    Fosse.Accounts.AccountsPermissions.Administer
                )
            ).AccountId
        );
        await administrator.Opens("/admin");
        Assert.Contains("Nobody of Council may answer what other agencies ask of it", administrator.Text("main"), StringComparison.Ordinal);

        await county.Joins(there.Council, null, Fosse.Accounts.AccountsPermissions.Work, PartnershipPermissions.AnswerDisclosures);
        await officer.Opens($"/work/requests/{request.Id}");
        Assert.Empty(officer.All(".govuk-warning-text"));
    }
}
