using Microsoft.Playwright;

namespace Fosse.Browser.Tests;

/// <summary>On the street map of the real county: a resident points at a street, and an officer sees the place there.</summary>
public sealed class StreetMapTests(DemoSite site, Browser browser)
{
    private const string Told = "A group throws stones at the bus shelter by the market every evening";

    [Fact]
    public async Task A_resident_points_at_a_street_and_an_officer_sees_it_there_and_asks_for_no_tile()
    {
        var extracts = Extracts();
        await using var copy = new DemoCopy(site);
        Assert.Contains("The street map lies in", await copy.Run("import", "basemap", extracts), StringComparison.Ordinal);
        await copy.Start();
        foreach (var look in new[] { "desktop", "phone" })
            await IsPointedAtAndSeen(copy, look);
    }

    private async Task IsPointedAtAndSeen(DemoCopy copy, string look)
    {
        await using var resident = await browser.Open(Look.Named(look));
        var reference = await Points(resident, copy, look);

        await using var officer = await browser.Open(Look.Named(look));
        var page = officer.Page;
        await officer.Visit(copy.At("/sign-in"));
        await page.Locator(".fosse-people li", new() { HasText = "Bobbie Lockwood" }).GetByRole(AriaRole.Button).ClickAsync();
        await page.Locator("form[action*='sign-out']").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await officer.Visit(copy.At("/work/reports?team=all"));
        var row = page.Locator(".fosse-queue__row", new() { HasText = reference });
        while (await row.CountAsync() == 0)
            await page.Locator(".govuk-pagination__next a").ClickAsync();
        await row.Locator("h3 a").ClickAsync();
        await Assertions.Expect(page.Locator(".chart-streets")).ToHaveCountAsync(0); // not before it is open
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        await page.Locator("form[action*='handler=Open'] button").ClickAsync();
        await Assertions.Expect(page.Locator(".fosse-where")).ToContainTextAsync("Market Place South, Leicester");
        await page.Locator(".fosse-opened details summary").ClickAsync();
        await Assertions.Expect(page.Locator(".chart-streets .streets-mark")).ToHaveCountAsync(2);
        await Sound.Holds(officer, "the place of a report", look);
        Assert.DoesNotContain(
            asked,
            url => url.Contains("/map/", StringComparison.Ordinal) || url.Contains("52.63", StringComparison.Ordinal)
        );
        var smallest = await page.EvaluateAsync<double>(
            """
            () => Math.min(...[...document.querySelectorAll('.chart-streets text')].map(t =>
                parseFloat(getComputedStyle(t).fontSize) * t.ownerSVGElement.clientWidth / t.ownerSVGElement.viewBox.baseVal.width))
            """
        );
        Assert.True(smallest >= 12, $"Letters of {smallest:N1} pixels");
        await page.Locator(".fosse-opened")
            .ScreenshotAsync(new() { Path = Path.Combine(Repository.Screenshots, $"report-place-{look}.png") });
    }

    private static async Task<string> Points(Window window, DemoCopy copy, string look)
    {
        var page = window.Page;
        await window.Visit(copy.At("/report"));
        await Journeys.Answers(page, "button[name=now][value=no]");
        await Journeys.Answers(page, "input[value=groups]");
        await page.WaitForURLAsync("**/report/where");
        await page.Locator("[data-open]").ClickAsync();
        await Idle(page);
        // From so far off nobody can mean a street: the map comes closer, and nothing is taken.
        await page.Locator("[data-take]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-pick] [role=status]")).ToContainTextAsync("The map has come closer");
        Assert.Equal("", await page.InputValueAsync("[data-longitude]"));

        await page.ReloadAsync();
        // As if the browser had said where it is.
        await page.EvaluateAsync(
            """
            () => {
                document.querySelector('[data-longitude]').value = '-1.1327';
                document.querySelector('[data-latitude]').value = '52.6345';
            }
            """
        );
        await page.Locator("[data-open]").ClickAsync();
        await Idle(page);
        await Sound.Holds(window, "the street map of a report", look);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Screenshots, $"report-streets-{look}.png"), FullPage = true });
        await page.Locator("[data-take]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-pick] [role=status]")).ToHaveTextAsync("We have the place on the map.");
        await Journeys.Answers(page, null);
        await Journeys.Answers(page, "button[name=happened][value=Unknown]");
        await page.FillAsync("textarea[name=behaviour]", Told);
        await Journeys.Answers(page, null);
        await page.Locator(".fosse-journey__page form").Last.Locator("button").Last.ClickAsync();
        await Journeys.Answers(page, "button[name=anonymous][value=yes]");
        await page.WaitForURLAsync("**/report/check");
        await Journeys.Answers(page, null);
        return await page.Locator(".govuk-panel strong").InnerTextAsync();
    }

    private static Task Idle(IPage page) => page.Locator(".fosse-pick__map[data-state=idle]").WaitForAsync();

    private static string Extracts()
    {
        var shared = Environment.GetEnvironmentVariable("FOSSE_SHARED") ?? Path.Combine(Repository.Root, "..", "shared");
        var path = Path.Combine(shared, "data", "basemap");
        if (!Directory.Exists(path))
            Assert.Skip($"{path} is not there: extracts of a street map are needed (FOSSE_SHARED names the folder)");
        return Path.GetFullPath(path);
    }
}
