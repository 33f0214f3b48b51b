using System.Collections.Concurrent;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Fosse.Browser.Tests.StaffSessions))]

namespace Fosse.Browser.Tests;

/// <summary>Signs in once for each role of the demonstration, and lends the cookies to every window after it.</summary>
public sealed class StaffSessions
{
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> sessions = new();

    internal async Task<Window> Open(DemoSite site, Browser browser, string role, string look) =>
        await browser.Open(Look.Named(look), session: await sessions.GetOrAdd(role, _ => new(() => SignIn(site, browser, role))).Value);

    private static async Task<string> SignIn(DemoSite site, Browser browser, string role)
    {
        await using var window = await browser.Open(Look.Desktop);
        await window.Visit(site.At("/sign-in"));
        await window.Page.GetByRole(AriaRole.Button, new() { Name = $"Sign in as {role}" }).First.ClickAsync();
        await window.Page.Locator("form[action*='sign-out']").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return await window.Session();
    }
}
