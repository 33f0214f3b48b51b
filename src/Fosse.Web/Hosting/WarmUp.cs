using System.Data.Common;
using Fosse.Publishing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Fosse.Web.Hosting;

/// <summary>Reads the figures while the host starts, so that the first visitor does not wait for them.</summary>
internal sealed class WarmUp(PublishedFigures figures, ILogger<WarmUp> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            var held = await figures.Now(stoppingToken);
            log.LogInformation("Figures of data version {Version} are loaded: {Areas} areas, {Months} months", held.DataVersion, held.Areas.Count, held.Months.Count);
        }
        catch (DbException e)
        {
            // The first request will ask again, and the readiness address says so meanwhile.
            log.LogWarning("The figures could not be loaded yet: {Failure}", e.GetType().Name);
        }
    }
}
