using System.Net;
using Fosse.Privacy;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Reporting;

/// <summary>A library's or a family's computer: who comes next finds nothing, also with a copy of what the browser held.</summary>
public sealed class SharedDeviceTests
{
    private const string Words = "They play music until four in the morning";

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_box_that_was_closed_opens_for_nobody_with_a_copy_of_its_cookie(string database)
    {
        await using var county = await PartnershipOfReports.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var reporter = await PartnershipOfReports.TellsAnonymously(site, Words);
        await reporter.Sends("Send the report");
        var (reference, code) = (reporter.Text(".govuk-panel strong"), reporter.Text(".fosse-code")["Your code: ".Length..]);
        foreach (
            var closing in (string[])
                ["/report/status/read?handler=Close", "/report/exit", "/report/exit?handler=Forget", "/report/done?handler=Forget"]
        )
        {
            using var own = Browser(site, out var cookies);
            var visitor = await Visitor.Of(own).Opens("/report/status");
            await visitor.Sends("Look", ("reference", reference), ("secret", code));
            Assert.Equal("Your report", visitor.Heading);
            var copied = Held(site, cookies, "fosse-report-open");
            using (var copy = With(site, "fosse-report-open", copied))
                Assert.Equal("Your report", (await Visitor.Of(copy).Opens("/report/status/read")).Heading);
            await Posts(own, visitor, closing);
            using var later = With(site, "fosse-report-open", copied);
            Assert.NotEqual("Your report", (await Visitor.Of(later).Opens("/report/status/read")).Heading);
        }
        // Its code opens it as before.
        var again = await Visitor.Of(site.Client()).Opens("/report/status");
        await again.Sends("Look", ("reference", reference), ("secret", code));
        Assert.Equal("Your report", again.Heading);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Every_page_of_the_journey_forgets_at_the_server_what_was_typed(string database)
    {
        await using var county = await PartnershipOfReports.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public");
        using var own = Browser(site, out var cookies);
        var fresh = await Visitor.Of(own).Opens("/report");
        Assert.Null(fresh.Page.QuerySelector(".fosse-shared")); // there is nothing to forget
        await fresh.Answers("now", "no");
        await fresh.Sends("Continue", ("category", "noise"));
        await fresh.Sends("Continue", ("answer-noise", "music"));
        await fresh.Sends("Continue", ("place", "12 Brook Lane, by the bridge"));
        foreach (var page in (string[])["/report", "/report/what", "/report/where", "/report/when"])
            Assert.NotNull((await fresh.Opens(page)).Page.QuerySelector(".fosse-shared button"));
        var copied = Held(site, cookies, "fosse-report");
        await fresh.Sends("This is a shared device: forget what I typed");
        Assert.Equal("Cleared", fresh.Heading);
        Assert.Empty(await county.Do(db => db.Set<StoredDraft>().ToListAsync()));
        using var later = With(site, "fosse-report", copied);
        Assert.DoesNotContain(
            "Brook Lane",
            (await Visitor.Of(later).Opens("/report/where")).Page.DocumentElement.OuterHtml,
            StringComparison.Ordinal
        );
        Assert.Null((await fresh.Opens("/report")).Page.QuerySelector(".fosse-shared"));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_code_is_shown_once_and_follows_from_nothing_that_the_browser_keeps(string database)
    {
        await using var county = await PartnershipOfReports.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var reporter = await PartnershipOfReports.TellsAnonymously(site, Words);
        await reporter.Sends("Send the report");
        var (reference, code) = (reporter.Text(".govuk-panel strong"), reporter.Text(".fosse-code")["Your code: ".Length..]);
        var kept = site
            .Cookies.Given.Where(g => g.Cookie.Name == "fosse-report")
            .Select(g => DraftTicket.From(g.Cookie.Value.ToString())!)
            .ToList();
        Assert.NotEqual(code, kept[^1].Key.Secret(reference));
        Assert.Equal(code, kept[^2].Key.Secret(reference)); // what it followed from: the answer that showed it took this away
        // The browser that never got the answer asks with that, and sees the code; once it has come with the other, nobody does.
        using (var lost = With(site, "fosse-report", kept[^2].Text))
            Assert.NotNull((await Visitor.Of(lost).Opens("/report/done")).Page.QuerySelector(".fosse-code"));
        await reporter.Opens("/report/done");
        using (var late = With(site, "fosse-report", kept[^2].Text))
            Assert.Null((await Visitor.Of(late).Opens("/report/done")).Page.QuerySelector(".fosse-code"));
        Assert.Null(reporter.Page.QuerySelector(".fosse-code"));
        Assert.Equal(reference, reporter.Text(".govuk-panel strong"));
        Assert.Contains("The code was shown", reporter.Text("main"), StringComparison.Ordinal);
        Assert.Null(reporter.Page.QuerySelector("form[action*='Look']"));
        Assert.DoesNotContain(code, reporter.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_report_that_is_begun_after_it_ends_the_first_ticket_of_the_last_one(string database)
    {
        await using var county = await PartnershipOfReports.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var reporter = await PartnershipOfReports.TellsAnonymously(site, Words);
        await reporter.Sends("Send the report");
        var tickets = site.Cookies.Given.Where(g => g.Cookie.Name == "fosse-report").Select(g => g.Cookie.Value.ToString()).ToList();
        await reporter.Opens("/report");
        await reporter.Answers("now", "no");
        using var late = With(site, "fosse-report", tickets[^2]);
        Assert.Null((await Visitor.Of(late).Opens("/report/done")).Page.QuerySelector(".fosse-code"));
    }

    private static HttpClient Browser(TestSite site, out CookieContainer cookies)
    {
        cookies = new();
        return new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = site.Address };
    }

    private static string Held(TestSite site, CookieContainer cookies, string name) =>
        cookies.GetCookies(new Uri(site.Address, "/report"))[name]!.Value;

    private static HttpClient With(TestSite site, string name, string value)
    {
        var browser = Browser(site, out var cookies);
        cookies.Add(new Uri(site.Address, "/report"), new Cookie(name, value, "/report"));
        return browser;
    }

    private static async Task Posts(HttpClient browser, Visitor visitor, string address)
    {
        var token = visitor.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]);
        using var answer = await browser.PostAsync(new Uri(address, UriKind.Relative), form);
        Assert.True((int)answer.StatusCode < 400, $"{address}: {answer.StatusCode}");
    }
}
