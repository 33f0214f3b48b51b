using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Fosse.Tests.Operations;

/// <summary>What the executable said and how it ended.</summary>
internal sealed record Ended(int Code, string Output, string Errors)
{
    /// <summary>What every refusal and failure must be: words, and no trace.</summary>
    public void ShowsNoTrace() => Assert.DoesNotMatch(@"(?m)^\s+at \S+\(|Unhandled exception|---> ", Output + Errors);
}

/// <summary>The real executable in a process of its own.</summary>
internal sealed class FosseProcess : IAsyncDisposable
{
    /// <summary>./test names one that starts sooner; else the one beside the tests.</summary>
    private static readonly string Executable =
        Environment.GetEnvironmentVariable("FOSSE_EXECUTABLE")
        ?? Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "fosse.exe" : "fosse");

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new(),
        errors = new();
    private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FosseProcess(
        string folder,
        string[] arguments,
        string? keys = null,
        string? passing = null,
        IReadOnlyDictionary<string, string>? settings = null
    )
    {
        var start = new ProcessStartInfo(Executable, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("FOSSE_DB");
        start.Environment["HOME"] = folder; // what it leaves at home is found with the rest
        if (keys is not null)
            start.Environment["FOSSE_Keys__Folder"] = keys;
        if (passing is not null)
            start.Environment["TMPDIR"] = passing;
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is null)
            start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null)
                errors.Enqueue(line.Data);
        };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where a server answers, as soon as it says so.</summary>
    public Task<Uri> Address => address.Task.WaitAsync(Patience);

    public bool HasEnded => process.HasExited;

    public int Id => process.Id;

    public static FosseProcess Start(string folder, params string[] arguments) => new(folder, arguments);

    /// <summary>With a temporary folder of its own.</summary>
    public static FosseProcess StartIn(string folder, string passing, params string[] arguments) =>
        new(folder, arguments, passing: passing);

    public static async Task<Ended> Run(string folder, params string[] arguments)
    {
        await using var fosse = Start(folder, arguments);
        return await fosse.Ends();
    }

    /// <summary>On the database of a county, with its key ring, whatever kind the database is.</summary>
    public static async Task<Ended> On(TestCounty county, params string[] arguments)
    {
        await using var fosse = new FosseProcess(county.Folder, [.. arguments, "--db", county.Address.Connection], county.KeyFolder);
        return await fosse.Ends();
    }

    /// <summary>The same with settings in the environment.</summary>
    public static async Task<Ended> With(TestCounty county, Dictionary<string, string> settings, params string[] arguments)
    {
        await using var fosse = new FosseProcess(
            county.Folder,
            [.. arguments, "--db", county.Address.Connection],
            county.KeyFolder,
            settings: settings
        );
        return await fosse.Ends();
    }

    public async Task<Ended> Ends()
    {
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        return new(process.ExitCode, string.Join('\n', output), string.Join('\n', errors));
    }

    /// <param name="signal">INT (Ctrl-C) or TERM.</param>
    public void Signal(string signal) => Assert.True(Sent(signal), "It had ended.");

    /// <summary>False where it had ended before; it may end by the signal before this is known. The system is called without a process
    /// between: on a busy machine one takes longer than the import that it is to stop.</summary>
    public bool Sent(string signal) => !HasEnded && Kill(process.Id, Number(signal)) == 0;

    private delegate int SignalTo(int process, int signal);

    private static readonly SignalTo Kill = Marshal.GetDelegateForFunctionPointer<SignalTo>(
        NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "kill")
    );

    private static int Number(string signal) =>
        signal switch
        {
            "INT" => 2,
            "KILL" => 9,
            "TERM" => 15,
            "CONT" => OperatingSystem.IsMacOS() ? 19 : 18,
            "STOP" => OperatingSystem.IsMacOS() ? 17 : 19,
            _ => throw new ArgumentOutOfRangeException(nameof(signal), signal, "No signal that a test sends."),
        };

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            address.TrySetException(new InvalidOperationException($"fosse ended before it gave an address: {string.Join('\n', errors)}"));
            return;
        }
        output.Enqueue(line);
        if (line.StartsWith("Fosse is at ", StringComparison.Ordinal))
            address.TrySetResult(new Uri(line["Fosse is at ".Length..]));
    }
}
