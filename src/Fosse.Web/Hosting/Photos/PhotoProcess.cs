using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Fosse.Exchange.Evidence;

namespace Fosse.Web.Hosting.Photos;

/// <summary>
/// One process that builds photos anew: the same executable, started without anything of ours. Its environment is empty but for what .NET
/// needs, so it knows no database, no key and no setting.
/// </summary>
internal sealed class PhotoProcess : IDisposable
{
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(60);
    private readonly Process process;

    private PhotoProcess(Process process) => this.process = process;

    public int Id => process.Id;

    public int Photos { get; private set; }

    public bool HasEnded => process.HasExited;

    /// <exception cref="Win32Exception">There is no such executable.</exception>
    /// <exception cref="IOException">It ended before it was ready, or was not ready in time.</exception>
    public static async Task<PhotoProcess> Begin(PhotoOptions options, CancellationToken stop)
    {
        var begun = new PhotoProcess(Process.Start(How(options))!);
        try
        {
            begun.process.BeginErrorReadLine(); // read, so that it cannot wait; and heard by nobody, for it may hold what was sent
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
            patience.CancelAfter(Start);
            var ready = new byte[1];
            await begun.process.StandardOutput.BaseStream.ReadExactlyAsync(ready, patience.Token);
            if (ready[0] != PhotoWire.Ready)
                throw new IOException("What was started does not build photos.");
            return begun;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            begun.Dispose();
            throw new IOException("It was not ready in time.");
        }
        catch
        {
            begun.Dispose();
            throw;
        }
    }

    /// <exception cref="IOException">It died of it.</exception>
    /// <exception cref="InvalidDataException">It answered what is no answer.</exception>
    public async Task<(PhotoVerdict Verdict, byte[] Photo)> Rebuild(ReadOnlyMemory<byte> photo, PhotoTraits traits, CancellationToken stop)
    {
        Photos++;
        await process.StandardInput.BaseStream.WriteAsync(PhotoWire.Question(photo.Span, traits), stop);
        await process.StandardInput.BaseStream.FlushAsync(stop);
        return await PhotoWire.ReadAnswer(process.StandardOutput.BaseStream, EvidenceLimits.Default, stop);
    }

    /// <summary>Ends it, with all that it may have started, whatever it is doing.</summary>
    public void Dispose()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself meanwhile.
        }
        process.Dispose();
    }

    private static ProcessStartInfo How(PhotoOptions options)
    {
        var start = new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "fosse.exe" : "fosse"),
            [
                PhotoWire.Command,
                options.Memory.ToString(CultureInfo.InvariantCulture),
                // It ends itself when nobody has ended it.
                (Math.Ceiling(options.Timeout.TotalSeconds) + 10).ToString(CultureInfo.InvariantCulture),
            ]
        )
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in Environment())
            start.Environment[name] = value;
        return start;
    }

    private static IEnumerable<(string Name, string Value)> Environment()
    {
        // Where .NET is not inside, it lies where ours does.
        yield return ("DOTNET_ROOT", Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")));
        yield return ("DOTNET_EnableDiagnostics", "0"); // no door for debuggers
        yield return ("DOTNET_GCHeapHardLimit", "0x8000000"); // 128 MB: a photo as it came and as it goes; pixels lie outside
        yield return ("DOTNET_GCHeapCount", "1");
        yield return ("DOTNET_gcConcurrent", "0");
        yield return ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1");
        if (OperatingSystem.IsWindows())
            yield return ("SystemRoot", System.Environment.GetFolderPath(System.Environment.SpecialFolder.Windows));
    }
}
