using Microsoft.Playwright;

namespace Fosse.Browser.Tests;

/// <summary>A resident finds their place from the first page, and what is recorded there.</summary>
public sealed class FindingTests(DemoSite site, Browser browser)
{
    [Fact]
    public async Task The_main_search_box_suggests_and_a_suggestion_is_chosen_by_keyboard()
    {
        await using var window = await browser.Open(Look.Desktop);
        await window.Visit(site.At("/"));
        var box = window.Page.Locator("main #place");
        await box.FocusAsync();
        await window.Page.Keyboard.TypeAsync("lough");
        var first = window.Page.Locator("#place-suggestions [role=option]").First;
        await Assertions.Expect(first).ToBeVisibleAsync();
        await Assertions.Expect(box).ToHaveAttributeAsync("aria-expanded", "true");
        await window.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(first).ToHaveAttributeAsync("aria-selected", "true");
        await window.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(window.Page.Locator("h1")).ToContainTextAsync("Lough");
        await Picture(window, "where");
    }

    [Fact]
    public async Task Burglary_in_a_ward_and_whether_it_rises_is_two_clicks_and_no_long_scrolling()
    {
        await using var window = await browser.Open(Look.Desktop);
        await window.Visit(site.At("/"));
        await window.Page.Locator("main #place").FillAsync("Shepshed");
        await window.Page.Keyboard.PressAsync("Enter"); // one
        // The town, or the choice between it and the ward of its name: either has the ward.
        var ward = window.Page.Locator("main :is(.govuk-summary-list__value, .fosse-results) a[href^='/place/']").First;
        await ward.ClickAsync(); // two
        await window.Page.WaitForURLAsync("**/place/**");
        var row = window.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Burglary" }).First;
        await Assertions.Expect(row).ToContainTextAsync(new System.Text.RegularExpressions.Regex("rise|rose|fall|fell|clear"));
        var box = await row.BoundingBoxAsync();
        Assert.True(box is { Y: < 1500 }, $"Burglary stands {box?.Y:N0} px down");
        await Picture(window, "ward");
        TestContext.Current.TestOutputHelper?.WriteLine($"Burglary stands {box!.Y:N0} px down");
    }

    [Fact]
    public async Task The_list_of_things_to_try_names_three_that_are_found()
    {
        await using var window = await browser.Open(Look.Desktop);
        await window.Visit(site.At("/"));
        var three = site.Said.SkipWhile(l => !l.Contains("to type into the search", StringComparison.Ordinal)).Skip(1).Take(3).ToList();
        Assert.Equal(3, three.Count);
        foreach (var typed in three.Select(l => l.Trim()))
        {
            var found = await window.Page.APIRequest.GetAsync(site.At("/search?q=" + Uri.EscapeDataString(typed)).ToString());
            Assert.True(found.Ok, typed);
            var what = typed.Split(',')[0];
            Assert.Contains(what, await found.TextAsync(), StringComparison.Ordinal);
            Assert.DoesNotContain("Nothing found", await found.TextAsync(), StringComparison.Ordinal);
        }
    }

    private static async Task Picture(Window window, string name) =>
        await window.Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Screenshots, $"{name}.png"), FullPage = true });
}
