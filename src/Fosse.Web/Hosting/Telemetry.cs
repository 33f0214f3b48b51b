using Fosse.Foundation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Fosse.Web.Hosting;

/// <summary>Sends traces and measures to the operator's own collector, and only where one is named.</summary>
internal sealed class Telemetry(IConfiguration settings) : IHostedService, IDisposable
{
    internal const string Where = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Sampling = "OTEL_TRACES_SAMPLER";

    private TracerProvider? traces;
    private MeterProvider? measures;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var fosse = ResourceBuilder.CreateDefault().AddService("fosse");
        // The framework's traces carry the path, which can name a street: only Fosse's own activities are sent.
        var tracing = Sdk.CreateTracerProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(settings))
            .SetResourceBuilder(fosse)
            .AddSource(Activities.Name)
            .AddOtlpExporter();
        // The framework's activity stands above ours and is not recorded; that must not silence ours.
        if (settings[Sampling] is null)
            tracing.SetSampler(new AlwaysOnSampler());
        traces = tracing.Build();
        measures = Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(settings))
            .SetResourceBuilder(fosse)
            .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
            .AddOtlpExporter()
            .Build();
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
