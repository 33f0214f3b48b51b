using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Fosse.Browser.Tests;

/// <summary>From a resident's first page to an officer's reply, to the resident reading it, and to the neighbourhood's clock.</summary>
public sealed class AnsweredReportTests(DemoSite site, Browser browser, StaffSessions sessions)
{
    private const string Told = "A group lights fires behind the shops every evening and throws bottles at who passes";
    private const string Reply =
        "Thank you. We walk past at nine each evening from tomorrow, and the shops will lock the yard behind them.";

    [Fact]
    public async Task A_report_is_answered_by_a_person_the_resident_reads_it_and_writes_back_and_the_clock_of_the_neighbourhood_moves()
    {
        await using var resident = await browser.Open(Look.Phone);
        var (reference, code) = await Reports(resident.Page);

        await using var unanswered = await MonthLater.Of(site);

        await using var officer = await sessions.Open(site, browser, "Officer", "desktop");
        await officer.Visit(site.At("/work/reports"));
        var row = officer.Page.Locator(".fosse-queue__row", new() { HasText = reference });
        while (await row.CountAsync() == 0)
            await officer.Page.Locator(".govuk-pagination__next a").ClickAsync();
        await row.Locator("h3 a").ClickAsync();
        // nothing personal before it is opened
        await Assertions.Expect(officer.Page.Locator("main")).Not.ToContainTextAsync("lights fires");
        await officer.Page.Locator("form[action*='handler=Open'] button").ClickAsync();
        await Assertions.Expect(officer.Page.Locator("main")).ToContainTextAsync("lights fires");
        await officer.Page.Locator("form[action*='handler=Reply'] input[type=radio]").First.CheckAsync();
        await officer.Page.Locator("form[action*='handler=Reply'] textarea").FillAsync(Reply);
        await officer.Page.Locator("form[action*='handler=Reply'] button[type=submit]").ClickAsync();
        await Assertions.Expect(officer.Page.Locator(".govuk-notification-banner--success")).ToBeVisibleAsync();

        await using var later = await browser.Open(Look.Phone);
        await later.Visit(site.At("/report/status"));
        await later.Page.FillAsync("#reference", reference);
        await later.Page.FillAsync("#secret", code);
        await later.Page.Locator(".fosse-journey__page form button").ClickAsync();
        await Assertions.Expect(later.Page.Locator(".fosse-letters")).ToContainTextAsync(Reply);
        await Assertions.Expect(later.Page.Locator(".fosse-line")).ToContainTextAsync("answered");
        await Sound.Holds(later, "an answered report", "phone");
        await later.Page.FillAsync("#words", "Thank you, that helps");
        await later.Page.Locator("form[action*='handler=Write'] button").ClickAsync();
        await Assertions.Expect(later.Page.Locator(".fosse-letters")).ToContainTextAsync("that helps");
        await later.Page.ScreenshotAsync(
            new() { Path = Path.Combine(Repository.Screenshots, "report-answered-phone.png"), FullPage = true }
        );

        await ReportsAgain(later, reference);

        await officer.Page.ReloadAsync();
        await officer.Page.ScreenshotAsync(
            new() { Path = Path.Combine(Repository.Screenshots, "staff-report-answered-desktop.png"), FullPage = true }
        );

        // Had it stayed as it was, the neighbourhood would have kept its promise once less.
        await using var answered = await MonthLater.Of(site);
        await using var neighbour = await browser.Open(Look.Phone);
        var (before, after) = (await Clock(neighbour.Page, unanswered), await Clock(neighbour.Page, answered));
        Assert.Equal((before.InTime + 1, before.Reports), after);
        await neighbour.Page.ScreenshotAsync(
            new() { Path = Path.Combine(Repository.Screenshots, "place-clock-phone.png"), FullPage = true }
        );
    }

    // The page says per cent, and of hundreds of reports one more is less than one: the file has the numbers.
    private static async Task<(int InTime, int Reports)> Clock(IPage page, MonthLater site)
    {
        await page.GotoAsync(site.At("/promise").ToString());
        var file = await page.APIRequest.GetAsync(site.At("/promise/reply-clock.csv").ToString());
        var row = (await file.TextAsync())
            .Split("\r\n")
            .Single(line =>
                line.StartsWith("Neighbourhood,", StringComparison.Ordinal) && line.Contains(",Beaumont Leys,", StringComparison.Ordinal)
            )
            .Split(',');
        await page.GetByRole(AriaRole.Link, new() { Name = "Beaumont Leys" }).First.ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Beaumont Leys");
        var kept = page.Locator(".fosse-lead", new() { HasText = "answered by a person within 72 hours" });
        await Assertions.Expect(kept).ToContainTextAsync($"Of {row[6]} reports");
        return (int.Parse(row[7], CultureInfo.InvariantCulture), int.Parse(row[6], CultureInfo.InvariantCulture));
    }

    private async Task<(string Reference, string Code)> Reports(IPage page)
    {
        await page.GotoAsync(site.At("/report").ToString());
        await Tells(page);
        await Journeys.Goes(page, "/report/check", "button[name=anonymous][value=yes]");
        await Journeys.Goes(page, "/report/done");
        return (await page.InnerTextAsync(".govuk-panel strong"), (await page.InnerTextAsync(".fosse-code")).Split('\n', ' ')[^1]);
    }

    // From the open box, as far as the page that says what it is joined with.
    private static async Task ReportsAgain(Window window, string reference)
    {
        await window.Page.GetByText("I have sent other reports").ClickAsync();
        await Sound.Holds(window, "the open box, with the way to join another report", "phone");
        await window.Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Screenshots, "report-join-phone.png"), FullPage = true });
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Report something again" }).ClickAsync();
        await Assertions.Expect(window.Page.Locator(".govuk-inset-text")).ToContainTextAsync(reference);
        await Sound.Holds(window, "the first page of a report that is joined", "phone");
        await Tells(window.Page);
        await Assertions.Expect(window.Page.Locator("input[name=joined]")).Not.ToBeCheckedAsync();
        await window.Page.Locator("input[name=joined]").CheckAsync();
        await Sound.Holds(window, "the name of a report that is joined", "phone");
        await window.Page.ScreenshotAsync(
            new() { Path = Path.Combine(Repository.Screenshots, "report-joined-about-phone.png"), FullPage = true }
        );
    }

    private static async Task Tells(IPage page)
    {
        await Journeys.Goes(page, "/report/what", "button[name=now][value=no]");
        await Journeys.Goes(page, "/report/where", "input[value=groups]");
        await page.FillAsync("#place", "Beaumont Leys");
        await Journeys.Goes(page, "/report/when");
        await Journeys.Goes(page, "/report/saw", "button[value=Unknown]");
        await page.FillAsync("#behaviour", Told);
        await Journeys.Goes(page, "/report/evidence");
        await Journeys.Goes(page, "/report/about");
    }
}
