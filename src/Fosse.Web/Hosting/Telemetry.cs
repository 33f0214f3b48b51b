using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Fosse.Web.Hosting;

/// <summary>Sends traces and measures to the operator's own collector, and only where one is named.</summary>
internal sealed class Telemetry : IHostedService, IDisposable
{
    internal const string Where = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>The name under which Fosse's own activities and meters go.</summary>
    internal const string Source = "Fosse";

    private TracerProvider? traces;
    private MeterProvider? measures;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var fosse = ResourceBuilder.CreateDefault().AddService("fosse");
        // Traces of requests carry the path, which can name a street: only Fosse's own activities are sent.
        traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(fosse).AddSource(Source).AddOtlpExporter().Build();
        measures = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(fosse).AddMeter(Source, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime").AddOtlpExporter().Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        traces?.Dispose();
        measures?.Dispose();
    }
}
