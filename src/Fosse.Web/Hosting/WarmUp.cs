using System.Data.Common;
using Fosse.Publishing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Fosse.Web.Hosting;

/// <summary>Reads the figures and prepares the pages while the host starts, side by side, so that the first visitor does not wait for one
/// after the other.</summary>
internal sealed class WarmUp(PublishedFigures figures, IActionDescriptorCollectionProvider actions, PageLoader pages, ILogger<WarmUp> log)
    : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Task.Run(() => LoadFigures(stoppingToken), stoppingToken), Task.Run(LoadPages, stoppingToken));

    private async Task LoadFigures(CancellationToken stop)
    {
        try
        {
            var held = await figures.Now(stop);
            log.LogInformation(
                "Figures of data version {Version} are loaded: {Areas} areas, {Months} months",
                held.DataVersion,
                held.Areas.Count,
                held.Months.Count
            );
        }
        catch (DbException e)
        {
            // The first request will ask again, and the readiness address says so meanwhile.
            log.LogWarning("The figures could not be loaded yet: {Failure}", e.GetType().Name);
        }
    }

    private async Task LoadPages()
    {
        foreach (var page in actions.ActionDescriptors.Items.OfType<PageActionDescriptor>())
            await pages.LoadAsync(page, EndpointMetadataCollection.Empty);
    }
}
