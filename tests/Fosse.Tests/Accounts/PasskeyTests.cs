using System.Net;
using System.Text.Json.Nodes;
using Fosse.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Accounts;

/// <summary>Signing in by a device.</summary>
public sealed class PasskeyTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_passkey_is_made_signs_in_by_itself_and_is_removed(string database)
    {
        await using var staff = await Staff.At(database);
        using var key = new SoftwareKey(Localhost(staff));
        using var browser = await Makes(staff, key);
        var page = await Visitor.Of(browser).Opens("/account/passkeys");
        Assert.Equal(["work laptop"], page.All("tbody th"));

        using var later = Browser(staff);
        Assert.Equal(Staff.Desk, await SignsIn(later, key));
        Assert.True(await Staff.IsIn(later));
        Assert.Contains("Passkey", (await Visitor.Of(later).Opens("/account")).All("tbody td:nth-child(3)"));

        await page.Sends("Remove", ("passkey", (await staff.County.Do(db => db.Set<Passkey>().SingleAsync())).Id.ToString()));
        Assert.Empty(page.All("tbody th"));
        using var removed = Browser(staff);
        Assert.Contains("passkey=failed", await SignsIn(removed, key), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_to_another_question_of_another_site_or_twice_is_refused()
    {
        await using var staff = await Staff.At(TestCounty.Sqlite);
        using var key = new SoftwareKey(Localhost(staff));
        using var owner = await Makes(staff, key);
        using var first = Browser(staff);
        using var second = Browser(staff);
        var answer = key.Signs(await Options(first, "/sign-in/passkey"));
        await Options(second, "/sign-in/passkey");
        Assert.Contains("passkey=failed", await Sends(second, "/sign-in/passkey", ("credential", answer)), StringComparison.Ordinal);
        Assert.DoesNotContain("failed", await Sends(first, "/sign-in/passkey", ("credential", answer)), StringComparison.Ordinal);
        using var third = Browser(staff);
        Assert.Contains("passkey=failed", await Sends(third, "/sign-in/passkey", ("credential", answer)), StringComparison.Ordinal);
        Assert.Contains("passkey=failed", await Sends(third, "/sign-in/passkey", ("credential", "nonsense")), StringComparison.Ordinal);
        Assert.False(await Staff.IsIn(third));
    }

    [Fact]
    public async Task A_closed_account_is_not_let_in_by_its_passkey_and_a_password_alone_makes_none_beside_it()
    {
        await using var staff = await Staff.At(TestCounty.Sqlite);
        using var key = new SoftwareKey(Localhost(staff));
        using var owner = await Makes(staff, key);
        using var weak = await Officer.Browser(staff.Site, staff.Account, SignInWay.Password);
        Assert.Contains(
            "has a second step already",
            (await Visitor.Of(weak).Opens("/account/passkeys")).Text("main"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "has a second step already",
            (await Visitor.Of(weak).Opens("/account/authenticator")).Text("main"),
            StringComparison.Ordinal
        );
        await staff.County.Do(async db =>
            await db.Set<Account>().ExecuteUpdateAsync(a => a.SetProperty(x => x.DisabledAt, staff.County.Time.Now))
        );
        using var later = Browser(staff);
        Assert.Contains("passkey=failed", await SignsIn(later, key), StringComparison.Ordinal);
    }

    // A passkey belongs to a name, and 127.0.0.1 is none.
    private static Uri Localhost(Staff staff) => new UriBuilder(staff.Site.Address) { Host = "localhost" }.Uri;

    private static HttpClient Browser(Staff staff) =>
        new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Localhost(staff) };

    private static async Task<HttpClient> Makes(Staff staff, SoftwareKey key)
    {
        var browser = Browser(staff);
        await (await Visitor.Of(browser).Opens(await staff.Invites())).Sends("Set password", ("password", Staff.Password));
        Assert.False(await Staff.IsIn(browser));
        await Sends(
            browser,
            "/account/passkeys",
            ("name", "work laptop"),
            ("credential", key.Creates(await Options(browser, "/account/passkeys")))
        );
        Assert.True(await Staff.IsIn(browser)); // a passkey is a second step
        return browser;
    }

    private static async Task<string> SignsIn(HttpClient browser, SoftwareKey key) =>
        await Sends(
            browser,
            $"/sign-in/passkey?return={Staff.Desk}",
            ("credential", key.Signs(await Options(browser, "/sign-in/passkey")))
        );

    private static async Task<JsonNode> Options(HttpClient browser, string page)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Post, $"{page}?handler=options");
        asked.Headers.Add("RequestVerificationToken", await Token(browser));
        using var answer = await browser.SendAsync(asked);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    private static async Task<string> Sends(HttpClient browser, string page, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent([
            .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)),
            KeyValuePair.Create("__RequestVerificationToken", await Token(browser)),
        ]);
        using var answer = await browser.PostAsync(new Uri(page, UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    // The token of any form of this browser does; it changes with who is signed in.
    private static async Task<string> Token(HttpClient browser) =>
        (await Visitor.Of(browser).Opens("/sign-in?again=true"))
            .Page.QuerySelector("main input[name=__RequestVerificationToken]")!
            .GetAttribute("value")!;
}
