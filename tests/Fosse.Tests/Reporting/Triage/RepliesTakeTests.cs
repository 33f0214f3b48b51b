using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Fosse.Triage;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Reporting.Triage;

/// <summary>Whoever replies to what nobody has, has it.</summary>
public sealed class RepliesTakeTests
{
    private static readonly string[] Faces = ["--Faces=Public,Partner,Admin,Api,Worker"];

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_reply_to_a_report_that_nobody_has_takes_it_and_one_to_a_colleagues_does_not(string database)
    {
        await using var county = await TriageCounty.Open(database);
        var colleague = await county.Joins(county.Partnership.Police, county.Beat);
        var (nobodys, theirs) = (await county.Reports(), await county.Reports());
        await county.Did<AssignReport, IncidentReport>(theirs, (assign, on) => assign.Handle(on, colleague.AccountId, default));
        await county.Replies(nobodys);
        await county.Replies(theirs);
        await county.Replies(nobodys); // again: they have it already

        Assert.Equal([county.Officer.AccountId], await Have(nobodys));
        Assert.Equal([colleague.AccountId], await Have(theirs));
        Assert.Equal(ReportState.Answered, (await county.Now(nobodys)).State);
        Assert.Equal(
            [DeedKind.Assigned, DeedKind.Replied, DeedKind.Replied],
            (
                await county.County.Do(db => db.Set<ReportDeed>().Where(d => d.RecordId == nobodys.Id).Select(d => d.Kind).ToListAsync())
            ).Order()
        );
        var line = Assert.Single(await county.Ledger(), l => l.Kind is LedgerKind.Assigned && l.Subject == nobodys.Id);
        Assert.Equal((county.Officer.AccountId, "Themselves: works on it."), (line.ActorId, line.Ground));

        Task<List<Guid>> Have(Sent sent) =>
            county.County.Do(db =>
                db.Set<RecordAssignment>().Where(a => a.RecordId == sent.Id && a.EndsOn == null).Select(a => a.AccountId).ToListAsync()
            );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_page_says_that_whoever_replied_has_it_now(string database)
    {
        await using var county = await TriageCounty.Open(database);
        county.County.Time.Now = TimeProvider.System.GetUtcNow().AddHours(-2); // the site goes by the clock on the wall
        var sent = await county.Reports();
        await using var site = await TestSite.On(county.County, Faces);
        var officer = await Officer.Enters(site, county.Officer.AccountId);
        await officer.Opens($"/work/reports/{sent.Id}");
        await officer.Sends("Open the report");
        await officer.Sends(
            "Send the reply",
            ("Form.Kind", nameof(AnswerKind.WeAct)),
            ("Form.Words", "Our officers will be there on Friday at half past three")
        );
        Assert.Contains("The reply has been sent, and you have the report now.", officer.All(".govuk-notification-banner__heading"));
        var (gave, replied) = (
            officer.All(".fosse-history li").ToList().FindIndex(l => l.Contains(" took it", StringComparison.Ordinal)),
            officer.All(".fosse-history li").ToList().FindIndex(l => l.Contains("half past three", StringComparison.Ordinal))
        );
        Assert.True(gave >= 0 && gave + 1 == replied, officer.Text(".fosse-history")); // and the words stand with the reply
    }
}
