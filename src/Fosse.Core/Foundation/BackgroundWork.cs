using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fosse.Foundation;

/// <summary>Work of a room that the Worker face does beside events and the timetable, such as what takes hours.</summary>
public interface IWorkInRounds
{
    /// <returns>How many things were done, well or ill; none makes the worker rest.</returns>
    Task<int> DrainOnce(CancellationToken stop);
}

/// <summary>The Worker face: hands on events and runs the timetable until the host stops. A long job keeps no event waiting.</summary>
public sealed class BackgroundWork(
    OutboxDispatcher outbox,
    Timetable timetable,
    IEnumerable<IWorkInRounds> rooms,
    TimeProvider time,
    IOptions<FoundationOptions> options,
    ILogger<BackgroundWork> log
) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([
            Rounds(outbox.DrainOnce, stoppingToken),
            Rounds(timetable.DrainOnce, stoppingToken),
            .. rooms.Select(room => Rounds(room.DrainOnce, stoppingToken)),
        ]);

    private async Task Rounds(Func<CancellationToken, Task<int>> drain, CancellationToken stop)
    {
        await Rest(stop); // the first visitors of a host that has just been started come first
        while (!stop.IsCancellationRequested)
        {
            if (await Round(drain, stop) == 0)
                await Rest(stop);
        }
    }

    private async Task<int> Round(Func<CancellationToken, Task<int>> drain, CancellationToken stop)
    {
        try
        {
            return await drain(stop);
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
            // The loop looks and ends.
        }
    }
}
