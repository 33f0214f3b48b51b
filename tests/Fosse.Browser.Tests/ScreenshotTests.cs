namespace Fosse.Browser.Tests;

/// <summary>Pictures for people to look at, kept in var/screenshots; a page that does not come is a failure here too.</summary>
public sealed class ScreenshotTests(DemoSite site, Browser browser)
{
    public static readonly TheoryData<string, string> Pages = new()
    {
        { "home", "/" },
        { "place", "/place/leicester" },
        { "map", "/map" },
        { "compare", "/compare?places=leicester&places=rutland" },
        { "county", "/county" },
    };

    [Theory, MemberData(nameof(Pages))]
    public async Task A_page_is_there_to_be_looked_at(string name, string page)
    {
        foreach (var look in (string[])["desktop", "phone"])
            await Keep(name, page, look);
    }

    private async Task Keep(string name, string page, string look)
    {
        await using var window = await browser.Open(Look.Named(look));
        await window.Visit(site.At(page));
        Assert.True(await window.Page.Locator("h1").IsVisibleAsync(), $"{page} shows no heading");

        await window.Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Screenshots, $"{name}-{look}.png"), FullPage = true });
    }
}
