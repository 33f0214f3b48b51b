using System.Net;
using Fosse.Foundation;
using Fosse.Reporting;
using Fosse.Tests.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Reporting.RepeatVictimsCounted;

/// <summary>A resident reports again from the open box of a report of theirs, without script.</summary>
public sealed class ReportAgainTests
{
    private const string Again = "Report something again";

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_third_that_was_begun_in_her_own_box_brings_the_letter(string database)
    {
        await using var county = await PartnershipOfReports.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public");
        using var browser = site.Client();
        var (reference, code) = await Sent(
            await PartnershipOfReports.TellsAnonymously(site, "They drum in the yard until four", HappenedKind.Unknown)
        );
        var visitor = Visitor.Of(browser);
        for (var more = 0; more < 2; more++)
        {
            await Looks(visitor, reference, code);
            Assert.Equal("There are none yet. Our answer will be here.", visitor.Text("h2 + p"));
            await visitor.Follows(Again);
            Assert.Equal($"This report can be joined with your report {reference}. We ask you before you send it.", Inset());
            await Tells(visitor, reference, ("joined", "true"));
            Assert.Contains(reference, visitor.All(".govuk-summary-list__value"));
            (reference, code) = await Sent(visitor);
        }
        await Settles(county);
        await Looks(visitor, reference, code);
        Assert.Contains("right to ask for an ASB Case Review", visitor.Text(".fosse-letters"), StringComparison.Ordinal);
        Assert.Equal(1, await county.Do(db => db.Set<ReportLetter>().CountAsync(l => l.Kind != MessageKind.Joined)));

        string Inset() => visitor.Text(".govuk-inset-text");
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Another_report_is_joined_in_the_open_box_and_a_wrong_code_gets_the_words_of_the_door(string database)
    {
        await using var county = await PartnershipOfReports.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var sent = new List<(string Reference, string Code)>();
        for (var i = 0; i < 3; i++)
            sent.Add(
                await Sent(await PartnershipOfReports.TellsAnonymously(site, $"They drum in the yard until {i}", HappenedKind.Unknown))
            );
        await Settles(county);
        using var browser = site.Client();
        var visitor = Visitor.Of(browser);
        await visitor.Opens("/report/status");
        await visitor.Sends("Look", ("reference", sent[0].Reference), ("secret", "0000-0000-0000-0000"));
        var door = visitor.Text(".govuk-error-summary__list");

        await Looks(visitor, sent[2].Reference, sent[2].Code);
        foreach (var other in (string[])[sent[0].Reference, "R-2222-2222"])
        {
            await visitor.Sends("Join the two reports", ("other", other), ("otherCode", "0000-0000-0000-0000"));
            Assert.Equal(door, visitor.Text(".govuk-error-summary__list"));
            Assert.NotNull(visitor.Page.QuerySelector("details[open] #other"));
        }
        await visitor.Sends("Join the two reports");
        Assert.Equal(
            ["Enter the reference of the other report", "Enter the code of the other report"],
            visitor.All(".govuk-error-summary__list li")
        );
        foreach (var (reference, code) in sent.Take(2))
        {
            await visitor.Sends("Join the two reports", ("other", reference), ("otherCode", code));
            Assert.Equal("The two reports are joined.", visitor.Text(".govuk-notification-banner__heading"));
        }
        await Settles(county);
        await visitor.Opens("/report/status/read");
        Assert.Contains("right to ask for an ASB Case Review", visitor.Text(".fosse-letters"), StringComparison.Ordinal);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Without_the_open_box_nothing_is_joined_whoever_sits_at_the_browser_then(string database)
    {
        await using var county = await PartnershipOfReports.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var (reference, code) = await Sent(
            await PartnershipOfReports.TellsAnonymously(site, "They drum in the yard until four", HappenedKind.Unknown)
        );
        using var browser = Browser(site, out var cookies);
        var visitor = Visitor.Of(browser);
        await visitor.Opens("/report?again=true");
        Assert.Equal("See what became of your report", visitor.Heading);

        // She begins, tells nothing and closes her report; who comes next begins from nothing.
        await Looks(visitor, reference, code);
        await visitor.Follows(Again);
        await visitor.Answers("now", "no");
        await visitor.Opens("/report/status/read");
        await visitor.Sends("Finish and close this page");
        await visitor.Opens("/report");
        Assert.DoesNotContain(reference, visitor.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        await visitor.SendsTo("No, it is over and nobody is in danger", "?again=true", ("now", "no"), ("again", "true"));
        Assert.Equal("See what became of your report", visitor.Heading);
        await visitor.Opens("/report");
        await Tells(visitor, null, ("joined", "true"));
        await Sent(visitor);
        Assert.Equal(0, await Wall.Rows(county, "p_proved_same"));

        // She takes it back on the way: then neither.
        await Looks(visitor, reference, code);
        await visitor.Follows(Again);
        await Tells(visitor, reference);
        Assert.DoesNotContain(reference, visitor.All(".govuk-summary-list__value"));
        await Sent(visitor);
        Assert.Equal(0, await Wall.Rows(county, "p_proved_same"));
        Assert.NotEmpty(cookies.GetAllCookies());
    }

    [Fact]
    public async Task Whoever_planted_a_draft_cannot_send_it_as_hers_and_nothing_of_it_comes_along()
    {
        await using var county = await PartnershipOfReports.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var (reference, code) = await Sent(
            await PartnershipOfReports.TellsAnonymously(site, "They drum in the yard until four", HappenedKind.Unknown)
        );
        using var browser = Browser(site, out var cookies);
        var visitor = await Visitor.Of(browser).Opens("/report");
        await visitor.Answers("now", "no");
        await visitor.Sends("Continue", ("category", "noise"));
        var planted = Draft(cookies, site);
        await Looks(visitor, reference, code);
        await visitor.Follows(Again);
        await visitor.Answers("now", "no");
        Assert.Null(visitor.Page.QuerySelector("input[name=category][checked]"));
        Assert.NotEqual(planted, Draft(cookies, site));

        using var planter = Browser(site, out var theirs);
        theirs.Add(new Uri(site.Address, "/report"), new Cookie("fosse-report", planted, "/report"));
        var there = await Visitor.Of(planter).Opens("/report/about");
        Assert.Equal("Is it happening now, or is somebody in danger?", there.Heading);
        Assert.DoesNotContain(reference, there.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    private static string Draft(CookieContainer cookies, TestSite site) =>
        cookies.GetCookies(new Uri(site.Address, "/report"))["fosse-report"]!.Value;

    private static async Task Tells(Visitor visitor, string? before, params (string, string)[] joined)
    {
        await visitor.Answers("now", "no");
        await visitor.Sends("Continue", ("category", "noise"));
        await visitor.Sends("Continue", ("answer-noise", "music"));
        await visitor.Sends("Continue", ("place", "12 Brook Lane, by the bridge"));
        await visitor.Answers("happened", "Unknown");
        await visitor.Sends("Continue", ("behaviour", "They drum in the yard again"));
        await visitor.Sends("Continue");
        // She says it herself: the box is there, and not ticked for her.
        Assert.Equal(before is not null, visitor.Page.QuerySelector("input[name=joined]") is not null);
        Assert.Null(visitor.Page.QuerySelector("input[name=joined][checked]"));
        await visitor.Answers("anonymous", "yes", joined);
        Assert.Equal("Check your answers", visitor.Heading);
    }

    private static async Task<(string Reference, string Code)> Sent(Visitor visitor)
    {
        await visitor.Sends("Send the report");
        Assert.Equal("Report sent", visitor.Heading);
        return (visitor.Text(".govuk-panel strong"), visitor.Text(".fosse-code")["Your code: ".Length..]);
    }

    private static async Task Looks(Visitor visitor, string reference, string code)
    {
        await visitor.Opens("/report/status");
        await visitor.Sends("Look", ("reference", reference), ("secret", code));
        Assert.Equal("Your report", visitor.Heading);
    }

    private static async Task Settles(TestCounty county)
    {
        county.Time.Now = TimeProvider.System.GetUtcNow().AddMinutes(1); // the site goes by the clock on the wall
        while (await county.Services.GetRequiredService<OutboxDispatcher>().DrainOnce(default) > 0) { }
    }

    private static HttpClient Browser(TestSite site, out CookieContainer cookies)
    {
        cookies = new();
        return new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = site.Address };
    }
}
