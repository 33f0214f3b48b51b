namespace Fosse.Browser.Tests;

public sealed class AccessibilityTests(DemoSite site, Browser browser, PublicVisits visits)
{
    [Theory, MemberData(nameof(PublicPages.InEveryLook), MemberType = typeof(PublicPages))]
    public async Task Axe_finds_nothing_and_nothing_scrolls_sideways(string page, string look) =>
        Assert.Null((await visits.To(page, site, browser)).Faults[look]);
}
