using System.Net;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Accounts;

/// <summary>Old tricks at the door, one test each.</summary>
public sealed class AttackTests(StandingStaff standing)
{
    [Fact]
    public async Task Session_fixation_a_cookie_planted_beforehand_is_worth_nothing_afterwards()
    {
        await using var staff = await Staff.At(TestCounty.Sqlite);
        var (_, key, _) = await staff.Arrives();
        const string Planted = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        var cookies = new CookieContainer();
        cookies.Add(staff.Site.Address, new Cookie("fosse-session", Planted));
        using var victim = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies })
        {
            BaseAddress = staff.Site.Address,
        };
        await staff.SignsIn(Visitor.Of(victim), key);
        Assert.True(await Staff.IsIn(victim));
        var first = cookies.GetCookies(staff.Site.Address)["fosse-session"]!.Value;
        Assert.NotEqual(Planted, first);
        Assert.False(await Staff.IsIn(With(staff, Planted)));
        // A real one, handed over and signed in on, ends as well.
        await staff.SignsIn(Visitor.Of(victim), key);
        Assert.NotEqual(first, cookies.GetCookies(staff.Site.Address)["fosse-session"]!.Value);
        Assert.False(await Staff.IsIn(With(staff, first)));
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/sign-in/code")]
    [InlineData("/sign-in/recovery")]
    [InlineData("/sign-out")]
    [InlineData("/account")]
    [InlineData("/account/password")]
    [InlineData("/account/authenticator")]
    [InlineData("/account/recovery-codes")]
    [InlineData("/account/passkeys")]
    [InlineData("/sign-in/passkey")]
    public async Task CSRF_no_form_is_taken_without_its_token(string path)
    {
        var staff = await standing.There;
        using var browser = await Officer.Browser(staff.Site, staff.Account);
        using var answer = await browser.PostAsync(
            new Uri(path, UriKind.Relative),
            new FormUrlEncodedContent(new Dictionary<string, string> { ["email"] = Staff.Email, ["password"] = Staff.Password })
        );
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True(await Staff.IsIn(browser));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("\\\\evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/%0d%0aLocation:%20https://evil.example")]
    public async Task Open_redirect_the_sign_in_leads_to_pages_of_this_site_only(string elsewhere)
    {
        var staff = await standing.There;
        using var browser = await Officer.Browser(staff.Site, staff.Account);
        using var answer = await browser.GetAsync(new Uri($"/sign-in?return={Uri.EscapeDataString(elsewhere)}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(staff.Site.Address.Authority, new Uri(staff.Site.Address, answer.Headers.Location!).Authority);
        Assert.StartsWith("/", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_header_a_made_up_name_is_refused_and_gets_into_no_address()
    {
        await using var staff = await Staff.At(TestCounty.Sqlite, "--SignIn:Address=https://fosse.example");
        foreach (var (host, status) in new[] { ("evil.example", HttpStatusCode.BadRequest), ("fosse.example", HttpStatusCode.OK) })
        {
            using var asked = new HttpRequestMessage(HttpMethod.Get, "/sign-in") { Headers = { Host = host } };
            asked.Headers.Add("X-Forwarded-Proto", "https");
            asked.Headers.Add("X-Forwarded-For", "10.0.0.1");
            using var answer = await staff.Site.Client().SendAsync(asked);
            Assert.Equal(status, answer.StatusCode);
            Assert.DoesNotContain("evil.example", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        await using var open = await Staff.At(TestCounty.Sqlite);
        using var unset = new HttpRequestMessage(HttpMethod.Get, Staff.Desk) { Headers = { Host = "evil.example" } };
        Assert.StartsWith("/sign-in", (await open.Site.Client().SendAsync(unset)).Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    [InlineData("HEAD")]
    [InlineData("JEFF")]
    public async Task Verb_tampering_no_method_goes_round_the_door(string method)
    {
        var staff = await standing.There;
        foreach (var path in (string[])[Staff.Desk, "/account", "/account/password"])
        {
            using var asked = new HttpRequestMessage(new HttpMethod(method), path);
            asked.Headers.Add("X-HTTP-Method-Override", "GET");
            using var answer = await staff.Site.Client().SendAsync(asked);
            // OPTIONS may be answered, with nothing.
            if (method == "OPTIONS" && answer.IsSuccessStatusCode)
                Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
            else
                Assert.False(answer.IsSuccessStatusCode, $"{method} {path}: {answer.StatusCode}");
            Assert.DoesNotContain("desk of", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_form_that_names_what_no_page_does_finds_nothing_rather_than_a_broken_page()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Public,Partner,Admin,Api");
        var officer = await Officer.SignsIn(
            site,
            county,
            AccountsPermissions.Work,
            RecordsPermissions.ReadRecords,
            RecordsPermissions.WriteRecords
        );
        await officer.Opens("/work/records/new");
        await officer.Sends("Open the record", ("Class", nameof(RecordsDataClasses.AntiSocialBehaviour)), ("Name", "Asha Wagtail"));
        Assert.StartsWith("Record P-", officer.Heading, StringComparison.Ordinal);

        await officer.SendsTo(
            "Open the record",
            "?handler=Everything",
            ("Purpose", "InvestigateCase"),
            ("Reason", "covers for the officer on leave")
        );
        Assert.Equal(HttpStatusCode.NotFound, officer.Status);
        Assert.DoesNotContain("Wagtail", officer.Page.DocumentElement.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(county.Log.Lines, line => line.Contains("Exception", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Mass_assignment_a_form_changes_what_it_asks_for_and_nothing_else()
    {
        await using var staff = await Staff.At(TestCounty.Sqlite);
        var visitor = Visitor.Of(staff.Site.Client());
        await visitor.Opens(await staff.Invites());
        var before = await staff.County.Do(db => db.Set<Account>().AsNoTracking().SingleAsync());
        var other = Guid.NewGuid().ToString();
        await visitor.Sends(
            "Set password",
            ("password", Staff.Password),
            ("email", "evil@test.example"),
            ("Email", "evil@test.example"),
            ("account.Email", "evil@test.example"),
            ("AgencyId", other),
            ("account.AgencyId", other),
            ("Permissions", "Administer"),
            ("AuthenticatorConfirmed", "true"),
            ("account.AuthenticatorConfirmed", "true"),
            ("way", "PasswordAndCode"),
            ("Way", "Demonstration")
        );
        var after = await staff.County.Do(db => db.Set<Account>().AsNoTracking().SingleAsync());
        Assert.Equal(
            (before.Email, before.AgencyId, before.Name, false),
            (after.Email, after.AgencyId, after.Name, after.AuthenticatorConfirmed)
        );
        Assert.Equal("Set up your authenticator app", visitor.Heading);
        Assert.Equal("Set up your authenticator app", (await visitor.Opens(Staff.Desk)).Heading);
    }

    [Fact]
    public async Task The_cookie_is_bound_to_the_host_over_https_and_out_of_reach_of_scripts()
    {
        await using var staff = await Staff.At(TestCounty.Sqlite, "--Web:Proxies:1=::1");
        var path = await staff.Invites();
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = staff.Site.Address,
        };
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "10.0.0.1");
        using var page = await client.GetAsync(new Uri(path, UriKind.Relative));
        var form = page.Headers.GetValues("Set-Cookie").Single();
        var token = System
            .Text.RegularExpressions.Regex.Match(
                await page.Content.ReadAsStringAsync(),
                "RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\""
            )
            .Groups[1]
            .Value;
        using var sent = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(
                new Dictionary<string, string> { ["password"] = Staff.Password, ["__RequestVerificationToken"] = token }
            ),
        };
        sent.Headers.Add("Cookie", form.Split(';')[0]);
        using var answer = await client.SendAsync(sent);
        var session = Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.Contains("fosse-session", StringComparison.Ordinal));
        Assert.Matches("^__Host-fosse-session=[A-Za-z0-9_-]{43}; path=/; secure; samesite=lax; httponly$", session);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
    }

    private static HttpClient With(Staff staff, string secret)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = staff.Site.Address,
        };
        client.DefaultRequestHeaders.Add("Cookie", $"fosse-session={secret}");
        return client;
    }
}
