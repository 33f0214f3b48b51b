using System.Net;

namespace Fosse.Tests.Hosting;

public sealed class HealthTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [EachDatabase, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_host_is_ready_when_database_schema_and_figures_are(string kind)
    {
        await using var county = await TestCounty.Open(kind);
        await using var site = await TestSite.On(county);
        using var answer = await site.Client().GetAsync("/health/ready", Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("""{"database":"reachable","schema":"current","figures":"loaded"}""", await answer.Content.ReadAsStringAsync(Stop));
    }

    [EachDatabase, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_host_on_a_database_that_was_never_brought_up_lives_and_is_not_ready(string kind)
    {
        await using var county = TestCounty.Bare(kind);
        await using var site = await TestSite.Bare(county.Address);
        using var live = await site.Client().GetAsync("/health/live", Stop);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        using var ready = await site.Client().GetAsync("/health/ready", Stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("\"schema\":\"behind\"", await ready.Content.ReadAsStringAsync(Stop));
    }
}
