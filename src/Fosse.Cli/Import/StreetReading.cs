using System.Threading.Channels;
using Fosse.CrimeData;
using Fosse.Exchange;
using Fosse.Exchange.PoliceUk;

namespace Fosse.Cli.Import;

/// <summary>A file that was read, or why it is refused; with the words that it was first to use.</summary>
internal sealed record StreetRead(PoliceUkFile Source, StreetFile? File, string? Refusal, IReadOnlyList<CodedWord> Fresh);

/// <summary>Reads files ahead of those that are being stored: a few small ones, or a large one alone, so that memory stays bounded.</summary>
/// <param name="ahead">The most files in memory, those being stored among them.</param>
internal sealed class StreetReading(CrimeWords words, CrimeAreas areas, int antiSocial, ReadLimits limits, int ahead) : IDisposable
{
    private const long Large = 48 << 20;

    private readonly SemaphoreSlim room = new(ahead);
    private readonly Channel<StreetRead> ready = Channel.CreateUnbounded<StreetRead>();

    public IAsyncEnumerable<StreetRead> Files(CancellationToken stop) => ready.Reader.ReadAllAsync(stop);

    /// <summary>Whether the next file has been read already.</summary>
    public bool HasNext => ready.Reader.TryPeek(out _);

    /// <summary>To be called when a file has been stored and forgotten.</summary>
    public void Done(PoliceUkFile file) => room.Release(Places(file));

    public async Task ReadAll(IReadOnlyList<PoliceUkFile> files, CancellationToken stop)
    {
        try
        {
            foreach (var source in files)
            {
                for (var place = 0; place < Places(source); place++) await room.WaitAsync(stop);
                ready.Writer.TryWrite(Read(source, stop));
            }
            ready.Writer.Complete();
        }
        catch (OperationCanceledException stopped)
        {
            ready.Writer.Complete(stopped);
        }
        catch (Exception bug) // whoever waits for the next file must hear of it
        {
            ready.Writer.Complete(bug);
            throw;
        }
    }

    private StreetRead Read(PoliceUkFile source, CancellationToken stop)
    {
        StreetFile? file = null;
        string? refusal = null;
        try
        {
            file = StreetFile.Read(source, words, areas, antiSocial, limits, stop);
        }
        catch (FormatException broken)
        {
            refusal = broken.Message;
        }
        catch (InvalidDataException broken)
        {
            refusal = $"{source.Name} cannot be unpacked: {broken.Message} Download it again.";
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            refusal = $"{source.Name} cannot be read: {unreadable.Message} Check who may read it, and the disk.";
        }
        return new(source, file, refusal, words.TakeFresh());
    }

    private int Places(PoliceUkFile file) => file.Length > Large ? ahead : 1;

    public void Dispose() => room.Dispose();
}
