using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;

namespace Fosse.Tests.Reporting.Triage;

/// <summary>Staff put two reports together, see both before they do, and part them again.</summary>
public sealed class JoinedByStaffTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Both_are_shown_before_they_are_put_together_and_each_leads_to_the_other_until_they_are_parted(string database)
    {
        await using var at = await AtWork.Open(database);
        var (stays, goes) = (await at.County.Reports(), await at.County.Reports());
        var (first, second) = (stays.Receipt.Reference, goes.Receipt.Reference);
        var officer = await at.Opened(goes);
        await officer.Sends("Merge", ("Form.Into", first));
        var both = officer.Text("#both");
        Assert.Contains(first, both, StringComparison.Ordinal);
        Assert.Contains(second, both, StringComparison.Ordinal);
        Assert.Equal(ReportState.Submitted, (await at.County.Now(goes)).State);

        await officer.Sends("Put them together");
        Assert.Empty(officer.All(".govuk-error-summary"));
        Assert.Contains("The reports are merged", officer.Text(".govuk-notification-banner__heading"), StringComparison.Ordinal);
        Assert.Contains(first, officer.All("#joined a"));
        await officer.Follows(first);
        Assert.Contains(second, officer.All("#joined a"));
        Assert.DoesNotContain(await at.County.Ledger(), l => l.Kind is LedgerKind.Refused);

        await officer.Opens($"/work/reports/{goes.Id}");
        await officer.Sends("Part them again", ("Form.Parts", "Two buses, on two evenings"));
        Assert.Contains("parted", officer.Text(".govuk-notification-banner__heading"), StringComparison.Ordinal);
        Assert.Empty(officer.All("#joined a"));
        var again = await at.County.Now(goes);
        Assert.Equal((ReportState.Submitted, (Guid?)null, (DateTimeOffset?)null), (again.State, again.DuplicateOf, again.ClosedAt));
        Assert.Contains(await at.County.Queue(), l => l.RecordId == goes.Id);
        Assert.Contains(
            await at.County.Ledger(),
            l => l.Kind is LedgerKind.Decided && l.Subject == goes.Id && l.Ground.Contains("Parted", StringComparison.Ordinal)
        );
        // Each reporter is told how it stands with theirs, and nothing of the other.
        var told = await at.County.Follows(goes);
        Assert.Equal(ReportState.Submitted, told.State);
        Assert.DoesNotMatch("(?i)report(er)?s? of|somebody else|another|neighbour|R-", told.Letters[^1].Words);
        Assert.Equal(2, told.Letters.Count);
        Assert.Empty((await at.County.Follows(stays)).Letters);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_report_has_its_own_page_and_its_own_way_to_be_opened_again(string database)
    {
        await using var at = await AtWork.Open(database);
        var sent = await at.County.Reports();
        await at.County.Replies(sent);
        await at.County.Did<Fosse.Triage.CloseReport, IncidentReport>(sent, (c, on) => c.Handle(on, ClosingReason.Resolved, "", default));
        var officer = await Officer.Enters(at.Site, at.County.Officer.AccountId);
        await officer.Opens($"/work/records/{sent.Id}");
        Assert.Equal($"/work/reports/{sent.Id}", officer.At.ToString());
        Assert.DoesNotContain("Open the closed record again", officer.Text("main"), StringComparison.Ordinal);
        await at.County.County.With<WorkOnRecord>(async work =>
            Assert.False((await work.Reopen(sent.Id, "It went on after we had closed it", at.County.Officer, default)).Accepted(out _))
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_was_typed_for_one_of_two_that_are_put_together_is_a_reason_for_the_other_and_for_no_third(string database)
    {
        await using var at = await AtWork.Open(database);
        var (stays, goes, third) = (await at.County.Reports(), await at.County.Reports(), await at.County.Reports());
        await at.County.Did<Fosse.Triage.MergeReport, IncidentReport>(goes, (m, on) => m.Handle(on, stays.Receipt.Reference, default));
        var response = await Officer.Enters(at.Site, (await at.County.Joins(at.County.Partnership.Police, at.County.Response)).AccountId);
        foreach (var (report, opens) in new[] { (stays, true), (goes, true), (stays, true), (third, false) })
        {
            await response.Opens($"/work/reports/{report.Id}");
            await response.Sends("Open the report", ("Reason", "Looks whether the two are about one bus"));
            Assert.Equal(opens, response.All(".fosse-opened").Count > 0);
        }
    }
}
