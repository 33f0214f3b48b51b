using Microsoft.Playwright;

namespace Fosse.Browser.Tests;

/// <summary>What staff take to a meeting on paper.</summary>
public sealed class StaffPrintTests(DemoSite site, Browser browser, StaffSessions sessions)
{
    [Fact]
    public async Task A_printed_report_names_people_leads_nowhere_and_has_one_font_and_size()
    {
        await using var window = await sessions.Open(site, browser, "Officer", "desktop");
        await window.Visit(site.At("/work/reports?show=Mine"));
        await window.Page.ClickAsync(".fosse-queue h3 a");
        await window.Page.ClickAsync("form[action*='handler=Open'] button");
        await window.Page.WaitForSelectorAsync(".fosse-opened");
        await window.Page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var gone in (string[])[".fosse-jumps", ".fosse-beside", "h2#do", "main form", "main button"])
            Assert.Equal(0, await window.Page.Locator($"{gone} >> visible=true").CountAsync());
        var shown = await window.Page.Locator("main").InnerTextAsync();
        Assert.DoesNotMatch(@"\b(You|Yours)\b(?! |\w)", shown);
        var fonts = await window.Page.EvaluateAsync<string[]>(
            """
            () => [...new Set([...document.querySelectorAll("main p, main li, main dd, main dt, main small")]
              .filter(e => e.getClientRects().length > 0 && e.innerText.trim().length > 0)
              .map(e => getComputedStyle(e).fontFamily + " " + getComputedStyle(e).fontSize))]
            """
        );
        Assert.Single(fonts);
    }
}
