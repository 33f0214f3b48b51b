using Microsoft.Playwright;

namespace Fosse.Browser.Tests;

public sealed class WithoutScriptTests(DemoSite site, Browser browser)
{
    [Theory, MemberData(nameof(PublicPages.All), MemberType = typeof(PublicPages))]
    public async Task A_page_says_what_it_is_about(string page)
    {
        await using var window = await browser.Open(Look.Desktop, withScript: false);
        await window.Visit(site.At(page));

        Assert.Equal(1, await window.Page.Locator("h1").CountAsync());
        Assert.True(await window.Page.Locator("h1").IsVisibleAsync());
    }

    [Theory, MemberData(nameof(PublicPages.WithFigures), MemberType = typeof(PublicPages))]
    public async Task Figures_stand_in_a_table(string page)
    {
        await using var window = await browser.Open(Look.Desktop, withScript: false);
        await window.Visit(site.At(page));

        Assert.NotEqual(0, await window.Page.Locator("main table tbody tr").CountAsync());
    }

    [Fact]
    public async Task Places_to_compare_are_added_and_removed()
    {
        await using var window = await browser.Open(Look.Phone, withScript: false);
        await window.Visit(site.At("/compare?places=leicester&places=rutland"));

        await window.Page.Locator("main input[list]").FillAsync("Melton");
        await window.Page.Locator("main form button").ClickAsync();
        await Assertions.Expect(window.Page.Locator(".fosse-chosen > li")).ToHaveCountAsync(3);

        await window.Page.Locator(".fosse-chosen__remove").First.ClickAsync();
        await Assertions.Expect(window.Page.Locator(".fosse-chosen > li")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Searching_from_the_front_page_finds_the_place()
    {
        await using var window = await browser.Open(Look.Phone, withScript: false);
        await window.Visit(site.At("/"));

        await window.Page.Locator("main input[name=q]").First.FillAsync("Leicester");
        await window.Page.Locator("main input[name=q]").First.PressAsync("Enter");

        await Assertions.Expect(window.Page.Locator("h1")).ToContainTextAsync("Leicester");
    }
}
