using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using Fosse.Exchange.Evidence;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fosse.Web.Hosting.Photos;

/// <summary>
/// Where photos are built anew: some few processes, each for one photo at a time. One that is warm takes the next; after a number of
/// photos, or anything unexpected, another is started in its place. Whatever a photo does to the process, the site goes on.
/// </summary>
internal sealed class Darkroom(IOptions<PhotoOptions> options, TimeProvider time, ILogger<Darkroom> log) : IAsyncDisposable
{
    // What a photo may leave behind in a process meets few others.
    private const int PhotosEach = 100;

    private static readonly TimeSpan KeptWarm = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim turns = new(options.Value.AtOnce);
    private readonly ConcurrentStack<(PhotoProcess Process, long Since)> warm = new();
    private ITimer? tidy;
    private volatile bool closed;

    /// <summary>The processes that wait for photos.</summary>
    internal IReadOnlyList<int> Warm => [.. warm.Select(w => w.Process.Id)];

    /// <returns>Words for the verdict has <see cref="EvidenceFile.Says"/>; the photo is empty unless it was rebuilt.</returns>
    public async Task<(PhotoVerdict Verdict, byte[] Photo)> Rebuild(ReadOnlyMemory<byte> photo, PhotoTraits traits, CancellationToken stop)
    {
        await turns.WaitAsync(stop);
        PhotoProcess? process = null;
        try
        {
            process = await Open(stop);
            if (process is null)
                return (PhotoVerdict.NotNow, []);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
            patience.CancelAfter(options.Value.Timeout);
            var began = Stopwatch.GetTimestamp();
            try
            {
                var answer = await process.Rebuild(photo, traits, patience.Token);
                KeepWarm(ref process);
                return answer;
            }
            catch (Exception died) when (died is IOException or InvalidDataException || Late(died, stop))
            {
                log.LogWarning(
                    "A photo of {Bytes} bytes was not built anew: the process {End} after {Milliseconds} ms. Another takes its place.",
                    photo.Length,
                    died is OperationCanceledException ? "was ended at the time limit" : "died",
                    (long)Stopwatch.GetElapsedTime(began).TotalMilliseconds
                );
                return (PhotoVerdict.TooMuch, []);
            }
        }
        finally
        {
            process?.Dispose();
            turns.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        closed = true;
        if (tidy is not null)
            await tidy.DisposeAsync();
        while (warm.TryPop(out var idle))
            idle.Process.Dispose();
    }

    private static bool Late(Exception e, CancellationToken stop) => e is OperationCanceledException && !stop.IsCancellationRequested;

    private async Task<PhotoProcess?> Open(CancellationToken stop)
    {
        while (warm.TryPop(out var idle))
        {
            if (!idle.Process.HasEnded)
                return idle.Process;
            idle.Process.Dispose();
        }
        try
        {
            return await PhotoProcess.Begin(options.Value, stop);
        }
        catch (Exception failed) when (failed is IOException or Win32Exception)
        {
            log.LogError("The process that builds photos anew cannot be started, so no photo is taken: {Problem}", failed.Message);
            return null;
        }
    }

    private void KeepWarm(ref PhotoProcess? process)
    {
        if (closed || process is null || process.Photos >= PhotosEach)
            return;
        warm.Push((process, time.GetTimestamp()));
        process = null;
        LazyInitializer.EnsureInitialized(ref tidy, () => time.CreateTimer(_ => Tidy(), null, KeptWarm, KeptWarm));
    }

    // Those that waited long hold memory for nothing.
    private void Tidy()
    {
        var (kept, popped) = (new List<(PhotoProcess, long)>(), 0);
        while (popped++ < options.Value.AtOnce && warm.TryPop(out var idle))
        {
            if (time.GetElapsedTime(idle.Since) < KeptWarm)
                kept.Add(idle);
            else
                idle.Process.Dispose();
        }
        kept.Reverse();
        foreach (var idle in kept)
            warm.Push(idle);
    }
}
