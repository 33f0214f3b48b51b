using System.Net;
using System.Text.Json;
using Fosse.Tests.HouseRules;

namespace Fosse.Tests.Hosting;

/// <summary>What other programs are told of the addresses that are there for them.</summary>
public sealed class ApiDescriptionTests
{
    private static readonly Uri Address = new("/api/openapi.json", UriKind.Relative);

    [Fact]
    public async Task Every_call_of_other_systems_is_described_and_nothing_else()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Public,Partner,Admin,Api");
        using var asked = new HttpRequestMessage(HttpMethod.Get, Address) { Headers = { Host = "elsewhere.example" } };
        using var answer = await site.Client().SendAsync(asked, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.DoesNotContain("elsewhere", text, StringComparison.Ordinal); // it is kept, and handed on

        using var document = JsonDocument.Parse(text);
        Assert.StartsWith("3.", document.RootElement.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var told = document
            .RootElement.GetProperty("paths")
            .EnumerateObject()
            .SelectMany(path =>
                path.Value.EnumerateObject().Select(call => (Call: $"{path.Name} {call.Name.ToUpperInvariant()}", call.Value))
            )
            .ToList();
        var there = RoutesTests
            .Endpoints(site)
            .Select(line => line.Split(' '))
            .Where(l => l[2] == "Api" && l[1] != "page" && l[0] != Address.OriginalString)
            .Select(l => $"{l[0]} {l[1].Split(',')[0]}");
        Assert.Equal(there.Order(StringComparer.Ordinal), told.Select(t => t.Call).Order(StringComparer.Ordinal));
        Assert.All(
            told,
            call =>
            {
                Assert.True(call.Value.GetProperty("summary").GetString() is { Length: > 5 }, call.Call);
                Assert.Equal(call.Call.EndsWith("POST", StringComparison.Ordinal), call.Value.TryGetProperty("requestBody", out _));
                Assert.True(call.Value.GetProperty("responses").TryGetProperty("400", out _), call.Call);
            }
        );
    }

    [Fact]
    public async Task Where_other_systems_are_not_served_nothing_is_described()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Public");
        using var answer = await site.Client().GetAsync(Address, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
