using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Fosse.Tests.Hosting;

/// <summary>What reaches a collector, asked of a real one on loopback that keeps the bytes it is sent.</summary>
public sealed class TelemetryTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_collector_is_sent_the_route_and_status_of_a_request_and_measures_but_never_its_path()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using var collector = await Collector.Start();
        await using (
            var site = await TestSite.On(
                county,
                $"--OTEL_EXPORTER_OTLP_ENDPOINT={collector.Address}",
                "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf"
            )
        )
        {
            using var answer = await site.Client().GetAsync("/place/magpie-lane?jackdaw=1", Stop);
            Assert.Equal(404, (int)answer.StatusCode);
        } // stopping sends what is still held back
        Assert.Contains("GET /place/{slug}", collector.Sent("/v1/traces"));
        Assert.Contains("http.server.request.duration", collector.Sent("/v1/metrics"));
        var all = collector.Sent("");
        Assert.DoesNotContain("magpie", all);
        Assert.DoesNotContain("jackdaw", all);
    }

    private sealed class Collector(WebApplication app) : IAsyncDisposable
    {
        private readonly ConcurrentQueue<(string Path, string Body)> sent = new();

        public string Address => app.Urls.First();

        public static async Task<Collector> Start()
        {
            var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
            builder.Logging.ClearProviders();
            var app = builder.Build();
            var collector = new Collector(app);
            app.MapPost("/{**path}", collector.Keep);
            await app.StartAsync(Stop);
            return collector;
        }

        public string Sent(string path) =>
            string.Join('\n', sent.Where(s => s.Path.StartsWith(path, StringComparison.Ordinal)).Select(s => s.Body));

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private async Task Keep(HttpContext context)
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, Stop);
            sent.Enqueue((context.Request.Path, Encoding.UTF8.GetString(body.ToArray())));
        }
    }
}
