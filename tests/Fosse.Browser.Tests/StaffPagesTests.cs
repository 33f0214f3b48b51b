using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Fosse.Browser.Tests;

/// <summary>The pages of staff, as somebody of the demonstration sees them after one click.</summary>
public sealed class StaffPagesTests(DemoSite site, Browser browser)
{
    private const string Officer = "Officer", Sergeant = "Sergeant", Protector = "Data protection officer", Administrator = "Administrator";

    /// <summary>Whose page, its address, and the name of its picture.</summary>
    private static readonly (string Role, string Page, string Name)[] Pages =
    [
        (Officer, "/work", "work"), (Officer, "/work/records", "records"), (Officer, "/work/records/new", "record-new"), (Officer, "/account", "account"),
        (Sergeant, "/work/requests", "requests"), (Sergeant, "/work/records/find", "find"), (Protector, "/work/agreements", "agreements"), (Protector, "/work/agreements/write", "agreement-write"),
        (Administrator, "/admin", "admin"), (Administrator, "/admin/agencies", "admin-agencies"), (Administrator, "/admin/people", "admin-people"), (Administrator, "/admin/roles", "admin-roles"),
    ];

    public static MatrixTheoryData<int, string> InEveryLook => new(Enumerable.Range(0, Pages.Length), ["desktop", "phone", "dark"]);

    [Theory, MemberData(nameof(InEveryLook))]
    public async Task Axe_finds_nothing_and_nothing_scrolls_sideways(int number, string look)
    {
        var (role, path, name) = Pages[number];
        await using var window = await browser.Open(Look.Named(look));
        await SignIn(window, role);
        await window.Visit(site.At(path));

        await Sound(window, path, look);
        if (look != "dark") await window.Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Screenshots, $"staff-{name}-{look}.png"), FullPage = true });
    }

    [Theory, InlineData("desktop"), InlineData("phone"), InlineData("dark")]
    public async Task A_record_is_opened_with_the_keyboard_alone_and_axe_finds_nothing_on_it(string look)
    {
        await using var window = await browser.Open(Look.Named(look));
        await SignIn(window, Officer);
        await window.Visit(site.At("/work"));
        await Reach(window, "main a[href*='/work/records/']");
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.WaitForURLAsync("**/work/records/*");
        await Sound(window, "front of a record", look);
        Assert.DoesNotContain("Larkfield", await window.Page.InnerTextAsync("body"), StringComparison.Ordinal);

        await Reach(window, "main input[name=Purpose]");
        await window.Page.Keyboard.PressAsync("Space");
        await Reach(window, "form[action*='handler=Open'] button");
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.WaitForSelectorAsync(".fosse-opened");
        await Sound(window, "opened record", look);
        if (look != "dark") await window.Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Screenshots, $"staff-record-{look}.png"), FullPage = true });
    }

    [Theory, InlineData("desktop"), InlineData("phone"), InlineData("dark")]
    public async Task A_person_is_found_and_their_record_opened_with_the_keyboard_alone_and_axe_finds_nothing_on_it(string look)
    {
        await using var window = await browser.Open(Look.Named(look));
        await SignIn(window, Sergeant);
        await window.Visit(site.At("/work/records/find"));
        var keyboard = window.Page.Keyboard;
        await Reach(window, "main button");
        await keyboard.PressAsync("Enter");
        await window.Page.WaitForSelectorAsync(".govuk-error-summary");
        await Sound(window, "search without words", look);
        await Reach(window, "input[name=Address]");
        await keyboard.TypeAsync("Millbrook Court");
        await Reach(window, "input[name=Purpose]");
        await keyboard.PressAsync("ArrowDown");
        await Reach(window, "textarea[name=Reason]");
        await keyboard.TypeAsync("named in the noise complaint");
        await Reach(window, "main button");
        await keyboard.PressAsync("Enter");
        await window.Page.WaitForSelectorAsync("#found");
        await Sound(window, "people found", look);
        Assert.Equal(["Siân O’Dell-Marlow", "Quinn Larkfield"], await window.Page.Locator(".fosse-found strong").AllInnerTextsAsync());
        Assert.Equal(2, await window.Page.Locator("main a[href*='/work/records/']").CountAsync()); // told of, and not shown
        if (look != "dark") await window.Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Screenshots, $"staff-found-{look}.png"), FullPage = true });

        await Reach(window, ".fosse-rows button");
        await keyboard.PressAsync("Enter");
        await window.Page.WaitForURLAsync("**/work/records/*-*-*");
        Assert.Contains("Siân O’Dell-Marlow", await window.Page.InnerTextAsync(".fosse-opened"), StringComparison.Ordinal);
    }

    private async Task SignIn(Window window, string role)
    {
        await window.Visit(site.At("/sign-in"));
        await window.Page.GetByRole(AriaRole.Button, new() { Name = $"Sign in as {role}" }).First.ClickAsync();
        await window.Page.WaitForURLAsync(address => !address.EndsWith("/sign-in", StringComparison.Ordinal));
    }

    private static async Task Sound(Window window, string what, string look)
    {
        var found = await window.Page.RunAxe();
        Assert.NotEmpty(found.Passes);
        Assert.True(found.Violations.Length == 0, $"{what}: " + string.Join('\n', found.Violations.Select(v => $"{v.Id}: {v.Help}\n    {string.Join("\n    ", v.Nodes.Take(5).Select(n => n.Html))}")));
        var width = await window.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
        Assert.True(width <= Look.Named(look).Width, $"{what} is {width} pixels wide on a screen of {Look.Named(look).Width}");
    }

    // As somebody does who has no mouse: tab until the thing has the focus.
    private static async Task Reach(Window window, string css)
    {
        for (var i = 0; i < 120; i++)
        {
            await window.Page.Keyboard.PressAsync("Tab");
            if (await window.Page.EvaluateAsync<bool>("css => document.activeElement?.matches(css) ?? false", css)) return;
        }
        Assert.Fail($"The keyboard does not reach {css}");
    }
}
