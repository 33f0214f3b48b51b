using System.Collections.Concurrent;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Fosse.Browser.Tests.PublicVisits))]

namespace Fosse.Browser.Tests;

/// <summary>Every public page, loaded once and looked at on each screen; several tests then ask what was seen.</summary>
public sealed class PublicVisits
{
    private readonly ConcurrentDictionary<string, Lazy<Task<PublicVisit>>> visits = new(StringComparer.Ordinal);

    internal Task<PublicVisit> To(string page, DemoSite site, Browser browser) =>
        visits.GetOrAdd(page, _ => new(() => Visit(page, site, browser))).Value;

    private static async Task<PublicVisit> Visit(string page, DemoSite site, Browser browser)
    {
        await using var window = await browser.Open(Look.Desktop);
        var complaints = new ConcurrentQueue<string>();
        Hear(window.Page, site, complaints);
        await window.Visit(site.At(page));

        var faults = new Dictionary<string, string?>(StringComparer.Ordinal);
        var pictures = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var look in Look.Names)
        {
            await window.LookWith(Look.Named(look));
            faults[look] = await Sound.Fault(window, page, look);
            if (look is not "dark" && PublicPages.Pictured.Contains(page))
                pictures[look] = await window.Page.ScreenshotAsync(new() { FullPage = true });
        }
        return new(faults, pictures, await window.Page.Locator("h1").IsVisibleAsync(), [.. complaints]);
    }

    private static void Hear(IPage page, DemoSite site, ConcurrentQueue<string> complaints)
    {
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                complaints.Enqueue(message.Text);
        };
        page.PageError += (_, error) => complaints.Enqueue(error);
        page.Response += (_, answer) =>
        {
            if (answer.Status >= 400)
                complaints.Enqueue($"{answer.Url} answered {answer.Status}");
        };
        page.Request += (_, request) =>
        {
            var address = new Uri(request.Url);
            if (address.Scheme is "http" or "https" && address.Authority != site.Address.Authority)
                complaints.Enqueue($"asked {address.Authority}");
        };
    }
}

/// <summary>What was seen of a page.</summary>
/// <param name="Faults">What axe found or what scrolls sideways, by look; null where nothing.</param>
/// <param name="Pictures">By look, of the pages that are kept for people to look at.</param>
/// <param name="Complaints">Whom it asked elsewhere, and what the browser found wrong.</param>
internal sealed record PublicVisit(
    IReadOnlyDictionary<string, string?> Faults,
    IReadOnlyDictionary<string, byte[]> Pictures,
    bool ShowsHeading,
    IReadOnlyList<string> Complaints
);
