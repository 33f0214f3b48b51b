using System.Net;

namespace Fosse.Tests.Hosting;

public sealed class RateLimitTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_visitor_who_asks_too_often_is_told_to_wait_even_on_this_machine()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--RateLimits:Public:Burst=3", "--RateLimits:Public:PermitPerMinute=1");
        using var client = site.Client();
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/nowhere", Stop)).StatusCode);
        using var refused = await client.GetAsync("/nowhere", Stop);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("Too many requests", (await Visitor.Of(client).Opens("/nowhere")).Heading);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live", Stop)).StatusCode);
    }

    [Fact]
    public async Task The_operator_may_let_this_machine_ask_without_limit()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(
            county,
            "--RateLimits:Public:Burst=1",
            "--RateLimits:Public:PermitPerMinute=1",
            "--RateLimits:ExemptLoopback=true"
        );
        using var client = site.Client();
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/nowhere", Stop)).StatusCode);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.TooManyRequests)]
    [InlineData("--Web:Proxies:0=192.0.2.1", HttpStatusCode.TooManyRequests)]
    [InlineData("--Web:Proxies:0=127.0.0.1", HttpStatusCode.NotFound)]
    public async Task Only_a_configured_proxy_may_say_who_is_asking(string? proxies, HttpStatusCode second)
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        string[] limits = ["--RateLimits:Public:Burst=1", "--RateLimits:Public:PermitPerMinute=1"];
        await using var site = await TestSite.On(county, proxies is null ? limits : [.. limits, proxies]);
        Assert.Equal(HttpStatusCode.NotFound, await AsksFor(site, "198.51.100.1"));
        Assert.Equal(second, await AsksFor(site, "198.51.100.2"));
    }

    private static async Task<HttpStatusCode> AsksFor(TestSite site, string who)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/nowhere");
        request.Headers.Add("X-Forwarded-For", who);
        using var client = site.Client();
        using var answer = await client.SendAsync(request, Stop);
        return answer.StatusCode;
    }
}
