using Microsoft.Playwright;

namespace Fosse.Browser.Tests;

/// <summary>On a phone a page begins with what it is about, and the ways stand behind one button.</summary>
public sealed class ShortHeaderTests(DemoSite site, Browser browser, StaffSessions sessions)
{
    [Theory, MemberData(nameof(PublicPages.All), MemberType = typeof(PublicPages))]
    public async Task The_heading_begins_within_260_pixels_of_a_small_phone(string page)
    {
        await using var window = await browser.Open(Look.Phone);
        await window.Visit(site.At(page));
        var top = await window.Page.EvaluateAsync<double>("() => document.querySelector('h1').getBoundingClientRect().top + scrollY");
        Assert.True(top <= 260, $"{page}: {top:N0} pixels stand above the heading");
    }

    [Fact]
    public async Task Without_script_the_menu_opens_by_keyboard_and_every_way_is_reached()
    {
        await using var window = await browser.Open(Look.Phone, withScript: false);
        await window.Visit(site.At("/place/leicester"));
        Assert.Equal(0, await window.Page.Locator(".fosse-nav a >> visible=true").CountAsync());
        await Keyboard.Reach(window, ".fosse-menu > summary");
        await window.Page.Keyboard.PressAsync("Enter");
        await Keyboard.Reach(window, ".fosse-find input");
        var ways = await window.Page.Locator(".fosse-menu .fosse-nav a").AllAsync();
        Assert.Equal(7, ways.Count);
        foreach (var way in ways)
            await Keyboard.Reach(window, $".fosse-menu .fosse-nav a[href='{await way.GetAttributeAsync("href")}']");
    }

    [Fact]
    public async Task The_open_menu_is_sound()
    {
        await using var window = await browser.Open(Look.Phone);
        await window.Visit(site.At("/place/leicester"));
        await window.Page.Locator(".fosse-menu > summary").ClickAsync();
        await Sound.Holds(window, "open menu", "phone");
    }

    [Theory, InlineData("/map?kind=ward", "#map-table tbody tr"), InlineData("/county?by=ward", ".fosse-table--cards tbody tr")]
    public async Task A_long_list_shows_its_first_twenty_a_box_to_find_one_and_all_of_it(string page, string rows)
    {
        await using var window = await browser.Open(Look.Phone, withScript: false);
        await window.Visit(site.At(page));
        Assert.Equal(20, await window.Page.Locator(rows).CountAsync());
        await window.Page.SelectOptionAsync("#list-sort", "name");
        await window.Page.FillAsync("#list-find", "beaumont");
        await window.Page.PressAsync("#list-find", "Enter");
        var found = window.Page.Locator(rows);
        await Assertions.Expect(found).ToHaveCountAsync(1);
        await Assertions.Expect(found.First).ToContainTextAsync("Beaumont Leys");
        await window.Page.Locator("main a", new() { HasTextRegex = new("^Show all") }).ClickAsync();
        Assert.True(await window.Page.Locator(rows).CountAsync() > 20);
    }

    [Theory]
    [InlineData("Officer", "/work", "Your work")]
    [InlineData("Administrator", "/admin/categories", "Categories of reports")]
    public async Task At_work_a_phone_shows_the_heading_within_230_pixels_and_signs_out_from_the_menu(
        string role,
        string page,
        string title
    )
    {
        await using var window = await sessions.Open(site, browser, role, "phone");
        await window.Visit(site.At(page));
        Assert.StartsWith(title, await window.Page.InnerTextAsync("h1"), StringComparison.Ordinal);
        var top = await window.Page.EvaluateAsync<double>("() => document.querySelector('h1').getBoundingClientRect().top + scrollY");
        Assert.True(top <= 230, $"{page}: {top:N0} pixels stand above the heading");
        Assert.Equal(0, await window.Page.Locator(".fosse-nav a >> visible=true").CountAsync());

        await Keyboard.Reach(window, ".fosse-menu > summary");
        await window.Page.Keyboard.PressAsync("Enter");
        await Sound.Holds(window, $"open menu of {page}", "phone");
        await Keyboard.Reach(window, ".fosse-menu form[action*='sign-out'] button");
    }
}
