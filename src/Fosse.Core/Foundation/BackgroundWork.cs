using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fosse.Foundation;

/// <summary>The Worker face: hands on events and runs the timetable until the host stops.</summary>
public sealed class BackgroundWork(
    OutboxDispatcher outbox, Timetable timetable, TimeProvider time, IOptions<FoundationOptions> options, ILogger<BackgroundWork> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await Round(stoppingToken) == 0) await Rest(stoppingToken);
        }
    }

    private async Task<int> Round(CancellationToken stop)
    {
        try
        {
            return await outbox.DrainOnce(stop) + await timetable.DrainOnce(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception e)
        {
            // The database may be away for a while; the worker outlives that.
            log.LogError("A round of background work failed: {Failure}", e.GetType().Name);
            return 0;
        }
    }

    private async Task Rest(CancellationToken stop)
    {
        try
        {
            await Task.Delay(options.Value.Pause, time, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            log.LogInformation("Background work stops");
        }
    }
}
