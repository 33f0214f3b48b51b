using Microsoft.Playwright;

namespace Fosse.Browser.Tests;

/// <summary>The pages of staff, as somebody of the demonstration sees them after one click.</summary>
public sealed class StaffPagesTests(DemoSite site, Browser browser, StaffSessions sessions)
{
    private const string Officer = "Officer",
        Sergeant = "Sergeant",
        Protector = "Data protection officer",
        Administrator = "Administrator";

    /// <summary>Whose page, its address and, where it is not that page itself, the link on it that leads there; and the name of its
    /// picture.</summary>
    private static readonly (string Role, string Page, string Name, string? Link)[] Pages =
    [
        (Officer, "/work", "work", null),
        (Officer, "/work/records", "records", null),
        (Officer, "/work/records/new", "record-new", null),
        (Officer, "/work/changes", "changes", null),
        (Officer, "/account", "account", null),
        (Officer, "/invitation", "invitation-parts", null),
        (Officer, "/work/reports", "reports", null),
        (Officer, "/work/reports", "report-front", ".fosse-queue h3 a"),
        (Officer, "/work/reports/take", "report-take", null),
        (Sergeant, "/work/requests", "requests", null),
        (Sergeant, "/work/requests", "request", "tbody a"),
        (Sergeant, "/work/records/find", "find", null),
        (Sergeant, "/work/access", "access", null),
        (Sergeant, "/work/access", "review", ".fosse-attention a"),
        (Protector, "/work", "work-of-protector", null),
        (Protector, "/work/agreements", "agreements", null),
        (Protector, "/work/agreements", "agreement", "tbody a"),
        (Protector, "/work/agreements/write", "agreement-write", null),
        (Protector, "/work/people", "people", null),
        (Protector, "/work/people", "person", "tbody a"),
        (Protector, "/work/people/new", "person-new", null),
        (Protector, "/work/access/unusual", "unusual", null),
        (Protector, "/work/access/who", "could-read", null),
        (Protector, "/work/approvals", "approvals", null),
        (Protector, "/work/approvals", "approval", ".fosse-attention a"),
        (Protector, "/work/access/unusual", "finding", ".fosse-attention a"),
        (Protector, "/work/access/street", "street", null),
        (Protector, "/work/ledger", "ledger", null),
        (Protector, "/work/ledger", "ledger-line", "tbody a"),
        (Protector, "/work/ledger/exports", "ledger-exports", null),
        (Protector, "/work/ledger/administrators", "ledger-administrators", null),
        (Protector, "/work/access/same-person", "same-person", null),
        (Protector, "/work/retention", "retention", null),
        (Protector, "/work/retention", "retention-rule", "tbody a"),
        (Administrator, "/admin", "admin", null),
        (Administrator, "/admin/agencies", "admin-agencies", null),
        (Administrator, "/admin/agencies", "admin-agency", "tbody a"),
        (Administrator, "/admin/agencies/add", "admin-agency-add", null),
        (Administrator, "/admin/people", "admin-people", null),
        (Administrator, "/admin/people", "admin-person", "tbody a"),
        (Administrator, "/admin/people", "admin-person-waiting", "tbody a"),
        (Administrator, "/admin/people/invite", "admin-invite", null),
        (Administrator, "/admin/approvals", "admin-approvals", null),
        (Administrator, "/admin/approvals", "admin-approval", ".fosse-attention a"),
        (Administrator, "/admin/categories", "admin-categories", null),
        (Administrator, "/admin/categories", "admin-category", "tbody a"),
        (Administrator, "/admin/categories/add", "admin-category-add", null),
        (Administrator, "/admin/api-keys", "admin-api-keys", null),
        (Administrator, "/admin/api-keys/add", "admin-api-key-add", null),
        (Administrator, "/admin/roles", "admin-roles", null),
        (Administrator, "/admin/roles", "admin-role", "tbody a"),
        (Administrator, "/admin/imports", "admin-imports", null),
        (Administrator, "/admin/imports", "admin-import", "tbody a"),
        (Administrator, "/admin/imports/add", "admin-import-add", null),
        (Administrator, "/admin/stuck", "admin-stuck", null),
        (Administrator, "/admin/health", "admin-health", null),
        (Administrator, "/admin/settings", "admin-settings", null),
        (Administrator, "/admin/events", "admin-events", null),
        (Administrator, "/work/agreements", "admin-agreements", null),
    ];

    public static readonly TheoryData<int> All = [.. Enumerable.Range(0, Pages.Length)];

    [Theory, MemberData(nameof(All))]
    public async Task Axe_finds_nothing_and_nothing_scrolls_sideways(int number)
    {
        var (role, path, name, link) = Pages[number];
        await using var window = await Open(role, "desktop");
        await window.Visit(site.At(path));
        if (link is not null)
        {
            var href = await window.Page.Locator($"main {link}").First.GetAttributeAsync("href");
            await window.Visit(new Uri(site.At(path), href));
        }

        foreach (var look in new[] { "dark", "desktop", "phone" })
        {
            await window.LookWith(Look.Named(look));
            await Sound.Holds(window, name, look);
            if (look != "dark")
                await Keep(window, name, look);
        }
    }

    [Theory, InlineData("desktop"), InlineData("phone"), InlineData("dark")]
    public async Task A_record_is_opened_with_the_keyboard_alone_and_axe_finds_nothing_on_it(string look)
    {
        await using var window = await Open(Officer, look);
        await window.Visit(site.At("/work"));
        await Keyboard.Reach(window, "main a[href*='/work/records/']");
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.WaitForURLAsync("**/work/records/*");
        await Sound.Holds(window, "front of a record", look);
        Assert.DoesNotContain("Larkfield", await window.Page.InnerTextAsync("body"), StringComparison.Ordinal);

        await Keyboard.Reach(window, "main input[name=Purpose]");
        await window.Page.Keyboard.PressAsync("Space");
        await Keyboard.Reach(window, "form[action*='handler=Open'] button");
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.WaitForSelectorAsync(".fosse-opened");
        await Sound.Holds(window, "opened record", look);
        if (look != "dark")
            await Keep(window, "record", look);
    }

    [Theory, InlineData("desktop"), InlineData("phone")]
    public async Task An_administrator_proposes_to_invite_somebody_and_is_shown_their_part_alone(string look)
    {
        await using var window = await Open(Administrator, look);
        await window.Visit(site.At("/admin/people/invite"));
        await window.Page.SelectOptionAsync("select[name=Agency]", new SelectOptionValue { Index = 1 });
        await window.Page.FillAsync("input[name=Name]", $"Corrie {look}");
        await window.Page.FillAsync("input[name=Email]", $"corrie.{look}@fosse.example");
        await window.Page.CheckAsync("input[name=Roles] >> nth=0");
        await window.Page.ClickAsync("main form[method=post] button");
        await window.Page.WaitForURLAsync("**/admin/approvals/*");
        await window.Page.ClickAsync("form[action*='handler=Half'] button");
        await window.Page.WaitForSelectorAsync(".fosse-secret");
        await Sound.Holds(window, "a part of an invitation", look);
        await Keep(window, "admin-approval-part", look);
    }

    [Theory, InlineData("desktop"), InlineData("phone"), InlineData("dark")]
    public async Task A_report_is_opened_and_answered_with_the_keyboard_alone_and_axe_finds_nothing_on_it(string look)
    {
        await using var window = await Open(Officer, look);
        await window.Visit(site.At("/work/reports?show=Mine"));
        await Sound.Holds(window, "own reports", look);
        await Keyboard.Reach(window, ".fosse-queue h3 a");
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.WaitForURLAsync("**/work/reports/*-*");
        await Keyboard.Reach(window, "form[action*='handler=Open'] button");
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.WaitForSelectorAsync(".fosse-opened");
        await Sound.Holds(window, "opened report", look);
        if (look != "dark")
            await Keep(window, "report", look);

        await Keyboard.Reach(window, "input[name='Form.Kind']");
        await window.Page.Keyboard.PressAsync("Space");
        await Keyboard.Reach(window, "textarea[name='Form.Words']");
        await window.Page.Keyboard.TypeAsync("We know.");
        await Keyboard.Reach(window, "form[action*='handler=Reply'] button");
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.WaitForSelectorAsync(".govuk-error-summary");
        Assert.Equal("We know.", await window.Page.InputValueAsync("textarea[name='Form.Words']"));
        await Sound.Holds(window, "report with a reply that is too short", look);
    }

    [Fact]
    public async Task An_analyst_finds_the_three_stories_that_are_planted_and_no_other()
    {
        await using var window = await sessions.Open(site, browser, "Analyst", "desktop");
        await window.Visit(site.At("/work"));
        var found = await window.Page.Locator(".fosse-waits li:has(.fosse-change) a:not(:has-text('On the map'))").AllInnerTextsAsync();
        Assert.Equal(
            ["Anti-social behaviour in Beaumont Leys, Leicester (ward)", "Burglary in Oadby", "Shoplifting in Loughborough"],
            found.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_finding_is_dealt_with_and_health_is_looked_at_with_the_keyboard_alone()
    {
        await using var window = await Open(Protector, "desktop");
        await window.Visit(site.At("/work/access/unusual"));
        await Keyboard.Reach(window, "main .fosse-attention a");
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.WaitForURLAsync("**/work/access/unusual/*/*");
        await Keyboard.Reach(window, "main textarea");
        await window.Page.Keyboard.TypeAsync("Asked, and they knew why");
        await Keyboard.Reach(window, "main form button");
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.WaitForSelectorAsync(".govuk-notification-banner");
        Assert.Contains("Asked, and they knew why", await window.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        await Sound.Holds(window, "dealt with", "desktop");

        await using var other = await Open(Administrator, "phone");
        await other.Visit(site.At("/admin/health"));
        await Keyboard.Reach(other, "main form button");
        await other.Page.Keyboard.PressAsync("Enter");
        await other.Page.WaitForSelectorAsync("main .govuk-summary-list");
        await Sound.Holds(other, "findings about health", "phone");
    }

    [Theory, InlineData("desktop"), InlineData("phone"), InlineData("dark")]
    public async Task A_person_is_found_and_their_record_opened_with_the_keyboard_alone_and_axe_finds_nothing_on_it(string look)
    {
        await using var window = await Open(Sergeant, look);
        await window.Visit(site.At("/work/records/find"));
        var keyboard = window.Page.Keyboard;
        await Keyboard.Reach(window, "main button");
        await keyboard.PressAsync("Enter");
        await window.Page.WaitForSelectorAsync(".govuk-error-summary");
        await Sound.Holds(window, "search without words", look);
        await Keyboard.Reach(window, "input[name=Address]");
        await keyboard.TypeAsync("Millbrook Court");
        await Keyboard.Reach(window, "input[name=Purpose]");
        await keyboard.PressAsync("ArrowDown");
        await Keyboard.Reach(window, "textarea[name=Reason]");
        await keyboard.TypeAsync("named in the noise complaint");
        await Keyboard.Reach(window, "main button");
        await keyboard.PressAsync("Enter");
        await window.Page.WaitForSelectorAsync("#found");
        await Sound.Holds(window, "people found", look);
        Assert.Equal(["Siân O’Dell-Marlow", "Quinn Larkfield"], await window.Page.Locator(".fosse-found strong").AllInnerTextsAsync());
        Assert.Equal(2, await window.Page.Locator("main a[href*='/work/records/']").CountAsync()); // told of, and not shown
        if (look != "dark")
            await Keep(window, "found", look);

        await Keyboard.Reach(window, ".fosse-rows button");
        await keyboard.PressAsync("Enter");
        await window.Page.WaitForURLAsync("**/work/records/*-*-*");
        Assert.Contains("Siân O’Dell-Marlow", await window.Page.InnerTextAsync(".fosse-opened"), StringComparison.Ordinal);
    }

    private Task<Window> Open(string role, string look) => sessions.Open(site, browser, role, look);

    private static Task Keep(Window window, string name, string look) =>
        window.Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Screenshots, $"staff-{name}-{look}.png"), FullPage = true });
}
