using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Fosse.Accounts;
using Fosse.Tests.Accounts;
using Fosse.Tests.HouseRules;
using Fosse.Tests.Reporting;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Hosting;

/// <summary>The privacy page and the browser see the same cookies. Beside these, every test that has a site asks on its way out whether
/// a cookie was set that the page does not list (<see cref="TestSite.DisposeAsync"/>).</summary>
public sealed class CookieTests
{
    private static readonly IReadOnlyList<SiteCookie> Listed = SiteCookies.All(new());

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Each_cookie_that_the_privacy_page_lists_is_set_somewhere_and_lasts_no_longer_than_it_says(string database) =>
        await Given(database, https: false);

    // A browser takes such a name only over https, for every path and with no domain: no neighbour can lay one beside it.
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Over_https_every_cookie_is_bound_to_this_host(string database)
    {
        foreach (var cookie in await Given(database, https: true))
        {
            var said = cookie.Name.ToString();
            Assert.StartsWith(SiteCookies.Host, said, StringComparison.Ordinal);
            Assert.True(cookie.Secure, said);
            Assert.Equal("/", cookie.Path.ToString());
            Assert.Equal("", cookie.Domain.ToString());
        }
    }

    private static async Task<IReadOnlyList<Microsoft.Net.Http.Headers.SetCookieHeaderValue>> Given(string database, bool https)
    {
        using var folder = new TestFolder();
        var (scheme, certificate) = https ? ("https", Certificate(folder.Path)) : ("http", []);
        await using var county = await PartnershipOfReports.Open(database);
        await using var site = await TestSite.On(county, ["--Faces=Public", $"--urls={scheme}://127.0.0.1:0", .. certificate]);
        var reporter = await PartnershipOfReports.TellsAnonymously(site, "They play music until four in the morning");
        await reporter.Sends("Send the report");
        var (reference, code) = (reporter.Text(".govuk-panel strong"), reporter.Text(".fosse-code")["Your code: ".Length..]);
        await reporter.Opens("/report/status");
        await reporter.Sends("Look", ("reference", reference), ("secret", code));

        using var free = new TcpListener(System.Net.IPAddress.Loopback, 0);
        free.Start();
        var port = ((System.Net.IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        await using var provider = await LoopbackProvider.Start(
            new Uri($"{scheme}://127.0.0.1:{port}/sign-in/provider/county-police/back")
        );
        await using var staff = await Staff.At(
            database,
            [
                .. certificate,
                $"--urls={scheme}://127.0.0.1:{port}",
                "--SignIn:Providers:0:Name=county-police",
                $"--SignIn:Providers:0:Agency={Officer.Agency}",
                $"--SignIn:Providers:0:Authority={provider.Address}",
                $"--SignIn:Providers:0:ClientId={LoopbackProvider.Client}",
                $"--SignIn:Providers:0:ClientSecret={LoopbackProvider.Secret}",
            ]
        );
        var (_, key, _) = await staff.Arrives();
        var officer = await staff.SignsIn(Visitor.Of(staff.Site.Client()), key);
        await officer.Opens("/account/passkeys");
        using var browser = staff.Site.Client();
        (await browser.GetAsync(new Uri("/sign-in/provider/county-police", UriKind.Relative))).Dispose();
        await AsksForAPasskey(staff);

        var given = site.Cookies.Given.Concat(staff.Site.Cookies.Given).Select(g => g.Cookie).ToList();
        Assert.Equal(
            Listed.Select(c => c.Name).Order(StringComparer.Ordinal),
            Listed.Where(c => given.Any(g => c.Is(g.Name.ToString()))).Select(c => c.Name).Order(StringComparer.Ordinal)
        );
        foreach (var cookie in given)
        {
            var listed = Listed.Single(c => c.Is(cookie.Name.ToString()));
            Assert.True(cookie.HttpOnly, $"{listed.Name} can be read by a script");
            Assert.NotEqual(Microsoft.Net.Http.Headers.SameSiteMode.None, cookie.SameSite);
            var lasts = cookie.MaxAge ?? (cookie.Expires is { } end ? end - TimeProvider.System.GetUtcNow() : null);
            if (lasts is { } kept)
                Assert.True(listed.Lasts + TimeSpan.FromMinutes(1) >= kept, $"{listed.Name} is kept for {kept}");
        }
        return given;
    }

    // Of the test's own making, for this machine alone.
    private static string[] Certificate(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        var asked = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        asked.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = asked.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var (certificate, secret) = (Path.Combine(folder, "site.pem"), Path.Combine(folder, "site.key"));
        File.WriteAllText(certificate, made.ExportCertificatePem());
        File.WriteAllText(secret, key.ExportPkcs8PrivateKeyPem());
        return [$"--Kestrel:Certificates:Default:Path={certificate}", $"--Kestrel:Certificates:Default:KeyPath={secret}"];
    }

    [Fact]
    public async Task A_page_that_is_only_read_sets_none_and_the_privacy_page_lists_all_with_their_purpose_and_life()
    {
        await using var county = await PartnershipOfReports.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var pages = site
            .App.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/').Split("/{")[0])
            .Where(p => p is not "/report" && !p.StartsWith("/report/", StringComparison.Ordinal))
            .Distinct()
            .ToList();
        Assert.True(pages.Count > 12);
        var reader = Visitor.Of(site.Client());
        foreach (var page in pages.Except(["/matters/feed.atom", "/errors", "/place", "/report"]))
            await reader.Opens(page);
        Assert.Empty(site.Cookies.Given);

        await reader.Opens("/privacy");
        var rows = reader.Page.QuerySelectorAll("#cookies ~ .fosse-scroll tbody tr").Select(r => r.Children.Select(Visitor.Words).ToList());
        Assert.Equal(
            [
                ["fosse-form", "until you close the browser", "whoever reports, follows a report or signs in"],
                ["fosse-report", "at most 24 hours", "whoever reports or follows a report"],
                ["fosse-report-open", "at most 30 minutes", "whoever reports or follows a report"],
                ["fosse-session", "at most 12 hours", "staff who sign in"],
                ["fosse-known", "90 days", "staff who sign in"],
                ["fosse-half-way", "at most 10 minutes", "staff who sign in"],
                ["fosse-passkey", "at most 10 minutes", "staff who sign in"],
                ["fosse-provider-…", "at most 10 minutes", "staff who sign in"],
            ],
            rows.Select(r => new[] { r[0], r[2], r[3] })
        );
        Assert.All(rows, r => Assert.True(r[1].Length > 10, $"{r[0]} has no purpose"));
    }

    [Fact]
    public void Whoever_sets_a_cookie_takes_its_name_from_the_list_and_no_script_stores_anything()
    {
        var names = Repository
            .Sources()
            .Where(f =>
                Repository.Name(f) is var n
                && n.StartsWith("src/", StringComparison.Ordinal)
                && !n.EndsWith("SiteCookies.cs", StringComparison.Ordinal)
            )
            .Where(f => f.EndsWith(".cs", StringComparison.Ordinal))
            .Where(f => Listed.Any(c => File.ReadAllText(f).Contains($"\"{c.Name}", StringComparison.Ordinal)))
            .Select(Repository.Name);
        Assert.Empty(names);
        var scripts = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src", "Fosse.Web", "Client", "scripts"), "*.ts")
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Fosse.Web", "Client"), "*.ts"));
        string[] stores = ["localStorage", "sessionStorage", "indexedDB", "document.cookie", "caches."];
        Assert.Empty(
            scripts.Where(f => stores.Any(s => File.ReadAllText(f).Contains(s, StringComparison.Ordinal))).Select(Repository.Name)
        );
    }

    private static async Task AsksForAPasskey(Staff staff)
    {
        // A passkey belongs to a name, and 127.0.0.1 is none.
        var at = new UriBuilder(staff.Site.Address) { Host = "localhost" }.Uri;
        using var browser = new HttpClient(TestSite.Handler()) { BaseAddress = at };
        var page = await Visitor.Of(browser).Opens("/sign-in");
        using var asked = new HttpRequestMessage(HttpMethod.Post, "/sign-in/passkey?handler=options");
        asked.Headers.Add(
            "RequestVerificationToken",
            page.Page.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!
        );
        using var answer = await browser.SendAsync(asked);
        answer.EnsureSuccessStatusCode();
    }
}
