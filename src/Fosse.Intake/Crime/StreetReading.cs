using System.Threading.Channels;
using Fosse.CrimeData;
using Fosse.Exchange;
using Fosse.Exchange.PoliceUk;

namespace Fosse.Intake.Crime;

/// <summary>A file that was read, or why it is refused; with the words that it was first to use.</summary>
internal sealed record StreetRead(PoliceUkFile Source, StreetFile? File, string? Refusal, IReadOnlyList<CodedWord> Fresh);

/// <summary>
/// Reads files ahead of those that are being stored, beginning before the database is open; many small ones or a large one alone,
/// so that memory stays bounded.
/// </summary>
internal sealed class StreetReading : IAsyncDisposable
{
    private const int BytesAPlace = 1 << 20,
        AllPlaces = 128,
        CodedAhead = 3;

    private readonly SemaphoreSlim room = new(AllPlaces);
    private readonly Channel<PublishedRead> published = Channel.CreateUnbounded<PublishedRead>();
    private readonly Channel<StreetRead> ready = Channel.CreateBounded<StreetRead>(CodedAhead);
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

    public static StreetReading Begin(IReadOnlyList<PoliceUkFile> files, ReadLimits limits, CancellationToken stop) =>
        new(files, limits, stop);

    /// <summary>The files in their order, by the numbers of the database; to be asked for once.</summary>
    public IAsyncEnumerable<StreetRead> Files(CrimeWords words, Task<CrimeAreas> areas, int antiSocial, CancellationToken stop)
    {
        coding = Task.Run(() => CodeAll(words, areas, antiSocial), CancellationToken.None);
        return ready.Reader.ReadAllAsync(stop);
    }

    /// <summary>To be called when a file has been stored and forgotten.</summary>
    public void Done(StreetRead read)
    {
        read.File?.Rows.Clear();
        room.Release(Places(read.Source));
    }

    private Task ReadAll(IReadOnlyList<PoliceUkFile> files) =>
        Fill(
            published.Writer,
            async () =>
            {
                var words = new PublishedWords();
                foreach (var source in files)
                {
                    for (var place = 0; place < Places(source); place++)
                        await room.WaitAsync(cut.Token);
                    var (file, refusal) = Read(source, words);
                    published.Writer.TryWrite(new(source, file, refusal, words.TakeFresh()));
                }
            }
        );

    private Task CodeAll(CrimeWords words, Task<CrimeAreas> areas, int antiSocial) =>
        Fill(
            ready.Writer,
            async () =>
            {
                var coder = new StreetCoder(words, await areas, antiSocial);
                await foreach (var read in published.Reader.ReadAllAsync(cut.Token))
                {
                    coder.Learn(read.Fresh);
                    var coded = read.File is null ? null : StreetFile.Of(read.File, coder);
                    await ready.Writer.WriteAsync(new(read.Source, coded, read.Refusal, words.TakeFresh()), cut.Token);
                }
            }
        );

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

    private (PublishedFile? File, string? Refusal) Read(PoliceUkFile source, PublishedWords words)
    {
        try
        {
            return (PublishedFile.Read(source, words, limits, cut.Token), null);
        }
        catch (Exception stopped) when (NotRead.Why(source, stopped) is { } why)
        {
            return (null, why);
        }
    }

    private static int Places(PoliceUkFile file) => (int)Math.Clamp(file.Length / BytesAPlace + 1, 1, AllPlaces);

    public async ValueTask DisposeAsync()
    {
        await cut.CancelAsync();
        await reading;
        await coding;
        RowBlocks<PublishedRow>.Forget();
        RowBlocks<StreetRecord>.Forget();
        cut.Dispose();
        room.Dispose();
    }

    private sealed record PublishedRead(PoliceUkFile Source, PublishedFile? File, string? Refusal, FreshWords Fresh);
}
