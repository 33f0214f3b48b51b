using System.Net;
using Fosse.Accountability.Subjects;
using Fosse.Foundation;
using Fosse.Tests.Accounts;
using Fosse.Tests.HouseRules;

namespace Fosse.Tests.Hosting;

/// <summary>Small walls that a browser or a scanner would look for.</summary>
public sealed class HardeningTests(StandingStaff standing)
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Over_https_the_browser_is_told_to_stay_there_and_every_cookie_goes_over_https_alone()
    {
        await using var staff = await Staff.At(TestCounty.Sqlite);
        using var plain = await staff.Site.Client().GetAsync("/sign-in", Stop);
        Assert.False(plain.Headers.Contains("Strict-Transport-Security"));
        using var client = OverHttps(staff);
        foreach (var path in (string[])["/sign-in", "/sign-in/passkey?handler=options"])
        {
            using var answer = path.Contains('?', StringComparison.Ordinal)
                ? await Options(client, path)
                : await client.GetAsync(path, Stop);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("max-age=31536000; includeSubDomains", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
            Assert.All(
                answer.Headers.GetValues("Set-Cookie"),
                cookie => Assert.Matches("; secure; samesite=(strict|lax); httponly$", cookie)
            );
        }
    }

    [Fact]
    public async Task A_page_of_staff_is_refused_without_https_where_its_name_says_https()
    {
        await using var staff = await Staff.At(TestCounty.Sqlite, "--SignIn:Address=https://fosse.example");
        using var client = staff.Site.Client();
        client.DefaultRequestHeaders.Host = "fosse.example";
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("/sign-in", Stop)).StatusCode);
        Assert.Contains(staff.County.Log.Lines, line => line.Contains("Web:Proxies", StringComparison.Ordinal));
        using var over = OverHttps(staff);
        over.DefaultRequestHeaders.Host = "fosse.example";
        Assert.Equal(HttpStatusCode.OK, (await over.GetAsync("/sign-in", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/", Stop)).StatusCode); // the public pages set no cookie
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    [InlineData("JEFF")]
    public async Task No_method_is_taken_that_nothing_here_uses(string method)
    {
        await using var staff = await Staff.At(TestCounty.Sqlite);
        foreach (var path in (string[])["/", "/search/suggest?q=a", "/sign-in", "/health/live", "/nowhere"])
        {
            using var asked = new HttpRequestMessage(new HttpMethod(method), path);
            using var answer = await staff.Site.Client().SendAsync(asked, Stop);
            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
            Assert.Equal(["GET", "HEAD", "POST"], answer.Content.Headers.Allow.Order(StringComparer.Ordinal));
            Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Stop));
        }
        Assert.Contains(staff.County.Log.Lines, line => line.Contains(" 405 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_answer_says_what_it_is_and_data_is_handed_out_as_a_file()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county);
        foreach (
            var (path, type, charset) in new[]
            {
                ("/", "text/html", "utf-8"),
                ("/nowhere", "text/html", "utf-8"),
                ("/health/live", "text/plain", "utf-8"),
                ("/assets/app.css", "text/css", "utf-8"),
                ("/assets/app.js", "text/javascript", "utf-8"),
                ("/assets/mark.svg", "image/svg+xml", "utf-8"),
            }
        )
        {
            using var answer = await site.Client().GetAsync(path, Stop);
            Assert.Equal((type, charset), (answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentType?.CharSet));
        }
        foreach (var path in (string[])["/search/suggest?q=a", "/map/figures.json", "/health/ready"])
        {
            using var answer = await site.Client().GetAsync(path, Stop);
            Assert.EndsWith("json", answer.Content.Headers.ContentType?.MediaType, StringComparison.Ordinal);
            Assert.Equal("attachment; filename=\"data.json\"", answer.Content.Headers.ContentDisposition?.ToString());
        }
    }

    [Fact]
    public async Task No_other_site_may_read_an_answer()
    {
        var staff = await standing.There;
        foreach (var origin in (string[])["https://evil.example", "null"])
        {
            using var client = await Officer.Browser(staff.Site, staff.Account);
            client.DefaultRequestHeaders.Add("Origin", origin);
            foreach (var path in (string[])["/", "/search/suggest?q=a", "/account"])
            {
                using var answer = await client.GetAsync(path, Stop);
                Assert.DoesNotContain(answer.Headers, h => h.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
            }
        }
    }

    [Theory]
    [InlineData("/.git/config")]
    [InlineData("/.env")]
    [InlineData("/appsettings.json")]
    [InlineData("/fosse.dll")]
    [InlineData("/web.config")]
    [InlineData("/assets")]
    [InlineData("/assets/")]
    [InlineData("/assets/app.css.bak")]
    [InlineData("/assets/%2e%2e/%2e%2e/appsettings.json")]
    [InlineData("/assets/..%2f..%2fFosse.Web.dll")]
    [InlineData("/Account/SignIn/SignIn.cshtml")]
    public async Task No_folder_is_listed_and_no_file_served_but_the_built_ones(string path)
    {
        var site = (await standing.There).Site;
        using var asked = new HttpRequestMessage(
            HttpMethod.Get,
            new Uri(
                site.Address.GetLeftPart(UriPartial.Authority) + path,
                new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }
            )
        );
        using var answer = await site.Client().SendAsync(asked, Stop);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Every_page_of_staff_is_kept_nowhere()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Public,Partner,Admin");
        using var officer = await Officer.Browser(site, await Officer.Joins(county, Officer.Agency, [.. TheHouse.Words.Permissions]));
        var pages = RoutesTests
            .Endpoints(site)
            .Select(line => line.Split(' '))
            .Where(parts => parts[2] is "Partner" or "Admin" or "Staff")
            .Select(parts => parts[0].Replace("{token}", "x", StringComparison.Ordinal))
            .ToList();
        Assert.True(pages.Count > 30);
        foreach (var page in pages.Select(p => System.Text.RegularExpressions.Regex.Replace(p, "\\{[^}]+:guid\\}", $"{Guid.NewGuid()}")))
        {
            using var answer = await officer.GetAsync(page, Stop);
            Assert.True(
                answer.Headers.CacheControl?.ToString() == "no-store" || answer.StatusCode is HttpStatusCode.NotFound,
                $"{page}: {answer.StatusCode} {answer.Headers.CacheControl}"
            );
            Assert.True((int)answer.StatusCode < 500, $"{page}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task A_field_of_a_form_is_not_taken_from_the_address_and_of_two_the_first_counts()
    {
        await using var staff = await Staff.At(TestCounty.Sqlite);
        await staff.Arrives();
        var visitor = await Visitor
            .Of(staff.Site.Client())
            .Opens($"/sign-in?email={Staff.Email}&password={Uri.EscapeDataString(Staff.Password)}");
        await visitor.Sends("Sign in");
        Assert.Equal(["Enter your work email address", "Enter your password"], visitor.All(".govuk-error-summary li"));
        await visitor.Sends("Sign in", ("email", "nobody@test.example"), ("email", Staff.Email), ("password", Staff.Password));
        Assert.Equal("Sign in", visitor.Heading);
        await visitor.Sends("Sign in", ("email", Staff.Email), ("email", "nobody@test.example"), ("password", Staff.Password));
        Assert.Equal("Enter the code from your app", visitor.Heading);
    }

    [Fact]
    public async Task A_body_larger_than_the_site_takes_is_refused()
    {
        var staff = await standing.There;
        using var large = new FormUrlEncodedContent([KeyValuePair.Create("email", new string('x', 2 * 1024 * 1024))]);
        using var answer = await staff.Site.Client().PostAsync("/sign-in", large, Stop);
        Assert.InRange((int)answer.StatusCode, 400, 499);
    }

    private static async Task<HttpResponseMessage> Options(HttpClient client, string path)
    {
        using var page = await client.GetAsync("/sign-in", Stop);
        var token = System
            .Text.RegularExpressions.Regex.Match(
                await page.Content.ReadAsStringAsync(Stop),
                "RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\""
            )
            .Groups[1]
            .Value;
        using var asked = new HttpRequestMessage(HttpMethod.Post, path);
        asked.Headers.Add("RequestVerificationToken", token);
        asked.Headers.Add("Cookie", page.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        return await client.SendAsync(asked, Stop);
    }

    // As the web server in front says it.
    private static HttpClient OverHttps(Staff staff)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = staff.Site.Address,
        };
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "10.0.0.1");
        return client;
    }
}
