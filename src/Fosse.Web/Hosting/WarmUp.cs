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
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The first request will ask again, and the readiness address says so meanwhile. A server that answers what it can is worth
            // more than none.
            log.LogError(
                "The figures could not be loaded: {Failure}. Pages with figures fail until they can; 'fosse doctor' says more",
                e.GetType().Name
            );
        }
    }

    private async Task LoadPages()
    {
        foreach (var page in actions.ActionDescriptors.Items.OfType<PageActionDescriptor>())
        {
            try
            {
                await pages.LoadAsync(page, EndpointMetadataCollection.Empty);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError("The page {Page} could not be prepared: {Failure}", page.ViewEnginePath, e.GetType().Name);
            }
        }
    }
}
