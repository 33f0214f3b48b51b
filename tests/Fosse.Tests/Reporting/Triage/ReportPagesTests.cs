using System.Net;
using Fosse.Accountability.Audit;
using Fosse.Accountability.Subjects;
using Fosse.Privacy;
using Fosse.Reporting;
using Fosse.Triage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Reporting.Triage;

/// <summary>Officers at the pages of reports.</summary>
public sealed class ReportPagesTests
{
    private static readonly string[] Faces = ["--Faces=Public,Partner,Admin,Api,Worker"];

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task An_officer_takes_the_next_one_reads_it_without_typing_why_and_replies(string database)
    {
        await using var county = await TriageCounty.Open(database);
        county.County.Time.Now = TimeProvider.System.GetUtcNow().AddMinutes(-20); // the site goes by the clock on the wall
        var sent = await county.Reports("hate");
        await county.Drains(); // what the house does with a new report is done before the officer comes
        await using var site = await TestSite.On(county.County, Faces);
        var officer = await Officer.Enters(site, county.Officer.AccountId);

        await officer.Opens("/work/reports");
        Assert.Contains("left", officer.Text(".fosse-due"), StringComparison.Ordinal);
        Assert.Equal(["◆ Hate", "◆ Repeat victim"], officer.All(".fosse-risk")); // one hate incident is enough to ask for a review
        foreach (var told in new[] { TriageCounty.Canary, TriageCounty.Telephone, "Kanarien", "stones" })
            Assert.DoesNotContain(told, officer.Page.DocumentElement.OuterHtml, StringComparison.OrdinalIgnoreCase);
        await officer.Opens("/work/reports?show=Overdue&team=all");
        Assert.Contains("No report of your queue fits", officer.Text(".govuk-inset-text"), StringComparison.Ordinal);
        Assert.Equal("Overdue", officer.Text(".fosse-pills [aria-current]"));
        await officer.Sends("Take the next one");
        Assert.Equal("Something done out of hate", officer.Heading);
        Assert.DoesNotContain(TriageCounty.Canary, officer.Page.DocumentElement.OuterHtml, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(await Opened());

        Assert.Empty(officer.All("textarea"));
        await officer.Sends("Open the report");
        var told2 = officer.Text(".fosse-opened");
        Assert.True(
            told2.IndexOf("throw stones", StringComparison.Ordinal) < told2.IndexOf("Weekdays before 3 pm", StringComparison.Ordinal)
                && told2.IndexOf("Weekdays before 3 pm", StringComparison.Ordinal)
                    < told2.IndexOf(TriageCounty.Telephone, StringComparison.Ordinal)
        );
        await officer.Sends("Send the reply", ("Form.Kind", nameof(AnswerKind.WeAct)), ("Form.Words", "We know."));
        Assert.Contains("Write at least one sentence of your own", officer.Text(".govuk-error-summary"), StringComparison.Ordinal);
        // it is still open beside what has to be mended
        Assert.Contains("throw stones", officer.Text(".fosse-opened"), StringComparison.Ordinal);
        Assert.Contains("We know.", officer.All("textarea"));
        await officer.Sends(
            "Send the reply",
            ("Form.Kind", nameof(AnswerKind.WeAct)),
            ("Form.Words", "Officers ride along on the bus from Friday")
        );
        Assert.Contains("The reply has been sent.", officer.All(".govuk-notification-banner__heading"));
        Assert.Contains(
            "Officers ride along",
            Assert.Single((await county.Follows(sent)).Letters, l => l.Kind is MessageKind.Reply).Words,
            StringComparison.Ordinal
        );
        Assert.All(await Opened(), line => Assert.Equal((LedgerKind.Opened, ReasonFrom.Assignment), (line.Kind, line.ReasonFrom)));

        async Task<List<LedgerLine>> Opened() =>
            [.. (await county.Ledger()).Where(l => l.Kind is LedgerKind.Opened && l.ActorId == county.Officer.AccountId)];
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_is_due_now_says_what_it_is_about_and_where(string database)
    {
        await using var county = await TriageCounty.Open(database);
        county.County.Time.Now = TimeProvider.System.GetUtcNow().AddMinutes(-20);
        var sent = await county.Reports("hate");
        await using var site = await TestSite.On(county.County, Faces);
        var officer = await Officer.Enters(site, county.Officer.AccountId);
        await officer.Opens("/work");
        var line = Assert.Single(officer.All(".fosse-waits--due li"), li => li.Contains(sent.Receipt.Reference, StringComparison.Ordinal));
        Assert.Contains("Something done out of hate", line, StringComparison.Ordinal);
        var queued = Assert.Single(await county.Queue());
        Assert.Contains(queued.Area ?? "Something", line, StringComparison.Ordinal);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_front_says_how_many_are_proved_the_same_and_how_many_only_possibly(string database)
    {
        await using var county = await TriageCounty.Open(database);
        await county.Reports();
        var second = await county.Reports();
        var third = await county.Reports(change: draft => draft with { After = new(second.Id, second.Receipt.Reference) });
        var stranger = await county.Reports("hate", draft => draft with { Name = "Ben Dunnock" });
        await county.Drains();
        await using var site = await TestSite.On(county.County, Faces);
        var officer = await Officer.Enters(site, county.Officer.AccountId);
        await officer.Opens($"/work/reports/{third.Id}");
        var front = officer.Text(".govuk-summary-list");
        Assert.Contains("Proved the same, by the reporter’s own codes, this one included: 2", front, StringComparison.Ordinal);
        Assert.Contains(
            "Possibly the same person, by the name and telephone number, email or postcode that was typed: 1",
            front,
            StringComparison.Ordinal
        );
        Assert.Contains("some of these are only possibly theirs. Do not write of them in this report.", front, StringComparison.Ordinal);
        Assert.Equal(["◆ Repeat victim"], officer.All(".fosse-risk"));
        Assert.Empty((await county.Follows(third)).Letters);
        await officer.Opens($"/work/reports/{stranger.Id}");
        Assert.DoesNotContain("Possibly the same", officer.Text(".govuk-summary-list"), StringComparison.Ordinal);
        // One hate incident is enough, and whoever gives no name may read it as well.
        Assert.Single((await county.Follows(stranger)).Letters);
        Assert.DoesNotContain(await county.Ledger(), l => l.ActorId == county.Officer.AccountId); // numbers, and nobody's words
    }

    [Fact]
    public async Task Another_team_has_to_say_why_and_may_read_but_do_nothing_and_another_agency_finds_nothing()
    {
        await using var county = await TriageCounty.Open(TestCounty.Sqlite);
        var sent = await county.Reports();
        await using var site = await TestSite.On(county.County, Faces);
        var response = await Officer.Enters(site, (await county.Joins(county.Partnership.Police, county.Response)).AccountId);
        await response.Opens($"/work/reports/{sent.Id}");
        await response.Sends("Open the report", ("Reason", "curious"));
        Assert.Contains("Not assigned to the record, and no reason given", response.Text(".govuk-error-summary"), StringComparison.Ordinal);
        Assert.Empty(response.All(".fosse-opened"));
        await response.Sends("Open the report", ("Reason", "The control room asked what is known"));
        Assert.Contains("throw stones", response.Text(".fosse-opened"), StringComparison.Ordinal);
        Assert.DoesNotContain("Send the reply", response.All("button"));
        var council = await Officer.Enters(site, (await county.Joins(county.Partnership.Council, null)).AccountId);
        await council.Opens($"/work/reports/{sent.Id}");
        Assert.Equal(HttpStatusCode.NotFound, council.Status);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_report_told_at_the_door_is_taken_with_a_code_to_hand_over_and_loses_nothing_where_something_is_missing(
        string database
    )
    {
        await using var county = await TriageCounty.Open(database);
        await using var site = await TestSite.On(county.County, Faces);
        var officer = await Officer.Enters(site, county.Officer.AccountId);
        await officer.Opens("/work/reports/take");
        (string, string)[] told =
        [
            ("Form.Channel", nameof(ReportChannel.AtTheDoor)),
            ("Form.Category", "noise"),
            ("Form.Behaviour", "Drums every night until three"),
            ("Form.Place", "The flats"),
            ("Form.Happened", nameof(HappenedKind.Repeated)),
            ("Form.HowOften", "Every night"),
        ];
        await officer.Sends("Take the report", told);
        Assert.Equal(
            ["Answer the question: What kind of noise is it?", "Choose how we may reach you, or that we should not", "Enter your name"],
            officer.All(".govuk-error-summary__list li").Order(StringComparer.Ordinal)
        );
        Assert.Contains("Drums every night until three", officer.All("textarea"));
        Assert.Equal("Music or parties", officer.Text("label[for='answer-noise']"));
        await officer.Sends("Take the report", [.. told, ("Form.Anonymous", "true"), ("answer-noise", "music")]);
        Assert.Equal("Report taken", officer.Heading);
        var (reference, code) = (officer.Text(".govuk-panel strong"), officer.Text(".fosse-secret strong"));
        Assert.DoesNotContain(code, officer.At.ToString(), StringComparison.Ordinal);

        var own = await county.Partnership.Asks<ReporterDesk, OwnReport?>(desk => desk.Open(reference, code, default));
        Assert.Equal("Noise", own!.Category);
        Assert.Equal(ReportChannel.AtTheDoor, await county.County.Do(db => db.Set<IncidentReport>().Select(r => r.Channel).SingleAsync()));
    }

    [Fact]
    public async Task A_photo_is_a_download_that_can_do_nothing_and_each_is_a_line_in_the_ledger()
    {
        await using var county = await TriageCounty.Open(TestCounty.Sqlite);
        byte[] photo = [0xff, 0xd8, 1, 2, 3];
        var key = BoxKey.New();
        await using var site = await TestSite.On(
            county.County,
            [.. Faces, $"--Files:Folder={Path.Combine(county.County.Folder, "files")}"]
        );
        var stored = await site
            .App.Services.GetRequiredService<Fosse.Foundation.FileStore>()
            .Put(new MemoryStream(key.Lock(photo, "fosse report file")), default);
        var sent = await county.Reports(change: d =>
            d with
            {
                Files = [new(stored.Hash, key.Text, "image/jpeg", photo.Length, "bus.jpg")],
            }
        );
        var visitor = await Officer.Enters(site, county.Officer.AccountId);
        await visitor.Opens($"/work/reports/{sent.Id}");
        await visitor.Sends("Open the report");
        var form = visitor
            .Page.QuerySelectorAll("form")
            .Single(f => f.GetAttribute("action")?.Contains("handler=File", StringComparison.Ordinal) is true);
        using var client = await Officer.Browser(site, county.Officer.AccountId);
        using var front = await client.GetAsync(new Uri($"/work/reports/{sent.Id}", UriKind.Relative));
        var token = new AngleSharp.Html.Parser.HtmlParser()
            .ParseDocument(await front.Content.ReadAsStringAsync())
            .QuerySelector("input[name=__RequestVerificationToken]")!
            .GetAttribute("value")!;
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]);
        using var answer = await client.PostAsync(new Uri(form.GetAttribute("action")!, UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(photo, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(
            ("attachment", "nosniff"),
            (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Headers.GetValues("X-Content-Type-Options").Single())
        );
        Assert.StartsWith("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(2, (await county.Ledger()).Count(l => l.ActorId == county.Officer.AccountId));
    }
}
