using Deque.AxeCore.Playwright;

namespace Fosse.Browser.Tests;

public sealed class AccessibilityTests(DemoSite site, Browser browser)
{
    [Theory, MemberData(nameof(PublicPages.InEveryLook), MemberType = typeof(PublicPages))]
    public async Task Axe_finds_nothing(string page, string look)
    {
        await using var window = await browser.Open(Look.Named(look));
        await window.Visit(site.At(page));

        var found = await window.Page.RunAxe();

        // A run that tested nothing would find nothing too.
        Assert.NotEmpty(found.Passes);
        Assert.True(found.Violations.Length == 0, string.Join('\n', found.Violations.Select(violation =>
            $"{violation.Id}: {violation.Help}\n    {string.Join("\n    ", violation.Nodes.Take(5).Select(node => node.Html))}")));
    }

    [Theory, MemberData(nameof(PublicPages.All), MemberType = typeof(PublicPages))]
    public async Task Nothing_scrolls_sideways_on_a_narrow_phone(string page)
    {
        await using var window = await browser.Open(Look.Phone);
        await window.Visit(site.At(page));

        var width = await window.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");

        Assert.True(width <= Look.Phone.Width, $"{page} is {width} pixels wide on a screen of {Look.Phone.Width}");
    }
}
