using System.Diagnostics;

namespace Fosse.Tests.HouseRules;

/// <summary>The files that are in the repository, or are about to be.</summary>
internal static class Tracked
{
    private static readonly string[] NotOurs = [".git", "bin", "obj", "var", "node_modules", "wwwroot", "TestResults"];

    /// <summary>Their paths as the repository has them.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. ByGit() ?? ByLooking()];

    private static List<string>? ByGit()
    {
        var start = new ProcessStartInfo("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var git = Process.Start(start)!;
            var said = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            return git.ExitCode == 0
                ? [.. said.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(f => File.Exists(Path.Combine(Repository.Root, f)))]
                : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // there is no git, as where the source came as an archive
        }
    }

    private static IEnumerable<string> ByLooking() =>
        Directory
            .EnumerateFiles(Repository.Root, "*", SearchOption.AllDirectories)
            .Select(Repository.Name)
            .Where(f => !f.Split('/').Any(NotOurs.Contains));
}
