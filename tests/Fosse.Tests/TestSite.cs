using System.Net;
using Fosse.Storage;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fosse.Tests;

/// <summary>The real site of a test county, on a port of its own; the database is brought up to this build first where it is not. What is
/// prepared for a first visitor is left out: most tests are the only one.</summary>
public sealed class TestSite : IAsyncDisposable
{
    private TestSite(WebApplication app, SetCookies cookies) => (App, Cookies) = (app, cookies);

    public WebApplication App { get; }
    public SetCookies Cookies { get; }

    public Uri Address => new(App.Urls.First());

    public static Task<TestSite> On(TestCounty county, params string[] settings) =>
        On(county.Address, null, [$"--Keys:Folder={county.KeyFolder}", .. RoleOf(county, settings), .. settings]);

    // As in production: where only strangers are served, the database lets nothing else through.
    private static IEnumerable<string> RoleOf(TestCounty county, string[] settings) =>
        county.Address.Kind is DatabaseKind.Postgres
        && settings.Any(s => s is "--Faces=Public" or "--Faces=Api" or "--Faces=Public,Api")
        && !settings.Any(s => s.StartsWith("--Storage:Role=", StringComparison.Ordinal))
            ? ["--Storage:Role=fosse_public"]
            : [];

    public static async Task<TestSite> On(DatabaseAddress address, Action<WebApplicationBuilder>? more = null, params string[] settings)
    {
        var site = Make(address, more, settings);
        await using (var scope = site.App.Services.CreateAsyncScope())
        {
            var update = scope.ServiceProvider.GetRequiredService<SchemaUpdate>();
            if (!await update.IsCurrent(CancellationToken.None))
                await update.Run(CancellationToken.None);
        }
        await site.App.StartAsync();
        return site;
    }

    /// <summary>Started as it is, whatever the state of the database.</summary>
    public static Task<TestSite> Bare(DatabaseAddress address, params string[] settings) => Bare(address, null, settings);

    public static async Task<TestSite> Bare(DatabaseAddress address, Action<WebApplicationBuilder>? more, params string[] settings)
    {
        var site = Make(address, more, settings);
        await site.App.StartAsync();
        return site;
    }

    /// <summary>A client that follows nothing and keeps no cookies of others.</summary>
    public HttpClient Client() => new(Handler()) { BaseAddress = Address };

    /// <summary>Over https the certificate is the test's own, and is taken.</summary>
    public static HttpClientHandler Handler() =>
        new()
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ServerCertificateCustomValidationCallback = (asked, _, _, _) => asked.RequestUri!.IsLoopback,
        };

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        // The privacy page lists every cookie: whichever test meets another one says so.
        var listed = SiteCookies.All(new());
        Assert.Empty(Cookies.Given.Select(c => c.Cookie.Name.ToString()).Where(name => !listed.Any(c => c.Is(name))).Distinct());
    }

    private static TestSite Make(DatabaseAddress address, Action<WebApplicationBuilder>? more, string[] settings)
    {
        var cookies = new SetCookies();
        return new(
            FosseSite.Build(
                ["--urls=http://127.0.0.1:0", "--Web:WarmUp=false", .. settings],
                address,
                builder =>
                {
                    builder.Logging.ClearProviders();
                    builder.Services.AddSingleton<IStartupFilter>(cookies);
                    more?.Invoke(builder);
                }
            ),
            cookies
        );
    }
}
