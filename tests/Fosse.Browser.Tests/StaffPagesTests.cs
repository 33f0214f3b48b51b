using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Fosse.Browser.Tests;

/// <summary>The pages of staff, as somebody of the demonstration sees them after one click.</summary>
public sealed class StaffPagesTests(DemoSite site, Browser browser)
{
    private const string Officer = "Officer", Sergeant = "Sergeant", Protector = "Data protection officer", Administrator = "Administrator";

    /// <summary>Whose page, its address and, where it is not that page itself, the link on it that leads there; and the name of its picture.</summary>
    private static readonly (string Role, string Page, string Name, string? Link)[] Pages =
    [
        (Officer, "/work", "work", null), (Officer, "/work/records", "records", null), (Officer, "/work/records/new", "record-new", null), (Officer, "/account", "account", null),
        (Sergeant, "/work/requests", "requests", null), (Sergeant, "/work/requests", "request", "tbody a"), (Sergeant, "/work/records/find", "find", null), (Sergeant, "/work/access", "access", null), (Sergeant, "/work/access", "review", ".fosse-attention a"),
        (Protector, "/work", "work-of-protector", null), (Protector, "/work/agreements", "agreements", null), (Protector, "/work/agreements", "agreement", "tbody a"), (Protector, "/work/agreements/write", "agreement-write", null),
        (Protector, "/work/people", "people", null), (Protector, "/work/people", "person", "tbody a"), (Protector, "/work/people/new", "person-new", null),
        (Protector, "/work/access/unusual", "unusual", null), (Protector, "/work/access/unusual", "finding", ".fosse-attention a"), (Protector, "/work/access/street", "street", null),
        (Protector, "/work/ledger", "ledger", null), (Protector, "/work/ledger", "ledger-line", "tbody a"), (Protector, "/work/ledger/exports", "ledger-exports", null),
        (Protector, "/work/retention", "retention", null), (Protector, "/work/retention", "retention-rule", "tbody a"),
        (Administrator, "/admin", "admin", null), (Administrator, "/admin/agencies", "admin-agencies", null), (Administrator, "/admin/agencies", "admin-agency", "tbody a"), (Administrator, "/admin/agencies/add", "admin-agency-add", null),
        (Administrator, "/admin/people", "admin-people", null), (Administrator, "/admin/people", "admin-person", "tbody a"), (Administrator, "/admin/people/invite", "admin-invite", null),
        (Administrator, "/admin/categories", "admin-categories", null), (Administrator, "/admin/categories", "admin-category", "tbody a"), (Administrator, "/admin/categories/add", "admin-category-add", null), (Administrator, "/admin/roles", "admin-roles", null), (Administrator, "/admin/roles", "admin-role", "tbody a"), (Administrator, "/admin/imports", "admin-imports", null), (Administrator, "/admin/imports", "admin-import", "tbody a"),
        (Administrator, "/admin/stuck", "admin-stuck", null), (Administrator, "/admin/health", "admin-health", null), (Administrator, "/admin/settings", "admin-settings", null), (Administrator, "/admin/events", "admin-events", null),
        (Administrator, "/work/agreements", "admin-agreements", null),
    ];

    public static MatrixTheoryData<int, string> InEveryLook => new(Enumerable.Range(0, Pages.Length), ["desktop", "phone", "dark"]);

    [Theory, MemberData(nameof(InEveryLook))]
    public async Task Axe_finds_nothing_and_nothing_scrolls_sideways(int number, string look)
    {
        var (role, path, name, link) = Pages[number];
        await using var window = await browser.Open(Look.Named(look));
        await SignIn(window, role);
        await window.Visit(site.At(path));
        if (link is not null)
        {
            await window.Page.Locator($"main {link}").First.ClickAsync();
            await window.Page.WaitForURLAsync(address => new Uri(address).AbsolutePath != path);
        }

        await Sound(window, name, look);
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

    [Fact]
    public async Task A_finding_is_dealt_with_and_health_is_looked_at_with_the_keyboard_alone()
    {
        await using var window = await browser.Open(Look.Named("desktop"));
        await SignIn(window, Protector);
        await window.Visit(site.At("/work/access/unusual"));
        await Reach(window, "main .fosse-attention a");
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.WaitForURLAsync("**/work/access/unusual/*/*");
        await Reach(window, "main textarea");
        await window.Page.Keyboard.TypeAsync("Asked, and they knew why");
        await Reach(window, "main form button");
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.WaitForSelectorAsync(".govuk-notification-banner");
        Assert.Contains("Asked, and they knew why", await window.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        await Sound(window, "dealt with", "desktop");

        await using var other = await browser.Open(Look.Named("phone"));
        await SignIn(other, Administrator);
        await other.Visit(site.At("/admin/health"));
        await Reach(other, "main form button");
        await other.Page.Keyboard.PressAsync("Enter");
        await other.Page.WaitForSelectorAsync("main .govuk-summary-list");
        await Sound(other, "findings about health", "phone");
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
