using System.Collections.Concurrent;

namespace Fosse.Browser.Tests;

public sealed class QuietPageTests(DemoSite site, Browser browser)
{
    [Theory, MemberData(nameof(PublicPages.All), MemberType = typeof(PublicPages))]
    public async Task A_page_asks_nobody_else_and_the_browser_has_no_complaint(string page)
    {
        await using var window = await browser.Open(Look.Desktop);
        var complaints = new ConcurrentQueue<string>();
        window.Page.Console += (_, message) =>
        {
            if (message.Type == "error")
                complaints.Enqueue(message.Text);
        };
        window.Page.PageError += (_, error) => complaints.Enqueue(error);
        window.Page.Response += (_, answer) =>
        {
            if (answer.Status >= 400)
                complaints.Enqueue($"{answer.Url} answered {answer.Status}");
        };
        window.Page.Request += (_, request) =>
        {
            var address = new Uri(request.Url);
            if (address.Scheme is "http" or "https" && address.Authority != site.Address.Authority)
                complaints.Enqueue($"asked {address.Authority}");
        };

        await window.Visit(site.At(page));

        Assert.True(complaints.IsEmpty, string.Join('\n', complaints));
    }
}
