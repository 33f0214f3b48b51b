using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Fosse.Tests;

/// <summary>A folder of a test's own, gone when the test is; what a killed run left is swept by the next one.</summary>
public sealed class TestFolder : IDisposable
{
    private const string Named = "fosse-test-";
    private static readonly ConcurrentDictionary<string, bool> Mine = [];

    static TestFolder()
    {
        Sweep();
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            foreach (var left in Mine.Keys)
                Delete(left);
        };
    }

    public TestFolder()
    {
        Path = Directory.CreateTempSubdirectory($"{Named}{Environment.ProcessId}-").FullName;
        Mine.TryAdd(Path, true);
    }

    public string Path { get; }

    public void Dispose()
    {
        Delete(Path);
        if (!Directory.Exists(Path))
            Mine.TryRemove(Path, out _);
    }

    private static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // Something still writes there; the end of the run, or the next run, tries again.
        }
    }

    private static void Sweep()
    {
        var running = Process.GetProcesses().Select(p => p.Id).ToHashSet();
        foreach (var folder in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), Named + "*"))
        {
            var process = System.IO.Path.GetFileName(folder)[Named.Length..].Split('-')[0];
            if (int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && !running.Contains(id))
                Delete(folder);
        }
    }
}
