using Microsoft.Playwright;

namespace Fosse.Browser.Tests;

public sealed class PrintTests(DemoSite site, Browser browser)
{
    [Fact]
    public async Task A_printed_place_holds_its_figures_and_caveats_and_nothing_to_press()
    {
        await using var window = await browser.Open(Look.Desktop);
        await window.Visit(site.At("/place/north-west-leicestershire"));
        await window.Page.EmulateMediaAsync(new() { Media = Media.Print });

        foreach (var kept in (string[])["h1", ".fosse-lead", "table caption", "#rates-title", ".fosse-know", ".fosse-source"])
        {
            Assert.True(
                await window
                    .Page.Locator(kept)
                    .First.EvaluateAsync<bool>(
                        "part => part.getClientRects().length > 0 || part.closest('svg')?.getClientRects().length > 0"
                    ),
                $"{kept} is not on paper"
            );
        }
        Assert.Matches(@"^Printed on \d+ \w+ \d{4}\.$", await window.Page.InnerTextAsync(".fosse-printed"));
        // Totals at the foot of each sheet would stand in the middle of the table.
        Assert.Equal("table-row-group", await window.Page.Locator("tfoot").First.EvaluateAsync<string>("f => getComputedStyle(f).display"));
        foreach (
            var gone in (string[])
                [
                    "main form",
                    "main button",
                    ".fosse-nav",
                    ".fosse-tools",
                    ".fosse-do",
                    "main details summary",
                    ".fosse-footer a",
                    ".fosse-same",
                    ".fosse-menu",
                ]
        )
        {
            Assert.Equal(0, await window.Page.Locator($"{gone} >> visible=true").CountAsync());
        }
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task The_print_button_is_there_when_it_works(bool script)
    {
        await using var window = await browser.Open(Look.Desktop, script);
        await window.Visit(site.At("/place/north-west-leicestershire"));

        Assert.Equal(script, await window.Page.Locator("[data-print]").First.IsVisibleAsync());
    }
}
