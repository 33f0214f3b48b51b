using System.Threading.Channels;
using Fosse.CrimeData;
using Fosse.Exchange;
using Fosse.Exchange.PoliceUk;

namespace Fosse.Cli.Import;

/// <summary>A file that was read, or why it is refused; with the words that it was first to use.</summary>
internal sealed record StreetRead(PoliceUkFile Source, StreetFile? File, string? Refusal, IReadOnlyList<CodedWord> Fresh);

/// <summary>
/// Reads files ahead of those that are being stored, beginning before the database is open; many small ones or a large one alone,
/// so that memory stays bounded.
/// </summary>
internal sealed class StreetReading : IAsyncDisposable
{
    private const int BytesAPlace = 1 << 20, AllPlaces = 128;

    private readonly SemaphoreSlim room = new(AllPlaces);
    private readonly Channel<(PoliceUkFile Source, PublishedFile? File, string? Refusal)> published = Channel.CreateUnbounded<(PoliceUkFile, PublishedFile?, string?)>();
    private readonly Channel<StreetRead> ready = Channel.CreateUnbounded<StreetRead>();
    private readonly CancellationTokenSource cut;
    private readonly ReadLimits limits;
    private readonly Task reading;
    private Task coding = Task.CompletedTask;

    private StreetReading(IReadOnlyList<PoliceUkFile> files, ReadLimits limits, CancellationToken stop)
    {
        this.limits = limits;
        cut = CancellationTokenSource.CreateLinkedTokenSource(stop);
        reading = Task.Run(() => ReadAll(files), CancellationToken.None); // ends by itself when cut
    }

    /// <summary>Whether the next file has been read already.</summary>
    public bool HasNext => ready.Reader.TryPeek(out _);

    public static StreetReading Begin(IReadOnlyList<PoliceUkFile> files, ReadLimits limits, CancellationToken stop) => new(files, limits, stop);

    /// <summary>The files in their order, by the numbers of the database; to be asked for once.</summary>
    public IAsyncEnumerable<StreetRead> Files(CrimeWords words, Task<CrimeAreas> areas, int antiSocial, CancellationToken stop)
    {
        coding = Task.Run(() => CodeAll(words, areas, antiSocial), CancellationToken.None);
        return ready.Reader.ReadAllAsync(stop);
    }

    /// <summary>To be called when a file has been stored and forgotten.</summary>
    public void Done(PoliceUkFile file) => room.Release(Places(file));

    private Task ReadAll(IReadOnlyList<PoliceUkFile> files) => Fill(published.Writer, async () =>
    {
        foreach (var source in files)
        {
            for (var place = 0; place < Places(source); place++) await room.WaitAsync(cut.Token);
            published.Writer.TryWrite(Read(source));
        }
    });

    private Task CodeAll(CrimeWords words, Task<CrimeAreas> areas, int antiSocial) => Fill(ready.Writer, async () =>
    {
        var placing = await areas;
        await foreach (var (source, file, refusal) in published.Reader.ReadAllAsync(cut.Token))
        {
            var coded = file is null ? null : StreetFile.Of(file, words, placing, antiSocial);
            ready.Writer.TryWrite(new(source, coded, refusal, words.TakeFresh()));
        }
    });

    // Whoever waits for the next file must hear of it that there is none, and why.
    private static async Task Fill<T>(ChannelWriter<T> writer, Func<Task> work)
    {
        try
        {
            await work();
            writer.Complete();
        }
        catch (Exception stopped)
        {
            writer.Complete(stopped);
        }
    }

    private (PoliceUkFile, PublishedFile?, string?) Read(PoliceUkFile source)
    {
        try
        {
            return (source, PublishedFile.Read(source, limits, cut.Token), null);
        }
        catch (FormatException broken)
        {
            return (source, null, broken.Message);
        }
        catch (InvalidDataException broken)
        {
            return (source, null, $"{source.Name} cannot be unpacked: {broken.Message} Download it again.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return (source, null, $"{source.Name} cannot be read: {unreadable.Message} Check who may read it, and the disk.");
        }
    }

    private static int Places(PoliceUkFile file) => (int)Math.Clamp(file.Length / BytesAPlace + 1, 1, AllPlaces);

    public async ValueTask DisposeAsync()
    {
        await cut.CancelAsync();
        await reading;
        await coding;
        cut.Dispose();
        room.Dispose();
    }
}
