using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Fosse.Browser.Tests;

public sealed partial class KeyboardTests(DemoSite site, Browser browser)
{
    [Fact]
    public async Task A_resident_without_a_mouse_gets_from_the_front_page_to_her_settlement()
    {
        await using var window = await browser.Open(Look.Desktop);
        await window.Visit(site.At("/"));

        await TabTo(window.Page, "main input[name=q]");
        await window.Page.Keyboard.TypeAsync("Loughborough");
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.WaitForURLAsync(SearchOrSettlement());

        // Several places may bear the name: the list of them is one more step.
        if (window.Page.Url.Contains("/search", StringComparison.Ordinal))
        {
            await TabTo(window.Page, "main a[href^='/where/']");
            await window.Page.Keyboard.PressAsync("Enter");
        }

        await window.Page.WaitForURLAsync(Settlement());
        await Assertions.Expect(window.Page.Locator("h1")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_first_tab_offers_to_skip_to_the_content()
    {
        await using var window = await browser.Open(Look.Desktop);
        await window.Visit(site.At("/place/leicester"));

        await window.Page.Keyboard.PressAsync("Tab");
        var skip = window.Page.Locator("a:focus");
        await Assertions.Expect(skip).ToBeInViewportAsync();
        var target = await skip.GetAttributeAsync("href");
        Assert.StartsWith("#", target, StringComparison.Ordinal);

        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.Keyboard.PressAsync("Tab");

        // What comes next is inside the content, not in the header again.
        Assert.True(await Focused(window.Page, "main *"), "After skipping, the next tab stop is not in the content");
    }

    [Fact]
    public async Task Every_stop_shows_where_the_focus_is()
    {
        await using var window = await browser.Open(Look.Desktop);
        await window.Visit(site.At("/"));

        for (var stop = 0; stop < 15; stop++)
        {
            await window.Page.Keyboard.PressAsync("Tab");
            var marked = await window.Page.EvaluateAsync<bool>(
                """
                () => {
                    const at = document.activeElement;
                    if (!at || at === document.body) return true;
                    const style = getComputedStyle(at);
                    return style.outlineStyle !== 'none' || style.boxShadow !== 'none';
                }
                """
            );
            Assert.True(
                marked,
                $"Tab stop {stop + 1} cannot be seen: "
                    + $"{await window.Page.EvaluateAsync<string>("() => document.activeElement.outerHTML.slice(0, 200)")}"
            );
        }
    }

    private static async Task TabTo(IPage page, string selector)
    {
        for (var presses = 0; presses < 60; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await Focused(page, selector))
                return;
        }

        Assert.Fail($"{new Uri(page.Url).PathAndQuery}: 60 tabs do not reach {selector}");
    }

    private static Task<bool> Focused(IPage page, string selector) =>
        page.EvaluateAsync<bool>("selector => document.activeElement !== null && document.activeElement.matches(selector)", selector);

    [GeneratedRegex("/(search|where/)")]
    private static partial Regex SearchOrSettlement();

    [GeneratedRegex("/where/[a-z0-9-]+")]
    private static partial Regex Settlement();
}
