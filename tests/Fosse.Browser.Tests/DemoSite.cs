using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

[assembly: AssemblyFixture(typeof(Fosse.Browser.Tests.DemoSite))]

namespace Fosse.Browser.Tests;

/// <summary>The demonstration county, made once a run by the same command that a newcomer types.</summary>
public sealed partial class DemoSite : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fosse-demo-");
    private readonly ConcurrentQueue<string> said = new();
    private Process? fosse;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>What it has printed.</summary>
    public IReadOnlyCollection<string> Said => said;

    /// <summary>Its database, for a copy.</summary>
    public string Database => Path.Combine(folder.FullName, "demo.db");

    public Uri At(string path) => new(Address, path);

    public async ValueTask InitializeAsync()
    {
        // Without a browser every test skips, and the county would be made for nobody.
        if (Browser.Executable is null)
            return;

        var found = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        fosse = new Process { StartInfo = Command(), EnableRaisingEvents = true };
        fosse.OutputDataReceived += (_, line) => Hear(line.Data, found);
        fosse.ErrorDataReceived += (_, line) => Hear(line.Data, null);
        fosse.Exited += (_, _) => found.TrySetException(Failure("ended before it gave an address"));
        fosse.Start();
        fosse.BeginOutputReadLine();
        fosse.BeginErrorReadLine();

        try
        {
            Address = await found.Task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw Failure($"gave no address in {Patience.TotalMinutes} minutes");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (fosse is { HasExited: false })
        {
            fosse.Kill(entireProcessTree: true);
            await fosse.WaitForExitAsync();
        }

        fosse?.Dispose();
        folder.Delete(recursive: true);
    }

    private ProcessStartInfo Command() =>
        new(Path.Combine(Repository.Root, "fosse"), ["demo", "--port", "0", "--db", $"Data Source={Database}"])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["Web__PseudoLanguage"] = "true" },
        };

    private void Hear(string? line, TaskCompletionSource<Uri>? found)
    {
        if (line is null)
            return;
        said.Enqueue(line);
        if (found is not null && AddressPattern().Match(line) is { Success: true } match)
            found.TrySetResult(new Uri(match.Value));
    }

    private InvalidOperationException Failure(string what) => new($"fosse demo {what}. It said:\n{string.Join('\n', said.TakeLast(30))}");

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex AddressPattern();
}
