using System.Net;
using Fosse.Tests.HouseRules;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fosse.Tests.Hosting;

public sealed class HostTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/health/live")]
    [InlineData("/errors/500")]
    [InlineData("/assets/app.css")]
    [InlineData("/api/nowhere")]
    public async Task Every_answer_carries_the_strict_headers_and_does_not_name_its_server(string path)
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county);
        using var answer = await site.Client().GetAsync(path, Stop);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.EndsWith("frame-ancestors 'none'", policy);
        Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Opener-Policy")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.Contains("geolocation=(self)", Assert.Single(answer.Headers.GetValues("Permissions-Policy")));
        Assert.Empty(answer.Headers.Server);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task An_unknown_address_shows_a_kind_page()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county);
        var visitor = await Visitor.Of(site.Client()).Opens("/nowhere");
        Assert.Equal(HttpStatusCode.NotFound, visitor.Status);
        Assert.Equal("Page not found", visitor.Heading);
    }

    [Fact]
    public async Task A_failure_shows_a_kind_page_and_logs_neither_its_message_nor_the_address()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using (
            var site = await TestSite.On(
                county.Address,
                builder =>
                {
                    builder.Logging.AddProvider(county.Log);
                    builder.Services.AddSingleton(
                        new FaceRoutes(
                            Faces.Public,
                            routes =>
                                routes.MapGet("/fails/{who}", string (string who) => throw new InvalidOperationException($"canary {who}"))
                        )
                    );
                }
            )
        )
        {
            var visitor = await Visitor.Of(site.Client()).Opens("/fails/magpie?and=jackdaw");
            Assert.Equal(HttpStatusCode.InternalServerError, visitor.Status);
            Assert.Equal("Sorry, there is a problem with Fosse", visitor.Heading);
        } // stopping waits for what the host still has to say
        Assert.Contains(
            county.Log.Lines,
            line =>
                line.Contains("System.InvalidOperationException", StringComparison.Ordinal)
                && line.Contains("/fails/{who}", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(
            county.Log.Lines,
            line =>
                line.Contains("canary", StringComparison.Ordinal)
                || line.Contains("magpie", StringComparison.Ordinal)
                || line.Contains("jackdaw", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task What_nobody_has_opened_is_refused()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(
            county.Address,
            builder => builder.Services.AddSingleton(new FaceRoutes(Faces.Partner, routes => routes.MapGet("/desk", () => "secret"))),
            "--Faces=Public,Partner"
        );
        using var answer = await site.Client().GetAsync("/desk", Stop);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain("secret", await answer.Content.ReadAsStringAsync(Stop));
    }

    [Fact]
    public async Task An_absent_face_is_not_there_at_all()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county.Address, Greeting, "--Faces=Api");
        Assert.Equal(HttpStatusCode.NotFound, (await site.Client().GetAsync("/", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await site.Client().GetAsync("/greeting", Stop)).StatusCode);
        Assert.All(
            RoutesTests.Endpoints(site),
            line =>
                Assert.True(
                    !line.Contains(" Public ", StringComparison.Ordinal) || line.StartsWith("/errors/", StringComparison.Ordinal),
                    line
                )
        );
    }

    [Fact]
    public async Task The_same_address_on_the_same_data_is_not_sent_twice()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county.Address, Greeting);
        using var client = site.Client();
        using var first = await client.GetAsync("/greeting", Stop);
        Assert.Equal("public, max-age=60", first.Headers.CacheControl?.ToString());
        using var again = new HttpRequestMessage(HttpMethod.Get, "/greeting");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await client.SendAsync(again, Stop)).StatusCode);
        using var other = new HttpRequestMessage(HttpMethod.Get, "/greeting?loud=true");
        other.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(other, Stop)).StatusCode);
    }

    private static void Greeting(WebApplicationBuilder builder) =>
        builder.Services.AddSingleton(new FaceRoutes(Faces.Public, routes => routes.MapGet("/greeting", () => "Hello")));
}
