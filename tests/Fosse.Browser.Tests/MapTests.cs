using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Fosse.Browser.Tests;

/// <summary>The map as it is used: with a pointer, with keys, by its link, on a phone, on paper.</summary>
public sealed partial class MapTests(DemoSite site, Browser browser)
{
    private const string Panel = "#map-panel",
        Canvas = ".maplibregl-canvas";

    [Fact]
    public async Task The_panel_says_the_numbers_of_the_row_and_of_the_place()
    {
        await using var window = await Open("/map?kind=district");
        var page = window.Page;
        await page.SelectOptionAsync("#area", "rutland");

        await Assertions.Expect(page.Locator(Panel)).ToContainTextAsync("Rutland");
        var said = await page.Locator(Panel).InnerTextAsync();
        var cells = await page.Locator("#map-table tr.is-selected td").AllInnerTextsAsync();
        Assert.Equal("Rutland", await page.Locator("#map-table tr.is-selected th").InnerTextAsync());
        Assert.Contains($"{cells[1]} recorded crimes per 1,000 residents", said);
        Assert.Contains($"{cells[0]} recorded", said);
        Assert.Contains(cells[2].Replace(" to ", " and ", StringComparison.Ordinal), said);

        await page.Locator($"{Panel} a").ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Rutland");
        await Assertions.Expect(page.Locator(".fosse-lead")).ToContainTextAsync(cells[1]);
    }

    [Fact]
    public async Task The_script_says_of_an_area_what_the_server_says_without_it()
    {
        const string Address = "/map?kind=ward&measure=rate&category=burglary&area=castle-leicester";
        await using var with = await Open(Address);
        await using var without = await browser.Open(Look.Desktop, withScript: false);
        await without.Visit(site.At(Address));

        var said = await without.Page.Locator(Panel).InnerTextAsync();
        Assert.Contains("Castle", said);
        Assert.Equal(said, await with.Page.Locator(Panel).InnerTextAsync());
        Assert.Equal(
            await without.Page.Locator("#map-table tbody").InnerTextAsync(),
            await with.Page.Locator("#map-table tbody").InnerTextAsync()
        );
    }

    [Fact]
    public async Task Pointing_at_an_area_shows_the_number_of_its_row()
    {
        await using var window = await Open("/map?kind=district");
        var page = window.Page;
        await page.Locator("#map").ScrollIntoViewIfNeededAsync();
        var box = (await page.Locator("#map").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + box.Width / 2, box.Y + box.Height / 2);
        await page.Mouse.MoveAsync(box.X + box.Width / 2 + 3, box.Y + box.Height / 2 + 3);

        var tip = page.Locator(".fosse-map__tip");
        await Assertions.Expect(tip).ToBeVisibleAsync();
        var name = await tip.Locator("strong").InnerTextAsync();
        var rate = await page.Locator($"#map-table tr:has(a:text-is('{name}')) td").Nth(1).InnerTextAsync();
        await Assertions.Expect(tip).ToContainTextAsync($"{rate} recorded crimes per 1,000 residents");
    }

    [Fact]
    public async Task Keys_choose_an_area_and_the_address_shows_it_again()
    {
        await using var window = await Open("/map?kind=ward");
        var page = window.Page;
        await page.Locator(Canvas).FocusAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.PressAsync("+");
        await page.WaitForURLAsync(Looked());
        await Assertions.Expect(page.Locator(Panel)).ToHaveAttributeAsync("aria-live", "polite");
        var (said, chosen, address) = (await page.Locator(Panel).InnerTextAsync(), await page.Locator("#area").InputValueAsync(), page.Url);
        Assert.NotEmpty(chosen);
        Assert.Contains($"area={chosen}", address);
        Assert.Equal(address, await page.Locator("#map-link").EvaluateAsync<string>("link => link.href"));

        await using var again = await Open(new Uri(address).PathAndQuery + new Uri(address).Fragment);
        Assert.Equal(said, await again.Page.Locator(Panel).InnerTextAsync());
        Assert.Equal(address, again.Page.Url);

        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("#area")).ToHaveValueAsync("");
        Assert.DoesNotContain("area=", page.Url);
    }

    [Fact]
    public async Task The_slider_moves_the_map_the_table_the_drawing_and_the_address_together()
    {
        await using var window = await Open("/map?kind=district&area=leicester");
        var page = window.Page;
        var before = await page.Locator(Panel).InnerTextAsync();
        await page.Locator("#map-month").FocusAsync();
        await page.Keyboard.PressAsync("Home");
        await page.WaitForURLAsync(From());
        await Assertions.Expect(page.Locator(Panel)).Not.ToHaveTextAsync(before);

        var (said, rows, address) = (
            await page.Locator(Panel).InnerTextAsync(),
            await page.Locator("#map-table tbody").InnerTextAsync(),
            page.Url
        );
        var drawn = await Drawn(page);
        await using var plain = await browser.Open(Look.Desktop, withScript: false);
        await plain.Visit(new Uri(address));
        Assert.Equal(said, await plain.Page.Locator(Panel).InnerTextAsync());
        Assert.Equal(rows, await plain.Page.Locator("#map-table tbody").InnerTextAsync());
        Assert.Equal(await Drawn(plain.Page), drawn);
    }

    [Theory]
    [InlineData("desktop")]
    [InlineData("phone")]
    [InlineData("dark")]
    public async Task Axe_finds_nothing_once_the_map_is_there(string look)
    {
        await using var window = await Open("/map?kind=ward&area=castle-leicester", Look.Named(look));
        await Sound.Holds(window, "the map", look);
    }

    [Fact]
    public async Task The_whole_journey_asks_nobody_else_and_fits_the_content_policy()
    {
        await using var window = await browser.Open(Look.Desktop);
        var complaints = new ConcurrentQueue<string>();
        window.Page.Console += (_, message) =>
        {
            if (message.Type == "error")
                complaints.Enqueue(message.Text);
        };
        window.Page.PageError += (_, error) => complaints.Enqueue(error);
        window.Page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: "http" or "https" } asked && asked.Authority != site.Address.Authority)
                complaints.Enqueue($"asked {asked.Authority}");
        };
        await window.Visit(site.At("/map"));
        await Ready(window.Page);
        await window.Page.Locator(Canvas).FocusAsync();
        await window.Page.Keyboard.PressAsync("ArrowDown");
        await window.Page.Keyboard.PressAsync("+");
        await window.Page.WaitForURLAsync(Looked());
        await Ready(window.Page);
        Assert.True(complaints.IsEmpty, string.Join('\n', complaints));
    }

    [Fact]
    public async Task Paper_has_the_whole_county_and_not_the_window_that_was_looked_at()
    {
        await using var window = await Open("/map?kind=ward#at=12.00/52.6350/-1.1300");
        await window.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(window.Page.Locator(".fosse-map__drawn svg")).ToBeVisibleAsync();
        await Assertions.Expect(window.Page.Locator(Canvas)).ToBeHiddenAsync();
    }

    private static Task<string[]> Drawn(IPage page) =>
        page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('.fosse-map__drawn path[data-area]')].map(p => p.dataset.area + "
                + "[...p.classList].filter(c => c.startsWith('chart-ramp')) + p.querySelector('title').textContent).sort()"
        );

    private async Task<Window> Open(string path, Look? look = null)
    {
        var window = await browser.Open(look ?? Look.Desktop);
        await window.Visit(site.At(path));
        await Ready(window.Page);
        return window;
    }

    private static Task Ready(IPage page) => page.Locator("#map[data-state=idle]").WaitForAsync(new() { Timeout = 60_000 });

    [GeneratedRegex("#at=[0-9.]+/[0-9.]+/-?[0-9.]+$")]
    private static partial Regex Looked();

    [GeneratedRegex("from=[0-9]{4}-[0-9]{2}")]
    private static partial Regex From();
}
