using Microsoft.Playwright;

namespace Fosse.Browser.Tests;

/// <summary>A resident reports, in each look, from right to left, with the keyboard alone and without script.</summary>
public sealed class ReportJourneyTests(DemoSite site, Browser browser)
{
    private const string Words = "They play music until four in the morning and shout at who asks them to stop";

    [Fact]
    public async Task Every_page_of_the_journey_is_sound_in_every_look()
    {
        await using var window = await browser.Open(Look.Phone);
        await Walks(
            window,
            async name =>
            {
                foreach (var look in Look.Names) // the phone comes last, and its owner goes on
                {
                    await window.LookWith(Look.Named(look));
                    await Sound.Holds(window, name, look);
                    if (look != "dark")
                        await Keep(window, $"{name}-{look}");
                }
            }
        );
    }

    [Fact]
    public async Task On_a_small_phone_the_question_stands_within_160_pixels_and_no_way_leads_elsewhere()
    {
        await using var window = await browser.Open(Look.Phone);
        await Walks(
            window,
            async name =>
            {
                // Where something has to be mended, what it is stands first.
                var top = await window.Page.EvaluateAsync<double>(
                    "() => document.querySelector('.govuk-error-summary, h1').getBoundingClientRect().top + scrollY"
                );
                Assert.True(top <= 160, $"{name}: {top:N0} pixels stand above the question");
                Assert.Equal(0, await window.Page.Locator("nav, [role=search], .fosse-find").CountAsync());
            }
        );
    }

    [Fact]
    public async Task From_right_to_left_nothing_scrolls_sideways_and_every_sentence_is_translated()
    {
        await using var window = await browser.Open(Look.Phone, locale: "ar");
        await Walks(
            window,
            async name =>
            {
                Assert.Equal("rtl", await window.Page.GetAttributeAsync("html", "dir"));
                await Sound.Holds(window, name, "phone");
                // What an administrator or a resident wrote is not translated: it stands in labels, rows and hints of its own.
                var heading = await window.Page.Locator("h1").InnerTextAsync();
                Assert.True(heading.Contains('\u202e', StringComparison.Ordinal) || name is "report-questions", $"{name}: {heading}");
                await Keep(window, $"{name}-rtl");
            }
        );
    }

    [Fact]
    public async Task Without_script_a_report_arrives_and_is_followed()
    {
        await using var window = await browser.Open(Look.Phone, withScript: false);
        await Walks(window, _ => Task.CompletedTask);
    }

    [Fact]
    public async Task With_the_keyboard_alone_a_report_arrives()
    {
        await using var window = await browser.Open(Look.Desktop);
        await window.Visit(site.At("/report"));
        await Keyboard.Presses(window, "button[name=now][value=no]");
        await Keyboard.Reach(window, "input[name=category]");
        await Keyboard.Presses(window, "main .fosse-journey__page form button", select: true);
        await Keyboard.Reach(window, "input[name='answer-crime']");
        await Keyboard.Presses(window, "main .fosse-journey__page form button", select: true);
        await Keyboard.Reach(window, "input[name=place]");
        await window.Page.Keyboard.TypeAsync("by the bus station");
        await Keyboard.Reach(window, "main .fosse-journey__page form button[type=submit]");
        await window.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(window.Page.Locator("input[name=meant]")).ToHaveCountAsync(1);
        await Keyboard.Reach(window, "input[name=meant]"); // nothing there is called so: it is sent as it is written
        await Keyboard.Presses(window, "main .fosse-journey__page form button[type=submit]", select: true);
        await Keyboard.Presses(window, "button[name=happened][value=Unknown]");
        await Keyboard.Reach(window, "textarea[name=behaviour]");
        await window.Page.Keyboard.TypeAsync(Words);
        await Keyboard.Presses(window, "main .fosse-journey__page form button");
        await Keyboard.Presses(window, "main .fosse-journey__page form button:not(.govuk-button--secondary)");
        await Keyboard.Presses(window, "button[name=anonymous][value=yes]");
        await Keyboard.Presses(window, "main .fosse-journey__page form button");
        await Assertions.Expect(window.Page.Locator(".fosse-code")).ToBeVisibleAsync();
    }

    [Theory, InlineData("desktop"), InlineData("phone")]
    public async Task A_place_can_be_pointed_at_on_a_map_with_the_keyboard_and_the_map_is_not_fetched_before(string look)
    {
        await using var window = await browser.Open(Look.Named(look));
        var page = window.Page;
        var fetched = new List<string>();
        page.Request += (_, request) => fetched.Add(request.Url);
        await window.Visit(site.At("/report"));
        await Journeys.Answers(window.Page, "button[name=now][value=no]");
        await Journeys.Answers(window.Page, "input[value=groups]");
        await page.WaitForURLAsync("**/report/where");
        Assert.DoesNotContain(fetched, url => url.Contains("pick.js", StringComparison.Ordinal));
        await page.Locator("[data-open]").ClickAsync();
        await page.Locator(".fosse-pick__map[data-state=idle]").WaitForAsync();
        await Sound.Holds(window, "the map of a report", look);
        Assert.All(fetched, url => Assert.StartsWith(site.Address.ToString(), url, StringComparison.Ordinal));
        foreach (var key in new[] { "+", "+", "ArrowLeft" })
            await page.Locator(".fosse-pick__map canvas").PressAsync(key);
        await page.Locator("[data-take]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-pick] [role=status]")).ToContainTextAsync("We have the area, and not the exact place");
        await Keep(window, $"report-map-{look}");
        await page.Locator(".fosse-journey__page form button[type=submit]").Last.ClickAsync();
        await page.WaitForURLAsync("**/report/when");
        await page.GotoAsync(site.At("/report/where").ToString());
        await Assertions.Expect(page.Locator("[data-said]")).ToContainTextAsync("We have the area, and not the exact place"); // it was kept
    }

    [Fact]
    public async Task The_map_begins_at_the_place_that_was_typed_and_a_missing_file_does_not_widen_a_phone()
    {
        await using var window = await browser.Open(Look.Phone);
        var page = window.Page;
        await window.Visit(site.At("/report"));
        await Journeys.Answers(page, "button[name=now][value=no]");
        await Journeys.Answers(page, "input[value=groups]");
        await page.FillAsync("#place", "Beaumont Leys");
        await page.Locator("[data-open]").ClickAsync();
        await page.Locator(".fosse-pick__map[data-state=idle]").WaitForAsync();
        Assert.StartsWith("-1.1", await page.Locator(".fosse-pick__map").GetAttributeAsync("data-start"), StringComparison.Ordinal);
        await Journeys.Goes(page, "/report/when");
        await Journeys.Goes(page, "/report/saw", "button[value=Unknown]");
        await page.FillAsync("#behaviour", Words);
        await Journeys.Goes(page, "/report/evidence");
        await page.Locator("form[enctype] .govuk-button--secondary").ClickAsync();
        await Assertions.Expect(page.Locator("#files-error")).ToBeVisibleAsync();
        Assert.Equal(320, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task Leaving_with_the_shift_key_takes_the_place_of_the_page_and_clears_what_was_written()
    {
        await using var window = await browser.Open(Look.Desktop);
        await window.Page.Context.RouteAsync(
            "https://www.bbc.co.uk/**",
            route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<h1>Weather</h1>" })
        );
        await window.Visit(site.At("/report"));
        await Journeys.Answers(window.Page, "button[name=now][value=no]");
        await window.Page.WaitForURLAsync("**/report/what");
        var left = window.Page.WaitForRequestAsync("**/report/exit");
        for (var i = 0; i < 3; i++)
            await window.Page.Keyboard.PressAsync("Shift");
        await left;
        await Assertions.Expect(window.Page.Locator("h1")).ToHaveTextAsync("Weather");
        // The page is gone before its request is answered: what was written is cleared moments later.
        const string begun = "Is it happening now, or is somebody in danger?";
        var heading = window.Page.Locator("h1");
        for (var visits = 0; visits < 20; visits++)
        {
            await window.Visit(site.At("/report/what"));
            if (await heading.InnerTextAsync() == begun)
                break;
        }
        await Assertions.Expect(heading).ToHaveTextAsync(begun);
    }

    [Fact]
    public async Task Without_a_name_a_report_is_sent_from_the_front_page_of_a_phone_within_14_clicks()
    {
        await using var window = await browser.Open(Look.Phone);
        var page = window.Page;
        await page.Context.AddInitScriptAsync(
            """
            addEventListener('click', e => {
                if (e.isTrusted && e.detail > 0) sessionStorage.clicks = +(sessionStorage.clicks ?? 0) + 1;
            }, true)
            """
        );
        await window.Visit(site.At("/"));
        await page.Locator("main a[href$='/report']").First.ClickAsync();
        await Journeys.Goes(page, "/report/what", "button[name=now][value=no]");
        await Journeys.Goes(page, "/report/questions", "input[value=noise]");
        await Journeys.Goes(page, "/report/where", "input[value=music]");
        await page.ClickAsync("#place");
        await page.Keyboard.TypeAsync("Beaumont Leys");
        await Journeys.Goes(page, "/report/when");
        await Journeys.Goes(page, "/report/saw", "button[value=Unknown]");
        await page.ClickAsync("#behaviour");
        await page.Keyboard.TypeAsync(Words);
        await Journeys.Goes(page, "/report/evidence");
        await Journeys.Goes(page, "/report/about");
        await Journeys.Goes(page, "/report/check", "button[name=anonymous][value=yes]");
        await Journeys.Goes(page, "/report/done");
        var clicks = await page.EvaluateAsync<int>("() => +sessionStorage.clicks");
        Assert.InRange(clicks, 10, 14);
    }

    private async Task Walks(Window window, Func<string, Task> at)
    {
        var page = window.Page;
        await window.Visit(site.At("/report"));
        await at("report");
        await Journeys.Goes(page, "/report/what", "button[name=now][value=no]");
        await at("report-what");
        await Journeys.Goes(page, "/report/questions", "input[value=noise]");
        await at("report-questions");
        await Journeys.Goes(page, "/report/where", "input[value=music]");
        await at("report-where");
        await page.FillAsync("#place", "12 Brook Lane, by the bridge");
        await Journeys.Answers(window.Page, null);
        await Assertions.Expect(page.Locator("input[name=meant]")).ToHaveCountAsync(1); // nothing there is called so
        await at("report-where-not-found");
        await Journeys.Goes(page, "/report/when", "input[name=meant][value=none]");
        await at("report-when");
        await Journeys.Goes(page, "/report/times", "button[value=Between]");
        await at("report-times");
        foreach (
            var (field, typed) in new[]
            {
                ("On.Day", "1"),
                ("On.Month", "3"),
                ("On.Year", "2025"),
                ("Until.Day", "2"),
                ("Until.Month", "3"),
                ("Until.Year", "2025"),
            }
        )
            await page.FillAsync($"input[name='{field}']", typed);
        await Journeys.Goes(page, "/report/saw");
        await at("report-saw");
        await page.FillAsync("#behaviour", Words);
        await Journeys.Goes(page, "/report/evidence");
        await at("report-evidence");
        await Journeys.Goes(page, "/report/about");
        await at("report-about");
        await Journeys.Goes(page, "/report/contact", "button[name=anonymous][value=no]");
        await at("report-contact");
        await page.FillAsync("#name", "Rowan Made-Up");
        await Journeys.Goes(page, "/report/check", "input[value=None]");
        await at("report-check");
        await Journeys.Goes(page, "/report/done");
        await at("report-done");
        var (reference, code) = (
            await page.InnerTextAsync(".govuk-panel strong"),
            (await page.InnerTextAsync(".fosse-code")).Split('\n', ' ')[^1]
        );
        await window.Visit(site.At("/report/status"));
        await at("report-status");
        await page.FillAsync("#reference", reference);
        await page.FillAsync("#secret", code);
        await Journeys.Goes(page, "/report/status/read");
        await at("report-status-read");
        Assert.Contains(reference, await page.InnerTextAsync(".fosse-sub"), StringComparison.Ordinal);
    }

    private static Task Keep(Window window, string name) =>
        window.Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Screenshots, $"{name}.png"), FullPage = true });
}
