using System.Net;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Reporting;
using Fosse.Triage;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Reporting.Triage;

/// <summary>What was done is said as done, also where whoever did it may read the report no more; what was refused stands open.</summary>
public sealed class DoneAndSaidTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_report_that_is_moved_to_another_team_is_said_to_be_moved_and_nothing_is_opened_for_it(string database)
    {
        await using var at = await AtWork.Open(database);
        var sent = await at.County.Reports();
        var officer = await at.Opened(sent);
        await officer.Sends("Move it to this team", ("Form.Team", $"{at.County.Response.Id}"));
        Assert.Contains("Moved to Response.", officer.Text(".govuk-notification-banner__heading"), StringComparison.Ordinal);
        Assert.Empty(officer.All(".govuk-error-summary"));
        Assert.Empty(officer.All(".fosse-opened"));
        Assert.DoesNotContain(await at.County.Ledger(), l => l.Kind is LedgerKind.Refused);
        Assert.Equal(HttpStatusCode.OK, officer.Status);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_is_handed_over_is_said_in_the_queue_and_a_refused_hand_over_stands_open(string database)
    {
        await using var at = await AtWork.Open(database);
        var sent = await at.County.Reports("groups");
        await at.County.Partnership.Agree(
            at.County.Partnership.Today.AddDays(30),
            new AgreementScope
            {
                AgreementId = default,
                Class = ReportingDataClasses.Report,
                Purpose = ReportingPurposes.TriageReport,
                Level = SharingLevel.Read,
            }
        );
        var officer = await at.Opened(sent);
        await officer.Sends("Hand it over", ("Form.Agency", $"{at.County.Partnership.Council.Id}"), ("Form.HandOver", ""));
        Assert.NotEmpty(officer.Text(".govuk-error-summary"));
        var panel = officer.Page.QuerySelectorAll("details").Single(d => d.QuerySelector("[name='Form.HandOver']") is not null);
        Assert.True(panel.HasAttribute("open"), "What has to be mended is folded away.");
        Assert.Single(officer.Page.QuerySelectorAll("details[open]"));
        await officer.Sends(
            "Hand it over",
            ("Form.Agency", $"{at.County.Partnership.Council.Id}"),
            ("Form.HandOver", "It is for the council's wardens to answer")
        );
        Assert.Equal("/work/reports", officer.At.ToString().Split('?')[0]);
        Assert.Contains("has been handed over", officer.Text(".govuk-notification-banner__heading"), StringComparison.Ordinal);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_same_form_sent_again_is_done_once_and_blames_nobody(string database)
    {
        await using var at = await AtWork.Open(database);
        var sent = await at.County.Reports();
        var officer = await at.Opened(sent);
        using var first = AtWork.Form(
            officer,
            "Reply",
            ("Form.Kind", nameof(AnswerKind.WeAct)),
            ("Form.Words", "Officers ride along from Friday")
        );
        var again = await first.ReadAsByteArrayAsync();
        await officer.SendsBytes($"/work/reports/{sent.Id}?handler=Reply", again);
        await officer.SendsBytes($"/work/reports/{sent.Id}?handler=Reply", again);
        Assert.Contains("The reply has been sent.", officer.All(".govuk-notification-banner__heading"));
        Assert.Empty(officer.All(".govuk-error-summary"));
        Assert.Single((await at.County.Follows(sent)).Letters, l => l.Kind is MessageKind.Reply);

        using var entry = AtWork.Form(officer, "Entry", ("Work.Entry", "Asked the bus company for the film of that evening"));
        again = await entry.ReadAsByteArrayAsync();
        await officer.SendsBytes($"/work/reports/{sent.Id}?handler=Entry", again);
        await officer.SendsBytes($"/work/reports/{sent.Id}?handler=Entry", again);
        Assert.Contains("The note stands in the chronology.", officer.All(".govuk-notification-banner__heading"));
        Assert.Equal(1, await at.County.County.Do(db => db.Set<Fosse.Chronology.RecordEntry>().CountAsync()));
    }
}

/// <summary>A county with its site, at which an officer works.</summary>
internal sealed class AtWork : IAsyncDisposable
{
    private static readonly string[] Faces = ["--Faces=Public,Partner,Admin,Api,Worker"];

    private AtWork(TriageCounty county, TestSite site) => (County, Site) = (county, site);

    public TriageCounty County { get; }
    public TestSite Site { get; }

    public static async Task<AtWork> Open(string database)
    {
        var county = await TriageCounty.Open(database);
        county.County.Time.Now = TimeProvider.System.GetUtcNow().AddMinutes(-20); // the site goes by the clock on the wall
        return new(county, await TestSite.On(county.County, Faces));
    }

    /// <summary>The officer has opened the report.</summary>
    public async Task<Visitor> Opened(Sent sent)
    {
        var officer = await Officer.Enters(Site, County.Officer.AccountId);
        await officer.Opens($"/work/reports/{sent.Id}");
        await officer.Sends("Open the report");
        return officer;
    }

    /// <summary>The form as a browser would send it, and send it again where the page is loaded anew.</summary>
    public static FormUrlEncodedContent Form(Visitor officer, string handler, params (string Name, string Value)[] fields)
    {
        var form = officer
            .Page.QuerySelectorAll("form")
            .First(f => f.GetAttribute("action")!.EndsWith($"handler={handler}", StringComparison.Ordinal));
        return new(
            form.QuerySelectorAll("input[type=hidden][name]")
                .Select(i => (Name: i.GetAttribute("name")!, Value: i.GetAttribute("value") ?? ""))
                .Concat(fields)
                .Select(f => KeyValuePair.Create(f.Name, f.Value))
        );
    }

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        await County.DisposeAsync();
    }
}
