namespace Fosse.Browser.Tests;

public sealed class QuietPageTests(DemoSite site, Browser browser, PublicVisits visits)
{
    [Theory, MemberData(nameof(PublicPages.All), MemberType = typeof(PublicPages))]
    public async Task A_page_asks_nobody_else_and_the_browser_has_no_complaint(string page) =>
        Assert.Empty((await visits.To(page, site, browser)).Complaints);
}
