using System.Net;
using System.Net.Sockets;
using Fosse.Accounts;
using Fosse.Foundation;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Accounts;

/// <summary>Signing in by an agency's own provider, against a real one.</summary>
public sealed class ProviderTests
{
    private static async Task With(Func<Staff, HttpClient, Uri, Task> work)
    {
        // The provider must know the site's address, and the site the provider's, before either starts.
        var port = FreePort();
        var back = new Uri($"http://127.0.0.1:{port}/sign-in/provider/county-police/back");
        await using var provider = await LoopbackProvider.Start(back);
        await using var staff = await Staff.At(
            TestCounty.Sqlite,
            $"--urls=http://127.0.0.1:{port}",
            "--SignIn:Providers:0:Name=county-police",
            $"--SignIn:Providers:0:Agency={Officer.Agency}",
            $"--SignIn:Providers:0:Authority={provider.Address}",
            $"--SignIn:Providers:0:ClientId={LoopbackProvider.Client}",
            $"--SignIn:Providers:0:ClientSecret={LoopbackProvider.Secret}"
        );
        using var browser = staff.Site.Client();
        await work(staff, browser, back);
    }

    private static async Task<Uri> Asked(HttpClient browser, string more = "")
    {
        using var start = await browser.GetAsync(new Uri($"/sign-in/provider/county-police{more}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Redirect, start.StatusCode);
        return start.Headers.Location!;
    }

    private static async Task<string> SignsIn(HttpClient browser, Uri back, string email)
    {
        using var answer = await browser.GetAsync(
            await LoopbackProvider.SignsIn(browser, await Asked(browser, $"?return={Staff.Desk}"), email, back)
        );
        return answer.Headers.Location!.ToString();
    }

    [Fact]
    public Task Somebody_of_the_agency_is_let_in_with_code_and_proof() =>
        With(
            async (staff, browser, back) =>
            {
                var link = (await Visitor.Of(browser).Opens("/sign-in")).Page.QuerySelector("a[href^='/sign-in/provider/']");
                Assert.Equal($"Sign in with {Officer.Agency}", link!.TextContent);
                var query = QueryHelpers.ParseQuery((await Asked(browser)).Query);
                Assert.Equal(
                    ("code", "S256", "openid email"),
                    (query["response_type"].ToString(), query["code_challenge_method"].ToString(), query["scope"].ToString())
                );
                Assert.True(
                    query["state"].ToString().Length >= 40
                        && query["nonce"].ToString().Length >= 40
                        && query["code_challenge"].ToString().Length == 43
                );
                Assert.Equal(Staff.Desk, await SignsIn(browser, back, Staff.Email));
                Assert.True(await Staff.IsIn(browser));
                Assert.Equal(SignInWay.Provider, await staff.County.Do(db => db.Set<AccountSession>().Select(s => s.Way).SingleAsync()));
            }
        );

    [Fact]
    public Task Nobody_else_is_let_in_and_no_account_is_made() =>
        With(
            async (staff, browser, back) =>
            {
                // Somebody unknown, somebody of another agency, an address that nobody verified, an account that is closed.
                var other = await Officer.Joins(staff.County, "Other Agency", AccountsPermissions.Work);
                var elsewhere = await staff.County.Do(db => db.Set<Account>().Where(a => a.Id == other).Select(a => a.Email).SingleAsync());
                await staff.County.Do(async db =>
                {
                    var unverified = await Officer.Joins(staff.County, Officer.Agency, AccountsPermissions.Work);
                    await db.Set<Account>()
                        .Where(a => a.Id == unverified)
                        .ExecuteUpdateAsync(a =>
                            a.SetProperty(x => x.Email, "unverified@test.example")
                                .SetProperty(x => x.NormalizedEmail, "UNVERIFIED@TEST.EXAMPLE")
                        );
                });
                foreach (var email in (string[])["stranger@test.example", elsewhere, "unverified@test.example"])
                {
                    using var fresh = staff.Site.Client();
                    Assert.Equal("/sign-in?provider=failed", await SignsIn(fresh, back, email));
                    Assert.False(await Staff.IsIn(fresh));
                }
                await staff.County.Do(async db =>
                    await db.Set<Account>().ExecuteUpdateAsync(a => a.SetProperty(x => x.DisabledAt, staff.County.Time.Now))
                );
                Assert.Equal("/sign-in?provider=failed", await SignsIn(browser, back, Staff.Email));
                Assert.Equal(3, await staff.County.Do(db => db.Set<Account>().CountAsync()));
                Assert.Equal(0, await staff.County.Do(db => db.Set<AccountSession>().CountAsync()));
                Assert.DoesNotContain(staff.County.Log.Lines, l => l.Contains("stranger@test.example", StringComparison.OrdinalIgnoreCase));
            }
        );

    [Fact]
    public Task An_answer_that_this_browser_did_not_ask_for_is_refused() =>
        With(
            async (staff, browser, back) =>
            {
                var answer = await LoopbackProvider.SignsIn(browser, await Asked(browser), Staff.Email, back);
                // Another browser, which has asked as well: a code slipped to somebody signs them in as nobody.
                using var victim = staff.Site.Client();
                await Asked(victim);
                Assert.Equal("/sign-in?provider=failed", (await victim.GetAsync(answer)).Headers.Location!.ToString());
                // Its own browser, with another state, and then once more with the right one: the journey is over.
                Assert.Equal(
                    "/sign-in?provider=failed",
                    (
                        await browser.GetAsync(new Uri(answer.AbsoluteUri.Replace("state=", "state=x", StringComparison.Ordinal)))
                    ).Headers.Location!.ToString()
                );
                Assert.Equal("/sign-in?provider=failed", (await browser.GetAsync(answer)).Headers.Location!.ToString());
                Assert.False(await Staff.IsIn(browser));
                Assert.Contains(
                    "did not sign you in",
                    (await Visitor.Of(browser).Opens("/sign-in?provider=failed")).Text(".govuk-error-summary"),
                    StringComparison.Ordinal
                );
                Assert.Equal(
                    HttpStatusCode.NotFound,
                    (await browser.GetAsync(new Uri("/sign-in/provider/another", UriKind.Relative))).StatusCode
                );
            }
        );

    [Fact]
    public Task Where_the_provider_does_not_say_that_there_was_a_second_step_ours_is_asked() =>
        With(
            async (staff, browser, back) =>
            {
                const string Single = "single@test.example";
                await staff.County.Do(async db =>
                    await db.Set<Account>()
                        .ExecuteUpdateAsync(a =>
                            a.SetProperty(x => x.Email, Single).SetProperty(x => x.NormalizedEmail, Account.Normalize(Single))
                        )
                );
                // Nothing is set up here yet: that comes first, and opens nothing before.
                Assert.StartsWith("/account/authenticator", await SignsIn(browser, back, Single), StringComparison.Ordinal);
                Assert.False(await Staff.IsIn(browser));
                var visitor = await Visitor.Of(browser).Opens("/account/authenticator");
                var key = Staff.Base32(visitor.Text("details code"));
                await visitor.Sends("Set up", ("code", staff.Code(key)));
                Assert.True(await Staff.IsIn(browser));

                using var other = staff.Site.Client();
                Assert.StartsWith("/sign-in/code", await SignsIn(other, back, Single), StringComparison.Ordinal);
                Assert.False(await Staff.IsIn(other));
                staff.County.Time.Move(TimeSpan.FromMinutes(1));
                await (await Visitor.Of(other).Opens("/sign-in/code")).Sends("Sign in", ("code", staff.Code(key)));
                Assert.True(await Staff.IsIn(other));
                Assert.Equal(
                    [SignInWay.ProviderAlone, SignInWay.ProviderAndCode, SignInWay.ProviderAndCode],
                    await staff.County.Do(db =>
                        db.Set<AccountSession>().OrderBy(s => s.StartedAt).ThenBy(s => s.Id).Select(s => s.Way).ToListAsync()
                    )
                );
            }
        );

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
