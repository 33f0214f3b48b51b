namespace Fosse.Browser.Tests;

/// <summary>Pictures for people to look at, kept in var/screenshots; a page that does not come is a failure here too.</summary>
public sealed class ScreenshotTests(DemoSite site, Browser browser, PublicVisits visits)
{
    public static readonly TheoryData<string, string> Pages = new()
    {
        { "home", "/" },
        { "place", "/place/leicester" },
        { "map", "/map" },
        { "compare", "/compare?places=leicester&places=rutland" },
        { "county", "/county" },
        { "neighbourhoods", "/county?by=neighbourhood" },
        { "small-area", "/place/leicester-001a" },
        { "small-beside-large", "/compare?places=leicester&places=leicester-001a" },
        { "matters", "/matters" },
        { "methods", "/methods" },
        { "privacy", "/privacy" },
        { "accessibility", "/accessibility" },
        { "promise", "/promise" },
        { "downloads", "/downloads" },
    };

    [Theory, MemberData(nameof(Pages))]
    public async Task A_page_is_there_to_be_looked_at(string name, string page)
    {
        var visit = await visits.To(page, site, browser);
        Assert.True(visit.ShowsHeading, $"{page} shows no heading");
        foreach (var look in (string[])["desktop", "phone"])
            await File.WriteAllBytesAsync(
                Path.Combine(Repository.Screenshots, $"{name}-{look}.png"),
                visit.Pictures[look],
                TestContext.Current.CancellationToken
            );
    }
}
