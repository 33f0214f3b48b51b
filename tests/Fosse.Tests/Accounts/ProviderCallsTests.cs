using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Fosse.Tests.Accounts;

/// <summary>The calls that go out to an agency's provider when it is not well.</summary>
public sealed class ProviderCallsTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Facts_are_asked_for_again_and_a_code_is_turned_in_once()
    {
        await using var provider = await Stumbling.Start();
        await using var staff = await Staff.At(
            TestCounty.Sqlite,
            "--SignIn:Providers:0:Name=stumbling",
            $"--SignIn:Providers:0:Agency={Officer.Agency}",
            $"--SignIn:Providers:0:Authority={provider.Address}",
            "--SignIn:Providers:0:ClientId=fosse",
            "--SignIn:Providers:0:ClientSecret=only-for-tests"
        );
        using var browser = staff.Site.Client();
        using var start = await browser.GetAsync(new Uri("/sign-in/provider/stumbling", UriKind.Relative), Stop);
        Assert.StartsWith($"{provider.Address}/authorize?", start.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, provider.AskedForFacts); // the first was answered with 503

        var state = QueryHelpers.ParseQuery(start.Headers.Location.Query)["state"].ToString();
        using var back = await browser.GetAsync(
            new Uri($"/sign-in/provider/stumbling/back?code=abc&state={Uri.EscapeDataString(state)}", UriKind.Relative),
            Stop
        );
        Assert.Equal("/sign-in?provider=failed", back.Headers.Location!.ToString());
        var both = Convert.ToBase64String(Encoding.ASCII.GetBytes("fosse:only-for-tests"));
        Assert.Equal(($"Basic {both}", false), Assert.Single(provider.TurnedIn));
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_is_told_as_one_that_did_not_sign_in()
    {
        await using var staff = await Staff.At(
            TestCounty.Sqlite,
            "--SignIn:Providers:0:Name=gone",
            $"--SignIn:Providers:0:Agency={Officer.Agency}",
            "--SignIn:Providers:0:Authority=http://127.0.0.1:9", // nobody listens there
            "--SignIn:Providers:0:ClientId=fosse"
        );
        using var browser = staff.Site.Client();
        using var start = await browser.GetAsync(new Uri("/sign-in/provider/gone", UriKind.Relative), Stop);
        Assert.Equal("/sign-in?provider=failed", start.Headers.Location!.ToString());
    }

    /// <summary>Says 503 the first time it is asked for its facts, and whenever a code is turned in.</summary>
    private sealed class Stumbling(WebApplication app) : IAsyncDisposable
    {
        public string Address => app.Urls.First();

        public int AskedForFacts { get; private set; }

        /// <summary>How the client said who it is, and whether its secret stood in the form too.</summary>
        public List<(string Authorization, bool InForm)> TurnedIn { get; } = [];

        public static async Task<Stumbling> Start()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            var app = builder.Build();
            app.Urls.Add("http://127.0.0.1:0");
            var provider = new Stumbling(app);
            app.MapGet("/.well-known/openid-configuration", provider.Facts);
            app.MapGet("/keys", () => Results.Json(new { keys = Array.Empty<object>() }));
            app.MapPost("/token", provider.Token);
            await app.StartAsync(Stop);
            return provider;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private IResult Facts() =>
            ++AskedForFacts == 1
                ? Results.StatusCode(503)
                : Results.Json(
                    new
                    {
                        issuer = Address,
                        authorization_endpoint = $"{Address}/authorize",
                        token_endpoint = $"{Address}/token",
                        jwks_uri = $"{Address}/keys",
                    }
                );

        private async Task<IResult> Token(HttpRequest request)
        {
            var form = await request.ReadFormAsync(Stop);
            TurnedIn.Add((request.Headers.Authorization.ToString(), form.ContainsKey("client_secret")));
            return Results.StatusCode((int)HttpStatusCode.ServiceUnavailable);
        }
    }
}
