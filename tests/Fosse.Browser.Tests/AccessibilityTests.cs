namespace Fosse.Browser.Tests;

public sealed class AccessibilityTests(DemoSite site, Browser browser)
{
    [Theory, MemberData(nameof(PublicPages.InEveryLook), MemberType = typeof(PublicPages))]
    public async Task Axe_finds_nothing_and_nothing_scrolls_sideways(string page, string look)
    {
        await using var window = await browser.Open(Look.Named(look));
        await window.Visit(site.At(page));
        await Sound.Holds(window, page, look);
    }
}
