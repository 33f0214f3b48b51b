using System.Net;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Reporting;

/// <summary>Somebody puts the cookie of a draft of theirs into another's browser, and waits.</summary>
public sealed class PlantedDraftTests
{
    private const string Words = "My neighbour told me that he would come back";

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Whoever_planted_the_cookie_reads_nothing_and_has_no_code(string database)
    {
        await using var county = await PartnershipOfReports.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public");
        using var planter = Browser(site, out var theirs);
        var planted = Visitor.Of(planter);
        await planted.Opens("/report");
        await planted.Answers("now", "no");
        await planted.Sends("Continue", ("category", "noise"));
        var cookie = theirs.GetCookies(new Uri(site.Address, "/report"))["fosse-report"]!.Value;

        using var browser = Browser(site, out var own);
        own.Add(new Uri(site.Address, "/report"), new Cookie("fosse-report", cookie, "/report"));
        var victim = await Visitor.Of(browser).Opens("/report");
        await victim.Answers("now", "no");
        await Tells(victim);
        Assert.NotEqual(cookie, own.GetCookies(new Uri(site.Address, "/report"))["fosse-report"]!.Value);
        await ReadsNothing(planter);

        var draft = own.GetCookies(new Uri(site.Address, "/report"))["fosse-report"]!.Value;
        await victim.Sends("Send the report");
        Assert.Equal("Report sent", victim.Heading);
        await ReadsNothing(planter);

        // And with the very cookie under which the report was told, had they seen it: nothing of the receipt follows from it.
        var (reference, code) = (victim.Text(".govuk-panel strong"), victim.Text(".fosse-code")["Your code: ".Length..]);
        Assert.NotEqual(code, DraftTicket.From(draft)!.Key.Secret(reference));
        Assert.NotEqual(code, DraftTicket.From(cookie)!.Key.Secret(reference));
        using var late = Browser(site, out var stolen);
        stolen.Add(new Uri(site.Address, "/report"), new Cookie("fosse-report", draft, "/report"));
        await ReadsNothing(late);
        await victim.Opens("/report/done"); // the answer with the code has arrived
        await county.Do(async db => Assert.Single(await db.Set<StoredDraft>().ToListAsync())); // the receipt of who sent it
    }

    // A browser sends a cookie of a shorter path last, and what is read last would win.
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Of_two_boxes_of_one_name_neither_is_open_and_both_are_taken_away(string database)
    {
        await using var county = await PartnershipOfReports.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public");
        using var planter = Browser(site, out var theirs);
        var planted = await Visitor.Of(planter).Opens("/report");
        await planted.Answers("now", "no");
        await Tells(planted);
        await planted.Sends("Send the report");
        var (reference, code) = (planted.Text(".govuk-panel strong"), planted.Text(".fosse-code")["Your code: ".Length..]);
        await planted.Opens("/report/status");
        await planted.Sends("Look", ("reference", reference), ("secret", code));
        var box = theirs.GetCookies(new Uri(site.Address, "/report"))["fosse-report-open"]!.Value;

        var plain = new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false };
        using var bare = new HttpClient(plain) { BaseAddress = site.Address };
        async Task<HttpResponseMessage> Asks(string cookies)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/report/status/read");
            request.Headers.Add("Cookie", cookies);
            return await bare.SendAsync(request);
        }
        using var open = await Asks($"fosse-report-open={box}");
        Assert.Contains(reference, await open.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        foreach (var (first, last) in new[] { ("other", box), (box, "other") })
        {
            using var shut = await Asks($"fosse-report-open={first}; fosse-report-open={last}");
            Assert.DoesNotContain(reference, await shut.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            var set = shut.Headers.GetValues("Set-Cookie");
            var gone = set.Where(c => c.StartsWith("fosse-report-open=;", StringComparison.Ordinal)).ToList();
            Assert.Contains(gone, c => c.Contains("path=/;", StringComparison.Ordinal));
            Assert.Contains(gone, c => c.Contains("path=/report;", StringComparison.Ordinal));
        }
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Who_goes_on_with_an_unfinished_report_does_so_under_a_new_ticket(string database)
    {
        await using var county = await PartnershipOfReports.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public");
        using var browser = Browser(site, out var own);
        var victim = await Visitor.Of(browser).Opens("/report");
        await victim.Answers("now", "no");
        await victim.Sends("Continue", ("category", "noise"));
        var before = own.GetCookies(new Uri(site.Address, "/report"))["fosse-report"]!.Value;
        await victim.Opens("/report");
        await victim.Follows("Go on with it");
        await victim.Sends("Continue", ("answer-noise", "music"));
        using var other = Browser(site, out var stolen);
        stolen.Add(new Uri(site.Address, "/report"), new Cookie("fosse-report", before, "/report"));
        await ReadsNothing(other);
        Assert.NotEqual(before, own.GetCookies(new Uri(site.Address, "/report"))["fosse-report"]!.Value);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Who_begins_anew_sends_nothing_that_was_planted_and_joins_nothing_with_it(string database)
    {
        await using var county = await PartnershipOfReports.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var sent = await PartnershipOfReports.TellsAnonymously(site, "They drum in the yard until four", HappenedKind.Unknown);
        await sent.Sends("Send the report");
        var (reference, code) = (sent.Text(".govuk-panel strong"), sent.Text(".fosse-code")["Your code: ".Length..]);
        using var planter = Browser(site, out var theirs);
        var planted = Visitor.Of(planter);
        await planted.Opens("/report/status");
        await planted.Sends("Look", ("reference", reference), ("secret", code));
        await planted.Follows("Report something again");
        await planted.Answers("now", "no");
        await planted.Sends("Continue", ("category", "noise"));
        var cookie = theirs.GetCookies(new Uri(site.Address, "/report"))["fosse-report"]!.Value;

        using var browser = Browser(site, out var own);
        own.Add(new Uri(site.Address, "/report"), new Cookie("fosse-report", cookie, "/report"));
        var victim = await Visitor.Of(browser).Opens("/report");
        await victim.Answers("now", "no");
        Assert.Null(victim.Page.QuerySelector("input[name=category][checked]"));
        await Tells(victim);
        Assert.DoesNotContain(reference, victim.All(".govuk-summary-list__value"));

        // Nor by going on with it: her browser has no box open.
        using var other = Browser(site, out var another);
        var again = await Visitor.Of(planter).Opens("/report?handler=GoOn");
        Assert.NotEqual("Check your answers", again.Heading); // it was cleared when she began
        await planted.Opens("/report/status");
        await planted.Sends("Look", ("reference", reference), ("secret", code));
        await planted.Follows("Report something again");
        await planted.Answers("now", "no");
        await planted.Sends("Continue", ("category", "noise"));
        cookie = theirs.GetCookies(new Uri(site.Address, "/report"))["fosse-report"]!.Value;
        another.Add(new Uri(site.Address, "/report"), new Cookie("fosse-report", cookie, "/report"));
        var goesOn = await Visitor.Of(other).Opens("/report?handler=GoOn");
        Assert.DoesNotContain(reference, goesOn.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        await goesOn.Opens("/report/about");
        Assert.Null(goesOn.Page.QuerySelector("input[name=joined]"));
    }

    [Fact]
    public async Task What_is_safe_to_say_and_when_is_kept_by_no_browser()
    {
        await using var county = await PartnershipOfReports.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var visitor = await PartnershipOfReports.TellsAnonymously(site, "They drum in the yard until four", HappenedKind.Unknown);
        await visitor.Opens("/report/about");
        await visitor.Answers("anonymous", "no");
        foreach (var field in (string[])["safeTimes", "safeWords"])
            Assert.Equal("off", visitor.Page.QuerySelector($"[name={field}]")!.GetAttribute("autocomplete"));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Whoever_presses_twice_and_hears_only_the_second_answer_gets_the_same_receipt(string database)
    {
        await using var county = await PartnershipOfReports.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public");
        using var browser = Browser(site, out var own);
        var visitor = await Visitor.Of(browser).Opens("/report");
        await visitor.Answers("now", "no");
        await Tells(visitor);
        var at = new Uri(site.Address, "/report");
        var draft = own.GetCookies(at)["fosse-report"]!.Value;
        using var form = new FormUrlEncodedContent(
            visitor
                .Page.QuerySelectorAll("form[method=post] input[type=hidden]")
                .Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value")!))
                .DistinctBy(i => i.Key)
        );
        var body = await form.ReadAsByteArrayAsync();
        for (var press = 0; press < 2; press++)
        {
            own.GetCookies(at)["fosse-report"]!.Value = draft; // the first answer never arrived
            using var again = new ByteArrayContent(body);
            again.Headers.ContentType = form.Headers.ContentType;
            using var answer = await browser.PostAsync(new Uri("/report/check", UriKind.Relative), again);
            Assert.Equal("/report/done", answer.Headers.Location?.ToString());
        }
        await visitor.Opens("/report/done");
        Assert.Equal("Report sent", visitor.Heading);
        var (reference, code) = (visitor.Text(".govuk-panel strong"), visitor.Text(".fosse-code")["Your code: ".Length..]);
        var elsewhere = await Visitor.Of(site.Client()).Opens("/report/status");
        await elsewhere.Sends("Look", ("reference", reference), ("secret", code));
        Assert.Equal("Your report", elsewhere.Heading);
        Assert.Equal(1, await county.Do(db => db.Set<IncidentReport>().CountAsync()));
    }

    private static async Task Tells(Visitor visitor)
    {
        if (visitor.Page.QuerySelector("[name=category]") is not null)
            await visitor.Sends("Continue", ("category", "noise"));
        await visitor.Sends("Continue", ("answer-noise", "music"));
        await visitor.Sends("Continue", ("place", "12 Brook Lane, by the bridge"));
        await visitor.Answers("happened", "Unknown");
        await visitor.Sends("Continue", ("behaviour", Words));
        await visitor.Sends("Continue");
        await visitor.Answers("anonymous", "yes");
        Assert.Equal("Check your answers", visitor.Heading);
    }

    private static async Task ReadsNothing(HttpClient browser)
    {
        foreach (var page in (string[])["/report/check", "/report/saw", "/report/done", "/report", "/report?handler=GoOn"])
        {
            var seen = await Visitor.Of(browser).Opens(page);
            Assert.DoesNotContain(Words, seen.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
            Assert.Null(seen.Page.QuerySelector(".fosse-code"));
        }
    }

    private static HttpClient Browser(TestSite site, out CookieContainer cookies)
    {
        cookies = new();
        return new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = site.Address };
    }
}
