using Microsoft.Playwright;

namespace Fosse.Browser.Tests;

/// <summary>What a screen of 320 pixels makes hard: tables, letters in pictures, and who belongs to which button.</summary>
public sealed class SmallScreenTests(DemoSite site, Browser browser)
{
    // Letters as they are seen: what the style says, times how much the picture has shrunk.
    private const string Letters = """
        () => [...document.querySelectorAll('main svg.chart text')].filter(t => t.getClientRects().length > 0).map(t => {
            const svg = t.ownerSVGElement, box = svg.viewBox.baseVal;
            return { text: t.textContent, size: parseFloat(getComputedStyle(t).fontSize) * svg.getBoundingClientRect().width / box.width,
                     over: Math.max(0, t.getBoundingClientRect().right - svg.getBoundingClientRect().right,
                         svg.getBoundingClientRect().left - t.getBoundingClientRect().left) };
        })
        """;

    private const string Touching = """
        () => [...document.querySelectorAll('main svg.chart')].flatMap(svg => {
            const all = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBoundingClientRect()]);
            return all.flatMap(([a, x], i) => all.slice(i + 1).filter(([b, y]) =>
                Math.min(x.right, y.right) - Math.max(x.left, y.left) > 1 && Math.min(x.bottom, y.bottom) - Math.max(x.top, y.top) > 4)
                .map(([b]) => `${a} over ${b}`));
        })
        """;

    public static readonly TheoryData<string> Charted =
    [
        "/place/leicester",
        "/place/north-west-leicestershire",
        "/place/leicester-001a",
        "/compare?places=leicester&places=rutland",
        "/county",
    ];

    [Theory, MemberData(nameof(Charted))]
    public async Task Letters_in_charts_are_at_least_12_pixels_within_their_picture_and_apart(string page)
    {
        await using var window = await browser.Open(Look.Phone);
        await window.Visit(site.At(page));
        var letters = await window.Page.EvaluateAsync<Letter[]>(Letters);
        Assert.All(letters, l => Assert.True(l.Size >= 12, $"{page}: ‘{l.Text}’ is {l.Size:N1} pixels high"));
        Assert.All(letters, l => Assert.True(l.Over <= 1, $"{page}: ‘{l.Text}’ ends {l.Over:N0} pixels outside its picture"));
        Assert.Empty(await window.Page.EvaluateAsync<string[]>(Touching));
    }

    [Theory, MemberData(nameof(PublicPages.WithFigures), MemberType = typeof(PublicPages))]
    public async Task A_table_that_is_wider_than_the_screen_says_so(string page)
    {
        await using var window = await browser.Open(Look.Phone);
        await window.Visit(site.At(page));
        foreach (var frame in await window.Page.Locator(".fosse-scroll").AllAsync())
        {
            if (!await frame.IsVisibleAsync())
                continue;
            var wide = await frame.EvaluateAsync<bool>("f => f.scrollWidth > f.clientWidth + 1");
            var said = await frame.EvaluateAsync<bool>(
                "f => f.previousElementSibling?.matches('.fosse-more') === true && f.previousElementSibling.getClientRects().length > 0"
            );
            Assert.True(wide == said, $"{page}: {await frame.GetAttributeAsync("aria-label")} is {(wide ? "wide" : "narrow")}");
        }
    }

    [Theory, InlineData("desktop"), InlineData("phone")]
    public async Task On_the_sign_in_of_the_demonstration_every_name_stands_in_the_frame_of_its_own_button(string look)
    {
        await using var window = await browser.Open(Look.Named(look));
        await window.Visit(site.At("/sign-in"));
        var people = await window.Page.Locator(".fosse-people > li").AllAsync();
        Assert.NotEmpty(people);
        foreach (var person in people)
        {
            Assert.Equal(1, await person.Locator("button").CountAsync());
            var named = await person.Locator("button").GetAttributeAsync("aria-describedby");
            Assert.Equal(1, await person.Locator($"[id='{named}']").CountAsync());
        }
        await Sound.Holds(window, "sign-in", look);
        await window.Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Screenshots, $"sign-in-{look}.png"), FullPage = true });
    }

    [Theory, InlineData("desktop"), InlineData("phone")]
    public async Task The_heading_of_an_error_keeps_off_the_banner(string look)
    {
        await using var window = await browser.Open(Look.Named(look));
        await window.Page.GotoAsync(site.At("/nowhere").ToString());
        var apart = await window.Page.EvaluateAsync<double>(
            """
            () => document.querySelector('h1').getBoundingClientRect().top
                - document.querySelector('main').previousElementSibling.getBoundingClientRect().bottom
            """
        );
        Assert.True(apart >= 16, $"{apart:N0} pixels between the banner and the heading");
    }

    [Fact]
    public async Task Burglaries_of_a_ward_and_whether_they_rise_stand_near_the_top_and_lead_to_the_same_on_the_map()
    {
        await using var window = await browser.Open(Look.Phone);
        await window.Visit(site.At("/place/castle-leicester"));
        var row = window.Page.Locator("li, tr", new() { HasText = "Burglary" }).First;
        var bottom = await row.EvaluateAsync<double>("r => r.getBoundingClientRect().bottom + scrollY");
        Assert.True(bottom <= 1200, $"Burglaries stand at {bottom:N0} pixels");
        Assert.Matches(@"Burglary.*\d.*(rose|fell|no clear change)", (await row.InnerTextAsync()).ReplaceLineEndings(" "));
        await row.Locator("a").ClickAsync();
        await Assertions.Expect(window.Page.Locator("#category")).ToHaveValueAsync("burglary");
        await Assertions.Expect(window.Page.Locator("#kind")).ToHaveValueAsync("ward");
        await Assertions.Expect(window.Page.Locator("#area")).ToHaveValueAsync("castle-leicester");
        await Assertions.Expect(window.Page.Locator("#map-change")).ToContainTextAsync("on the 12 months before");
    }

    [Fact]
    public async Task The_wards_of_the_county_are_read_on_a_phone_without_moving_anything_sideways()
    {
        await using var window = await browser.Open(Look.Phone);
        await window.Visit(site.At("/county?by=ward"));
        var wide = await window
            .Page.Locator(".fosse-scroll")
            .First.EvaluateAsync<double[]>("f => [f.scrollWidth, f.clientWidth, document.documentElement.scrollWidth]");
        Assert.True(wide[0] <= wide[1] + 1 && wide[2] <= 320, $"{wide[0]} within {wide[1]}, the page {wide[2]}");
        var first = window.Page.Locator(".fosse-table--cards tbody tr").First;
        Assert.InRange(await first.EvaluateAsync<double>("r => r.getBoundingClientRect().height"), 40, 420);
    }

    private sealed class Letter
    {
        public string Text { get; set; } = "";
        public double Size { get; set; }
        public double Over { get; set; }
    }
}
