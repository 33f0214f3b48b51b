using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;

namespace Fosse.Browser.Tests;

/// <summary>A copy of the demonstration county, served by a process of its own that can be killed and started again at the same
/// address.</summary>
internal sealed class DemoCopy : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fosse-copy-");
    private readonly int port = FreePort();
    private Process? fosse;

    public DemoCopy(DemoSite site)
    {
        using (var from = new SqliteConnection($"Data Source={site.Database};Mode=ReadOnly;Pooling=false"))
        using (var to = new SqliteConnection($"{Database};Pooling=false"))
        {
            from.Open();
            to.Open();
            from.BackupDatabase(to);
        }
        var keys = Path.Combine(Path.GetDirectoryName(site.Database)!, "keys", "demo");
        var own = Directory.CreateDirectory(Path.Combine(folder.FullName, "keys", "demo")).FullName;
        foreach (var key in Directory.GetFiles(keys))
            File.Copy(key, Path.Combine(own, Path.GetFileName(key)));
    }

    public string Folder => folder.FullName;

    private string Database => $"Data Source={Path.Combine(folder.FullName, "demo.db")}";

    public Uri At(string path) => new($"http://127.0.0.1:{port}{path}");

    /// <summary>Serves it; the address answers when this returns.</summary>
    public async Task Start()
    {
        var there = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        fosse = Make("demo", "--port", $"{port}", "--db", Database);
        fosse.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
                there.TrySetException(new InvalidOperationException("fosse demo ended before it gave an address."));
            else if (line.Data.StartsWith("Fosse is at ", StringComparison.Ordinal))
                there.TrySetResult();
        };
        fosse.Start();
        fosse.BeginOutputReadLine();
        fosse.BeginErrorReadLine();
        await there.Task.WaitAsync(Patience);
    }

    /// <summary>Nothing gets to tidy up.</summary>
    public async Task Kill()
    {
        fosse!.Kill(entireProcessTree: true);
        await fosse.WaitForExitAsync();
        fosse.Dispose();
        fosse = null;
    }

    /// <summary>Runs a command on the copy.</summary>
    /// <returns>What it said.</returns>
    public async Task<string> Run(params string[] arguments)
    {
        using var command = Make([.. arguments, "--db", Database]);
        command.Start();
        command.BeginErrorReadLine();
        var said = await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        Assert.Equal(0, command.ExitCode);
        return said.Trim();
    }

    private Process Make(params string[] arguments) =>
        new()
        {
            StartInfo = new(Path.Combine(Repository.Root, "fosse"), arguments)
            {
                WorkingDirectory = folder.FullName,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["Work__Lease"] = "00:00:03" },
            },
        };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (fosse is not null)
            await Kill();
        folder.Delete(recursive: true);
    }
}
