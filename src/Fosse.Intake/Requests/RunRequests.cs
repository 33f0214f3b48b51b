using System.Data.Common;
using Fosse.CrimeData;
using Fosse.Exchange;
using Fosse.Foundation;
using Fosse.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fosse.Intake.Requests;

/// <summary>
/// The worker's share: takes what was asked for, one of a kind at a time whatever the number of workers, and runs it with the
/// importers of the commands. A request whose worker was killed is taken by the next when its lease is over.
/// </summary>
internal sealed class RunRequests(
    IServiceScopeFactory scopes,
    DatabaseAddress address,
    CountyClock clock,
    FolderChoice folders,
    Uploads uploads,
    TimeProvider time,
    IOptions<FoundationOptions> work,
    IOptions<IntakeOptions> options,
    ILogger<RunRequests> log
) : IWorkInRounds
{
    /// <summary>So many workers may be lost over one request before somebody has to look at it.</summary>
    internal const int MostAttempts = 5;

    public async Task<int> DrainOnce(CancellationToken stop)
    {
        foreach (var request in await Due(stop))
        {
            if (await Claim(request, stop) is not { } claimed)
                continue;
            await Run(request, claimed, stop);
            return 1;
        }
        return 0;
    }

    private async Task<List<ImportRequest>> Due(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.Now;
        var all = scope.ServiceProvider.GetRequiredService<SafetyDb>().Set<ImportRequest>().AsNoTracking();
        return await all.Where(r =>
                r.DueAt <= now
                && (
                    r.State == ImportState.Running
                    || (r.State == ImportState.Waiting && !all.Any(o => o.Kind == r.Kind && o.State == ImportState.Running))
                )
            )
            .OrderBy(r => r.AskedAt)
            .Take(AskForImport.MostOpen)
            .ToListAsync(stop);
    }

    /// <returns>When it was taken, by which the taker knows it again; none where another was first.</returns>
    private async Task<DateTimeOffset?> Claim(ImportRequest request, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.Now;
        var until = now + work.Value.Lease;
        var due = scope
            .ServiceProvider.GetRequiredService<SafetyDb>()
            .Set<ImportRequest>()
            .Where(r => r.Id == request.Id && r.State == request.State && r.DueAt <= now && r.Attempts == request.Attempts);
        try
        {
            return
                await due.ExecuteUpdateAsync(
                    s =>
                        s.SetProperty(r => r.State, ImportState.Running)
                            .SetProperty(r => r.DueAt, until)
                            .SetProperty(r => r.StartedAt, (DateTimeOffset?)now)
                            .SetProperty(r => r.Attempts, r => r.Attempts + 1),
                    stop
                ) == 1
                ? now
                : null;
        }
        catch (DbException e) when (request.State is ImportState.Waiting)
        {
            log.LogInformation("Import {Request} was not taken: {Failure}", request.Id, e.GetType().Name);
            return null; // a unique index lets one of a kind run: another worker has just begun one
        }
    }

    private async Task Run(ImportRequest request, DateTimeOffset claimed, CancellationToken stop)
    {
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var shown = new ShownInRow();
        var row = new HeldRequest(scopes, clock, time, work.Value.Lease, request.Id, claimed, shown, log);
        log.LogInformation("Import {Request} of {Kind} begins, attempt {Attempt}", request.Id, request.Kind, request.Attempts + 1);
        if (request.StopAsked)
            await row.End(ImportState.Stopped, null, stop);
        else if (request.Attempts >= MostAttempts)
            await row.End(ImportState.Failed, $"{MostAttempts} workers ended in the middle of it. Look at their logs, then go on", stop);
        else
        {
            var held = row.Hold(cut);
            var (state, words, done) = await Take(request, shown, row, cut.Token);
            await cut.CancelAsync();
            await held;
            if (state is { } ended)
            {
                // Where another worker holds it by now, the files are that one's.
                var isMine = await row.End(ended, words, CancellationToken.None, done) == 1;
                if (isMine && (ended is ImportState.Ended or ImportState.Refused))
                    uploads.Remove(request.Id);
            }
            else if (stop.IsCancellationRequested)
                await row.GiveBack();
        }
        log.LogInformation("Import {Request} has ended or was given back", request.Id);
    }

    /// <returns>No state where it is another's, or to be given back.</returns>
    private async Task<(ImportState?, string?, IntakeDone?)> Take(
        ImportRequest request,
        ShownInRow shown,
        HeldRequest row,
        CancellationToken stop
    )
    {
        var unpacked = uploads.UnpackedOf(request.Id);
        try
        {
            var limits = ReadLimits.Default with { TotalBytes = options.Value.LargestUnpacked };
            var files = new RequestedFiles(FolderOf(request), unpacked, limits, shown, Into);
            var done = await files.Take(request.Kind, stop);
            return (ImportState.Ended, null, done);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return (row.StopAsked ? ImportState.Stopped : null, null, null);
        }
        catch (Exception refused) when (refused is FormatException or InvalidDataException)
        {
            return (ImportState.Refused, refused.Message, null);
        }
        catch (Exception failed)
        {
            log.LogError("Import {Request} failed: {Failure}", request.Id, failed.GetType().Name);
            return (
                ImportState.Failed,
                $"It failed: {failed.GetType().Name}. What was stored stays. Look at the worker's log, then go on",
                null
            );
        }
        finally
        {
            // Where another worker has it by now, the folder is that one's; the next who unpacks clears it.
            if ((!stop.IsCancellationRequested || row.StopAsked) && Directory.Exists(unpacked))
                Directory.Delete(unpacked, recursive: true);
        }

        Task<IntakeDone> Into(Func<IntakeInto, Task<IntakeDone>> work) =>
            IntakeInto.Open(scopes, address, into => work(into with { Request = request.Id, BesideVisitors = true }), stop);
    }

    private string FolderOf(ImportRequest request) =>
        request.Source is ImportSource.Folder
            ? folders.Find(request.What)
                ?? throw new FormatException($"The folder {request.What} is not there for this worker. See Intake:Folder in the settings")
        : uploads.Has(request.Id) ? uploads.FolderOf(request.Id)
        : throw new FormatException(
            "The files that were sent are not there for this worker. Send them again; where several hosts work, Intake:Uploads must "
                + "name one folder for all"
        );
}
